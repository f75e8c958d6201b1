/** Tokens that decode, for tests of what is read from claims. */

/** A JWT with these claims; its signature is nonsense. */
export function jwt(
  claims: Record<string, unknown>,
  header: Record<string, unknown> = { alg: 'RS256' },
): string {
  return `${encode(header)}.${encode(claims)}.${Buffer.from('no signature').toString('base64url')}`
}

/** Now, in seconds. */
export function nowInSeconds(): number {
  return Math.floor(Date.now() / 1000)
}

function encode(part: Record<string, unknown>): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}
