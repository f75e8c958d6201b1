/** Checks base URLs, wherever they come from. */

import { ConfigError } from '../errors/index.ts'
import { logIn, type Remedy } from '../remedies/index.ts'

const LONGEST = 2083

/** What is wrong with a base URL. */
export interface BadBaseURL {
  readonly problem: string
  readonly remedy: Remedy
}

const USE_FORM: Remedy = { text: 'Give it in the form https://nemo.example.com or http://localhost:8080' }

/**
 * Brings a base URL to its normal form: lower-case host, no default port, `/` after a bare host.
 *
 * @returns The URL, or what is wrong with it, in words that follow its name, and how to fix that.
 */
export function normalizeBaseURL(value: string): { url: string } | BadBaseURL {
  let url: URL
  try {
    url = new URL(value)
  } catch {
    return {
      problem: 'must be a URL with its scheme, for instance https://nemo.example.com',
      remedy: USE_FORM,
    }
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return { problem: 'must begin with http:// or https://', remedy: USE_FORM }
  }
  if (url.username !== '' || url.password !== '') {
    return {
      problem: 'must not hold a user name or password',
      remedy: logIn({}, 'Leave both out, and log in'),
    }
  }
  if (url.search !== '' || url.hash !== '') {
    return { problem: 'must not have a query or fragment', remedy: USE_FORM }
  }
  if (url.href.length > LONGEST) {
    return { problem: `is longer than ${LONGEST} characters`, remedy: USE_FORM }
  }
  return { url: url.href }
}

/**
 * Brings a base URL to its normal form.
 *
 * @param name - Option or variable it comes from, for the message.
 * @throws ConfigError if it has no scheme, another than http(s), or credentials in it.
 */
export function checkBaseURL(name: string, value: unknown): string {
  const result =
    typeof value === 'string' ? normalizeBaseURL(value) : { problem: 'must be text', remedy: USE_FORM }
  if ('url' in result) return result.url
  throw new ConfigError(`${result.problem}.`, {
    code: 'config/invalid-base-url',
    key: name,
    remedies: [result.remedy],
  })
}
