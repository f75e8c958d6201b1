import type { Generation } from '../../src/generations.ts'

/** Lines that end otherwise here than in Python, and why. */
const ALWAYS: Readonly<Record<string, string>> = {
  "- inference prompts create x --messages '{a'":
    'a value that is no JSON is wrong usage here, with 2; Python ends with 1 as after something unexpected',
}

/** Beside these, with Python of one generation. */
const OF_GENERATION: Partial<Record<Generation, Readonly<Record<string, string>>>> = {}

/** All exceptions with Python of a generation. */
export function exceptionsOf(generation: Generation): Readonly<Record<string, string>> {
  return { ...ALWAYS, ...OF_GENERATION[generation] }
}

/** The exceptions of every generation. */
export function allExceptions(): readonly string[] {
  return [ALWAYS, ...Object.values(OF_GENERATION)].flatMap((lines) => Object.keys(lines))
}
