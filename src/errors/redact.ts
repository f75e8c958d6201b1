/** Takes secrets out of whatever an error or a log line could show. */

import { isIdentityHeader } from '../generations.ts'
import { LONGEST_SHOWN_TEXT } from '../limits.ts'
import { KnownSecrets, REDACTED } from './known-secrets.ts'

/** A place in which a secret may stand: what is before it, and it. */
interface Place {
  readonly pattern: RegExp
  /** Whether the value has to look like a token, because a word of a sentence may stand there too. */
  readonly isInSentence: boolean
}

/** Each names the fields by itself: an expression that is put together at run time is checked by nobody. */
const PLACES: readonly Place[] = [
  { pattern: /(\b(?:bearer|basic)\s{1,8})([\w.~+/=-]{4,})/gi, isInSentence: true },
  // "name": "value"
  {
    pattern:
      /((?:(?:access|refresh|id|subject|actor)_token|client_secret|password|device_code|api_key)\\{0,8}["']\s{0,8}[:=]\s{0,8}\\{0,8}["'])((?:\\{1,8}[^"'\\]|[^"'\\])+)/gi,
    isInSentence: false,
  },
  // name=value, but not name=<value> and name=$VARIABLE
  {
    pattern:
      /((?:(?:access|refresh|id|subject|actor)_token|client_secret|password|device_code|api_key)=["']?)(?![<$[])([^\s"'&,;}]+)/gi,
    isInSentence: false,
  },
  // name: value
  {
    pattern:
      /((?:(?:access|refresh|id|subject|actor)_token|client_secret|password|device_code|api_key)\s{0,8}[:=]\s{0,8}["']?)([^\s"'&,;}]{4,})/gi,
    isInSentence: true,
  },
  { pattern: /(https?:\/\/)([^\s/@:]+:[^\s/@]+)(?=@)/gi, isInSentence: false },
]

/** A digit among letters, or more letters of both cases than a name has. Times are neither. */
function isTokenShaped(text: string): boolean {
  if (/\d/.test(text)) return /[A-Za-z]/.test(text) && !/^\d{4}-\d\d-\d\d/.test(text)
  return text.length >= 16 && /[a-z]/.test(text) && /[A-Z]/.test(text)
}

const SECRET_HEADERS = /^(?:proxy-)?authorization$/i

/** Names under which a server or a caller keeps a value that nobody else should read. */
const SECRET_KEYS =
  /(?:token|secret|password|passwd|api[-_]?key|(?:auth|access|account|private|secret|subscription)[-_]?key|credentials?|authorization|cookie|signature)$/i

/** Fields of a validation error that repeat what was sent. */
const ECHO_KEYS = new Set(['input', 'ctx'])

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
  let clean = withoutTokens(known(secrets).redact(text, isCut))
  for (const { pattern, isInSentence } of PLACES) {
    clean = clean.replace(pattern, (whole: string, before: string, value: string) =>
      isInSentence && !isTokenShaped(value) ? whole : before + REDACTED,
    )
  }
  return clean
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

/** Whether a header, a field or a parameter of that name holds a credential. */
export function isSecretName(name: string): boolean {
  return SECRET_KEYS.test(name)
}

function known(secrets: Secrets): KnownSecrets {
  return secrets instanceof KnownSecrets ? secrets : new KnownSecrets(secrets)
}

/**
 * Replaces JWTs, whether signed or not: two or three base64url parts, the first a JSON object. One look at each part: a single
 * expression would look at all that follows again for each beginning that it finds.
 */
function withoutTokens(text: string): string {
  if (!text.includes('eyJ')) return text
  const parts = [...text.matchAll(/[A-Za-z0-9_-]+/g)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }))
  const follows = (index: number) => {
    const part = parts[index]
    const before = parts[index - 1]
    return part !== undefined && before?.end === part.start - 1 && text[before.end] === '.' ? part : undefined
  }
  let clean = ''
  let shown = 0
  for (let index = 0; index < parts.length; index += 1) {
    const head = parts[index] as (typeof parts)[number]
    const start = head.text.search(/\beyJ/)
    const payload = follows(index + 1)
    if (start < 0 || head.text.length - start < 7 || payload === undefined || payload.text.length < 2)
      continue
    const signature = follows(index + 2)
    const end = signature?.end ?? (text[payload.end] === '.' ? payload.end + 1 : payload.end)
    clean += text.slice(shown, head.start + start) + REDACTED
    shown = end
    index += signature === undefined ? 1 : 2
  }
  return clean + text.slice(shown)
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
