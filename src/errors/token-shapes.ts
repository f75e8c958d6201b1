/** Knows secrets by how they look. */

/** Stands where a secret was. */
export const REDACTED = '[redacted]'

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

/** Replaces everything that looks like a token. */
export function redactTokens(text: string): string {
  let clean = withoutTokens(text)
  for (const { pattern, isInSentence } of PLACES) {
    clean = clean.replace(pattern, (whole: string, before: string, value: string) =>
      isInSentence && !isTokenShaped(value) ? whole : before + REDACTED,
    )
  }
  return clean
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
