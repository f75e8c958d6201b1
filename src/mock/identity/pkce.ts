/** What lets only the program that began a login end it: RFC 7636, with S256. */

import { randomBytes } from '../store/random.ts'
import { sha256 } from '../store/sha256.ts'

/** So many random bytes as a text that fits into URLs. */
export function randomText(length: number): string {
  return base64url(randomBytes(length))
}

/** The challenge that a verifier answers. */
export function challengeOf(verifier: string): string {
  const digits = sha256(verifier).match(/../g) ?? []
  return base64url(Uint8Array.from(digits, (pair) => Number.parseInt(pair, 16)))
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}
