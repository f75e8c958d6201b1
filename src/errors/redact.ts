/** Takes secrets out of whatever an error or a log line could show. */

const REDACTED = '[redacted]'

const SECRET_PATTERNS: readonly [RegExp, string][] = [
  // JWTs, whether signed or not: two or three base64url parts, the first a JSON object.
  [/\beyJ[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]{2,}(?:\.[A-Za-z0-9_-]*)?/g, REDACTED],
  // Something with a digit, or longer than the words that follow in sentences like "Missing bearer token".
  [/\b(bearer|basic)\s+(?:(?=[A-Za-z._~+/=-]*\d)[\w.~+/=-]{4,}|[\w.~+/=-]{16,})/gi, `$1 ${REDACTED}`],
  [
    /((?:access|refresh|id|subject|actor)_token|client_secret|password|device_code|api_key)(["']?\s*[=:]\s*["']?)[^\s"'&,;}]+/gi,
    `$1$2${REDACTED}`,
  ],
  [/(https?:\/\/)[^\s/@:]+:[^\s/@]+@/gi, `$1${REDACTED}@`],
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
  for (const [pattern, replacement] of SECRET_PATTERNS) clean = clean.replace(pattern, replacement)
  return clean
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
