/** Text in letters and digits that cannot be mistaken for each other. */

/** The letters and digits. */
export const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

const BASE = 58n
const BYTE = 8n

/** Writes text. */
export function encodeBase58(text: string): string {
  let number = 0n
  for (const byte of new TextEncoder().encode(text)) number = (number << BYTE) | BigInt(byte)
  let result = ''
  for (; number > 0n; number /= BASE) result = `${BASE58[Number(number % BASE)]}${result}`
  return result
}

/**
 * Reads text.
 *
 * @throws RangeError for a letter that is none of these, TypeError for what is no UTF-8.
 */
export function decodeBase58(text: string): string {
  let number = 0n
  for (const letter of text) {
    const digit = BASE58.indexOf(letter)
    if (digit < 0) throw new RangeError(`${letter} is not one of ${BASE58}`)
    number = number * BASE + BigInt(digit)
  }
  const bytes: number[] = []
  for (; number > 0n; number >>= BYTE) bytes.unshift(Number(BigInt.asUintN(Number(BYTE), number)))
  return new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array(bytes))
}
