/** Chance that can be repeated, and sizes that grow on demand. */

/** Numbers of chance from a seed. */
export interface Chance {
  /** From 0 to 1, without 1. */
  number(): number
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number
  /** A whole number up to `to`, each order of magnitude as likely as any other. */
  logUniform(to: number): number
  pick<Item>(items: readonly Item[]): Item
  /** True in that share of cases. */
  is(share: number): boolean
  /** Bytes, which cannot be compressed. */
  bytes(length: number): Buffer
}

/** `NETWORK_SEED=…` repeats a run whose seed was printed. */
export const SEED = Number(process.env['NETWORK_SEED'] ?? Math.floor(Math.random() * 2 ** 32))

/** Prints the seed, so that what fails can be repeated. */
export function printSeed(what: string): void {
  console.log(`${what}: NETWORK_SEED=${SEED}`)
}

/** A number of runs: what CI does, unless the environment asks for more. */
export function runs(variable: string, usual: number): number {
  return Number(process.env[variable] ?? usual)
}

/** Chance from a seed and the number of a case. */
export function chance(seed: number, index = 0): Chance {
  // Mulberry32: small, fast, and good enough to choose tests by.
  let state = (seed ^ Math.imul(index + 1, 0x9e3779b1)) >>> 0
  const number = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (from: number, to: number) => from + Math.floor(number() * (to - from + 1))
  return {
    number,
    between,
    logUniform: (to) => Math.floor(Math.exp(number() * Math.log(to + 1))),
    pick: (items) => items[between(0, items.length - 1)] as never,
    is: (share) => number() < share,
    bytes: (length) => {
      const bytes = Buffer.alloc(length)
      for (let index = 0; index < length; index += 1) bytes[index] = number() * 256
      return bytes
    },
  }
}

/** Does something for each number below `count`, so many at a time. */
export async function inParallel(
  count: number,
  atATime: number,
  work: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0
  const worker = async () => {
    while (next < count) {
      const index = next
      next += 1
      await work(index)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atATime, count) }, worker))
}

/** Waits for a promise; fails where it takes so long that nothing can be expected any more. */
export async function notHanging<Value>(
  promise: PromiseLike<Value>,
  limit: number,
  what: string,
): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`still under way after ${limit} ms: ${what}`)), limit)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
