/** Makes up arguments for calls that were recorded: of the same shape, with other values. */

import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import type { RecordedCall } from './replay.ts'

/** Arguments that this SDK refuses unless they are what they have to be; Python lets everything pass. */
const KEPT = ['role', 'roles', 'principal', 'principal_id', 'path_principal_id']

/**
 * Arguments of the shape of a call.
 *
 * @param required - Names that may not be left out.
 */
export function argumentsLike({ args }: RecordedCall, required: readonly string[]): fc.Arbitrary<Fields> {
  const fields = Object.entries(args).map(([name, value]) => [
    name,
    KEPT.includes(name) ? fc.constant(value) : like(value),
  ])
  return fc.record(Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>, {
    requiredKeys: required.filter((name) => name in args),
  }) as fc.Arbitrary<Fields>
}

type Fields = Record<string, unknown>

/** Not `.` and `..`: as a part of a path this SDK refuses them. Everything that a URL or JSON writes in its own way may come. */
const text = fc
  .oneof(
    fc.stringMatching(/^[a-z][a-z0-9-]{1,20}$/),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
    fc.string({
      unit: fc.constantFrom(...' /%#?&=+:;@,!$\'"()*[]{}<>|^`~\\.-_aZ9äß日🚀'),
      minLength: 1,
      maxLength: 8,
    }),
  )
  .filter((value) => !/^\.{1,2}$/.test(value))

const number = fc.oneof(
  fc.integer({ min: -1_000_000, max: 1_000_000 }),
  fc.integer({ min: 1, max: 99 }).map((n) => n / 8),
)

function like(value: unknown): fc.Arbitrary<unknown> {
  if (typeof value === 'string') return text
  if (typeof value === 'boolean') return fc.boolean()
  if (typeof value === 'number')
    return Number.isInteger(value) ? fc.integer({ min: 0, max: 1_000_000 }) : number
  if (Array.isArray(value))
    return value.length === 0 ? fc.constant([]) : fc.array(like(value[0]), { minLength: 1, maxLength: 3 })
  if (typeof value !== 'object' || value === null) return fc.constant(value)
  if ('$datetime' in value) return fc.constant(value)
  if ('$base64' in value) {
    return fc
      .uint8Array({ minLength: 1 })
      .map((bytes) => ({ $base64: Buffer.from(bytes).toString('base64') }))
  }
  return fc.record(Object.fromEntries(Object.entries(value).map(([name, part]) => [name, like(part)])))
}
