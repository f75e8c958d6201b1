/** Checks base URLs, wherever they come from. */

import { ConfigError } from '../errors/index.ts'

const LONGEST = 2083

/**
 * Brings a base URL to its normal form: lower-case host, no default port, `/` after a bare host.
 *
 * @returns The URL, or what is wrong with it, in words that follow its name.
 */
export function normalizeBaseURL(value: string): { url: string } | { problem: string } {
  let url: URL
  try {
    url = new URL(value)
  } catch {
    return { problem: 'must be a URL with its scheme, for instance https://nemo.example.com' }
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return { problem: 'must begin with http:// or https://' }
  }
  if (url.username !== '' || url.password !== '') {
    return { problem: 'must not hold a user name or password: log in with `nemo auth login` instead' }
  }
  if (url.search !== '' || url.hash !== '') return { problem: 'must not have a query or fragment' }
  if (url.href.length > LONGEST) return { problem: `is longer than ${LONGEST} characters` }
  return { url: url.href }
}

/**
 * Brings a base URL to its normal form.
 *
 * @param name - Option or variable it comes from, for the message.
 * @throws ConfigError if it has no scheme, another than http(s), or credentials in it.
 */
export function checkBaseURL(name: string, value: unknown): string {
  const result = typeof value === 'string' ? normalizeBaseURL(value) : { problem: 'must be text' }
  if ('url' in result) return result.url
  throw new ConfigError(`${result.problem}.`, {
    key: name,
    remedies: ['Give it in the form https://nemo.example.com or http://localhost:8080.'],
  })
}
