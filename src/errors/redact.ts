/** Takes secrets out of whatever an error or a log line could show. */

import { isIdentityHeader } from '../generations.ts'
import { LONGEST_SHOWN_TEXT } from '../limits.ts'
import { KnownSecrets } from './known-secrets.ts'
import { REDACTED, redactTokens } from './token-shapes.ts'

const SECRET_HEADERS = /^(?:proxy-)?authorization$/i

/** Fields of a validation error that repeat what was sent. */
const ECHO_KEYS = new Set(['input', 'ctx'])

/** Names under which a server or a caller keeps a value that nobody else should read. */
const SECRET_KEYS =
  /(?:token|secret|password|passwd|api[-_]?key|(?:auth|access|account|private|secret|subscription)[-_]?key|credentials?|authorization|cookie|signature)$/i

/** Whether a header, a field or a parameter of that name holds a credential. */
export function isSecretName(name: string): boolean {
  return SECRET_KEYS.test(name)
}

/** Values that must not be shown; prepared where more than one text is searched for them. */
export type Secrets = readonly string[] | KnownSecrets

/**
 * Replaces known secrets, also where they are escaped or encoded, and everything that looks like a token.
 *
 * @param text - What would be shown.
 * @param secrets - Values known to be secret, for instance the token that was sent.
 * @param isCut - Whether the text is the start of a longer one, and may end in the middle of a secret.
 */
export function redactText(text: string, secrets: Secrets = [], isCut = false): string {
  return redactTokens(known(secrets).redact(text, isCut))
}

/**
 * The same for a sentence of ours: values so short that they may be words of it are left, since it was composed without them.
 */
export function redactSentence(text: string, secrets: readonly string[] = []): string {
  return redactText(
    text,
    secrets.filter(({ length }) => length >= SHORTEST_IN_SENTENCE),
  )
}

/** Shorter secrets can be words of ours. */
const SHORTEST_IN_SENTENCE = 12

/**
 * The start of a text without secrets. What is far behind it is cut off before the search, which takes time; a secret that reaches
 * into the start is found all the same, and so is one of which the text holds the start only.
 *
 * @param length - How many characters are shown.
 */
export function redactStart(text: string, secrets: Secrets, length: number): string {
  const start = text.slice(0, length + LONGEST_SHOWN_TEXT)
  return redactText(start, secrets, true).slice(0, length)
}

function known(secrets: Secrets): KnownSecrets {
  return secrets instanceof KnownSecrets ? secrets : new KnownSecrets(secrets)
}

/** A copy of a JSON value without secrets, and without the fields in which a 422 repeats what was sent. */
export function redactValue(value: unknown, secrets: Secrets = []): unknown {
  return cleanValue(value, known(secrets), 0)
}

function cleanValue(value: unknown, secrets: KnownSecrets, depth: number): unknown {
  if (typeof value === 'string') return redactText(value, secrets)
  if (typeof value !== 'object' || value === null) return value
  if (depth > 20) return '[nested too deeply]'
  if (Array.isArray(value)) return value.map((item) => cleanValue(item, secrets, depth + 1))
  const isIssue = 'loc' in value && 'msg' in value
  const members = Object.entries(value).filter(([key]) => !(isIssue && ECHO_KEYS.has(key)))
  return Object.fromEntries(
    members.map(([key, member]) => [
      redactText(key, secrets),
      typeof member === 'string' && isSecretName(key) ? REDACTED : cleanValue(member, secrets, depth + 1),
    ]),
  )
}

/** A copy of the headers in which credentials are replaced. */
export function redactHeaders(headers: Headers, secrets: Secrets = []): Headers {
  const prepared = known(secrets)
  const clean = new Headers()
  for (const [name, value] of headers) {
    const isSecret = SECRET_HEADERS.test(name) || isIdentityHeader(name) || isSecretName(name)
    clean.append(name, isSecret ? REDACTED : redactText(value, prepared))
  }
  return clean
}

/** A URL that is safe to show: no user info, no fragment, secret query values replaced. */
export function redactUrl(url: string | URL, secrets: Iterable<string> = []): string {
  let parsed: URL
  try {
    parsed = new URL(url)
  } catch {
    return redactText(String(url), [...secrets])
  }
  parsed.username = ''
  parsed.password = ''
  parsed.hash = ''
  for (const name of new Set(parsed.searchParams.keys())) {
    if (isSecretName(name) || /^(?:code|key|sig)$/i.test(name)) parsed.searchParams.set(name, 'redacted')
  }
  // Names of workspaces and projects stay, even where somebody chose one as a password.
  return redactSentence(parsed.href, [...secrets])
}
