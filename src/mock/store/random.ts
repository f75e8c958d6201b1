/** Random bytes, in every runtime. */

/** So many bytes that nobody can guess. */
export function randomBytes(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length))
}

/** So many bytes that nobody can guess, in hexadecimal digits. */
export function randomHex(length: number): string {
  return [...randomBytes(length)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
