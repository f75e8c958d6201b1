/** Takes secrets out of whatever an error or a log line could show. */

import { LONGEST_SHOWN_TEXT } from '../limits.ts'

const REDACTED = '[redacted]'

const SECRET_PATTERNS: readonly [RegExp, string][] = [
  // Something with a digit, or longer than the words that follow in sentences like "Missing bearer token".
  [/\b(bearer|basic)\s+(?:(?=[A-Za-z._~+/=-]*\d)[\w.~+/=-]{4,}|[\w.~+/=-]{16,})/gi, '$1 [redacted]'],
  [
    /((?:access|refresh|id|subject|actor)_token|client_secret|password|device_code|api_key)(["']?\s*[=:]\s*["']?)[^\s"'&,;}]+/gi,
    '$1$2[redacted]',
  ],
  [/(https?:\/\/)[^\s/@:]+:[^\s/@]+@/gi, '$1[redacted]@'],
]

const SECRET_HEADERS = /^(?:(?:proxy-)?authorization|cookie|set-cookie|x-api-key|x-nmp-.*)$/i

/** Names under which a server or a caller keeps a value that nobody else should read. */
const SECRET_KEYS = /(?:token|secret|password|passwd|api[-_]?key|credential|authorization|cookie|signature)$/i

/** Fields of a validation error that repeat what was sent. */
const ECHO_KEYS = new Set(['input', 'ctx'])

/**
 * Replaces known secrets and everything that looks like a token.
 *
 * @param text - What would be shown.
 * @param secrets - Values known to be secret, for instance the token that was sent.
 */
export function redactText(text: string, secrets: readonly string[] = []): string {
  let clean = text
  for (const secret of secrets) {
    if (secret.length >= 4) clean = clean.replaceAll(secret, REDACTED)
  }
  clean = withoutTokens(clean)
  for (const [pattern, replacement] of SECRET_PATTERNS) clean = clean.replace(pattern, replacement)
  return clean
}

/**
 * The start of a text without secrets. What is far behind it is cut off before the search, which takes time; a secret that reaches
 * into the start is found all the same.
 *
 * @param length - How many characters are shown.
 */
export function redactStart(text: string, secrets: readonly string[], length: number): string {
  return redactText(text.slice(0, length + LONGEST_SHOWN_TEXT), secrets).slice(0, length)
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
export function redactValue(value: unknown, secrets: readonly string[] = [], depth = 0): unknown {
  if (typeof value === 'string') return redactText(value, secrets)
  if (typeof value !== 'object' || value === null) return value
  if (depth > 20) return '[nested too deeply]'
  if (Array.isArray(value)) return value.map((item) => redactValue(item, secrets, depth + 1))
  const isIssue = 'loc' in value && 'msg' in value
  const clean: Record<string, unknown> = {}
  for (const [key, member] of Object.entries(value)) {
    if (isIssue && ECHO_KEYS.has(key)) continue
    const name = redactText(key, secrets)
    clean[name] =
      typeof member === 'string' && SECRET_KEYS.test(key) ? REDACTED : redactValue(member, secrets, depth + 1)
  }
  return clean
}

/** A copy of the headers in which credentials are replaced. */
export function redactHeaders(headers: Headers, secrets: readonly string[] = []): Headers {
  const clean = new Headers()
  for (const [name, value] of headers) {
    clean.append(name, SECRET_HEADERS.test(name) ? REDACTED : redactText(value, secrets))
  }
  return clean
}

/** A URL that is safe to show: no user info, no fragment, secret query values replaced. */
export function redactUrl(url: string | URL, secrets: readonly string[] = []): string {
  let parsed: URL
  try {
    parsed = new URL(url)
  } catch {
    return redactText(String(url), secrets)
  }
  parsed.username = ''
  parsed.password = ''
  parsed.hash = ''
  for (const name of new Set(parsed.searchParams.keys())) {
    if (SECRET_KEYS.test(name) || /^(?:code|key|sig)$/i.test(name)) parsed.searchParams.set(name, 'redacted')
  }
  return redactText(parsed.href, secrets)
}
