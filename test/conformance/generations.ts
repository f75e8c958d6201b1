/** Where the generations of the platform differ in earnest, and why: everything else is the same for all. */

import type { Generation } from '../../src/generations.ts'

/** Something that is otherwise from some generation on. */
export class Differing<Value> {
  /** Why, in a sentence. */
  readonly why: string
  readonly #until: Value
  readonly #from: Generation
  readonly #after: Value

  constructor(why: string, until: Value, from: Generation, after: Value) {
    this.why = why
    this.#until = until
    this.#from = from
    this.#after = after
  }

  /** What counts for a generation. */
  of(generation: Generation): Value {
    return generation < this.#from ? this.#until : this.#after
  }
}

/** Expectations that differ: `before` until the generation, `after` from it on. */
export function changedIn<Value>(
  from: Generation,
  why: string,
  { before, after }: { before: Value; after: Value },
): Differing<Value> {
  return new Differing(why, before, from, after)
}

/** What counts for a generation, of what may differ. */
export function forGeneration<Value>(value: Value | Differing<Value>, generation: Generation): Value {
  return value instanceof Differing ? value.of(generation) : value
}

/** Which generations a case is about. */
export interface Only {
  /** From this one on. */
  readonly since?: Generation
  /** Up to this one. */
  readonly until?: Generation
  /** Why the others do not do so. */
  readonly why: string
}

/** Whether a case is about a generation. */
export function isAbout({ since, until }: Only, generation: Generation): boolean {
  return (since === undefined || generation >= since) && (until === undefined || generation <= until)
}
