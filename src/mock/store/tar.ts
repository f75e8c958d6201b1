/** Archives as the platform makes them of a folder: plain tar. */

/** A file of an archive. */
export interface TarEntry {
  readonly path: string
  readonly bytes: Uint8Array
}

const BLOCK = 512
const NAME_LENGTH = 100

/** Makes an archive. */
export function tarOf(entries: readonly TarEntry[]): Uint8Array<ArrayBuffer> {
  const padded = (size: number) => Math.ceil(size / BLOCK) * BLOCK
  // Two empty blocks are the end.
  const length = entries.reduce((sum, { bytes }) => sum + BLOCK + padded(bytes.length), 2 * BLOCK)
  const archive = new Uint8Array(length)
  let position = 0
  for (const { path, bytes } of entries) {
    archive.set(headerOf(path, bytes.length), position)
    archive.set(bytes, position + BLOCK)
    position += BLOCK + padded(bytes.length)
  }
  return archive
}

/** The fields of a header, each with where it begins. */
function headerOf(path: string, size: number): Uint8Array {
  const header = new Uint8Array(BLOCK)
  const write = (text: string, at: number) => header.set(new TextEncoder().encode(text), at)
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0')
  const { name, prefix } = splitPath(path)
  write(name, 0)
  write('0000644\0', 100)
  write('0000000\0', 108)
  write('0000000\0', 116)
  write(`${octal(size, 11)}\0`, 124)
  write(`${octal(Math.floor(Date.now() / 1000), 11)}\0`, 136)
  write(' '.repeat(8), 148)
  write('0', 156)
  write('ustar\x0000', 257)
  write(prefix, 345)
  const sum = header.reduce((total, byte) => total + byte, 0)
  write(`${octal(sum, 6)}\0 `, 148)
  return header
}

/** A long path is kept in two parts. */
function splitPath(path: string): { name: string; prefix: string } {
  if (path.length <= NAME_LENGTH) return { name: path, prefix: '' }
  const slash = path.indexOf('/', path.length - NAME_LENGTH - 1)
  return { name: path.slice(slash + 1), prefix: path.slice(0, slash) }
}
