/** Checks that values of the config file are what they should be, and notes all that are not. */

import { isRecord } from '../json.ts'

/** Where a value stands in the file. */
export type Place = readonly (string | number)[]

/** What is wrong with a value. */
export interface ShapeProblem {
  readonly place: Place
  readonly message: string
  /** What it should be, where it is of another kind. */
  readonly expected: 'text' | 'flag' | 'map' | 'list' | undefined
}

/**
 * Checks value after value. Each method gives the value back as what it should be; where one is not, that is noted in
 * {@link ShapeCheck.problems}, and nothing that was given may be used.
 */
export class ShapeCheck {
  readonly problems: ShapeProblem[] = []

  /** Notes a problem with a value that is of the right kind. */
  note(place: Place, message: string): void {
    this.problems.push({ place, message, expected: undefined })
  }

  text(value: unknown, place: Place): string {
    if (typeof value !== 'string') this.problems.push({ place, message: 'must be text', expected: 'text' })
    return value as string
  }

  /** Text, null or nothing. */
  optionalText(value: unknown, place: Place): void {
    if (value !== undefined && value !== null) this.text(value, place)
  }

  /** Text that is more than blanks. */
  name(value: unknown, place: Place): string {
    const name = this.text(value, place)
    if (typeof value === 'string' && name.trim() === '') this.note(place, 'must not be empty')
    return name
  }

  /** One of a few words; nothing is the first of them. */
  oneOf<const Words extends readonly string[]>(words: Words, value: unknown, place: Place): Words[number] {
    if (value === undefined) return words[0] as Words[number]
    if (!words.some((word) => word === value)) this.note(place, `must be one of ${words.join(', ')}`)
    return value as Words[number]
  }

  /** True, false, or a word or digit for it, as the Python loader takes them; nothing is true. */
  flag(value: unknown = true, place: Place): boolean {
    const isWord = typeof value === 'string' || typeof value === 'number'
    const flag = isWord ? (readFlag(String(value)) ?? value) : value
    if (typeof flag !== 'boolean')
      this.problems.push({ place, message: 'must be true or false', expected: 'flag' })
    return flag as boolean
  }

  /** A map, made into something by its fields. */
  map<Read>(value: unknown, place: Place, read: (fields: Record<string, unknown>) => Read): Read {
    if (isRecord(value)) return read(value)
    this.problems.push({ place, message: 'must be a map', expected: 'map' })
    return value as Read
  }

  /** A list, each item made into something; nothing is an empty one. */
  list<Item>(value: unknown = [], place: Place, read: (item: unknown, place: Place) => Item): Item[] {
    if (Array.isArray(value)) return value.map((item, index) => read(item, [...place, index]))
    this.problems.push({ place, message: 'must be a list', expected: 'list' })
    return value as Item[]
  }
}

/** Reads 1/0, true/false, yes/no, y/n, t/f, on/off in any case; undefined for everything else. */
export function readFlag(value: string): boolean | undefined {
  if (/^(?:1|true|yes|y|t|on)$/i.test(value)) return true
  if (/^(?:0|false|no|n|f|off)$/i.test(value)) return false
  return undefined
}
