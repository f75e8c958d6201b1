/** What to look at, and what to repeat, where the platform gave no answer or a bad one. */

import { withoutTrailingSlashes } from '../trailing-slashes.ts'
import { shellWord } from './quoting.ts'
import type { Remedy } from './remedy.ts'

/**
 * Asks the platform itself, past this package.
 *
 * @param baseURL - Of the platform; undefined where it is not known.
 */
export function checkServer(
  baseURL: string | undefined,
  text = 'Check that the platform is up',
  path = '/health/ready',
): Remedy {
  const base = baseURL === undefined ? undefined : withoutTrailingSlashes(baseURL)
  return { text, command: `curl ${base === undefined ? `<base URL>${path}` : shellWord(base + path)}` }
}

/** Asks any URL. */
export function checkURL(url: string, text?: string): Remedy {
  const command = `curl ${shellWord(url)}`
  return { text: text ?? command, command }
}

/** The same call once more. */
export function repeatCall(text = 'Repeat the call'): Remedy {
  return { text }
}

/** A release of the platform that has what is missing. */
export function updatePlatform(release: string): Remedy {
  return { text: `Update the platform to release ${release} or a later one` }
}

/** The log of the platform says more than its answer. */
export function readPlatformLog(why?: string): Remedy {
  return { text: `Look at the platform log${why === undefined ? '' : `: ${why}`}` }
}

/** Where requests go. */
export function checkBaseURL(text = 'Check the base URL'): Remedy {
  return { text, command: 'nemo config view', call: '`baseURL`, or: nemo config view' }
}

/** A page that a person has to look at: a login page or a portal in between. */
export function openInBrowser(url: string): Remedy {
  return { text: `Open ${url} in a browser` }
}

/** All checks of client and platform. */
export function runDiagnosis(text?: string): Remedy {
  return {
    text: text ?? 'Check the set-up',
    command: 'nemo auth doctor',
    call: 'await client.auth.diagnose()',
  }
}
