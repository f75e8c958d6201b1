/**
 * SHA-256 at once. WebCrypto has only promises, and `node:crypto` is not where the mock platform may run: in pages and workers.
 */

const WORDS = 64
const ROOTS = squareAndCubeRoots()

/** The SHA-256 of a text (as UTF-8) or of bytes, in hexadecimal digits. */
export function sha256(content: string | Uint8Array): string {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const padded = new Uint8Array((((bytes.length + 8) >> 6) + 1) * 64)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n)
  const state = Uint32Array.from(ROOTS.squares)
  for (let offset = 0; offset < padded.length; offset += 64) addBlock(state, view, offset)
  return [...state].map((word) => word.toString(16).padStart(8, '0')).join('')
}

function addBlock(state: Uint32Array, view: DataView, offset: number): void {
  const words = new Uint32Array(WORDS)
  const at = (index: number) => words[index] ?? 0
  for (let index = 0; index < WORDS; index += 1) {
    const early = at(index - 15)
    const late = at(index - 2)
    words[index] =
      index < 16
        ? view.getUint32(offset + index * 4)
        : at(index - 16) +
          (rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3)) +
          at(index - 7) +
          (rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10))
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let index = 0; index < WORDS; index += 1) {
    const choice = (e & f) ^ (~e & g)
    const majority = (a & b) ^ (a & c) ^ (b & c)
    const first =
      h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + choice + (ROOTS.cubes[index] ?? 0) + at(index)
    const second = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + majority
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) >>> 0, c, b, a, (first + second) >>> 0]
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) state[index] = (state[index] ?? 0) + word
}

function rotate(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by))
}

/** The constants of the algorithm: bits after the point of the roots of the first primes. */
function squareAndCubeRoots(): { squares: number[]; cubes: number[] } {
  const primes: number[] = []
  for (let number = 2; primes.length < WORDS; number += 1)
    if (primes.every((prime) => number % prime !== 0)) primes.push(number)
  const bits = (root: number) => ((root % 1) * 2 ** 32) >>> 0
  return {
    squares: primes.slice(0, 8).map((p) => bits(Math.sqrt(p))),
    cubes: primes.map((p) => bits(Math.cbrt(p))),
  }
}
