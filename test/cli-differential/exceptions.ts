import type { Generation } from '../../src/generations.ts'

/** Lines that end otherwise here than in Python, and why. */
const ALWAYS: Readonly<Record<string, string>> = {
  "- inference prompts create x --messages '{a'":
    'a value that is no JSON is wrong usage here, with 2; Python ends with 1 as after something unexpected',
}

/** Beside these, with Python of one generation. */
const OF_GENERATION: Partial<Record<Generation, Readonly<Record<string, string>>>> = {
  '0.8': {
    'csv projects list -f csv -c all':
      'Python 0.8.1 has the fields in another order than 0.6.0, which this one keeps',
    'json secrets create s --value v --description d':
      'Python 0.8.1 looks at names before it sends them, with 2; here the platform refuses them, with 3',
    "- secrets create 'Bad Name' --value v":
      'Python 0.8.1 looks at names before it sends them, with 2; here the platform refuses them, with 3',
  },
}

/** All exceptions with Python of a generation. */
export function exceptionsOf(generation: Generation): Readonly<Record<string, string>> {
  return { ...ALWAYS, ...OF_GENERATION[generation] }
}

/** The exceptions of every generation. */
export function allExceptions(): readonly string[] {
  return [ALWAYS, ...Object.values(OF_GENERATION)].flatMap((lines) => Object.keys(lines))
}
