/** Values as JSON, and what of them JSON would change or lose. */

import { InvalidArgumentError } from '../../errors/index.ts'
import { tagOf } from '../transport/chunk-bytes.ts'

/**
 * A value as JSON.
 *
 * @param argument - What errors call it.
 * @throws InvalidArgumentError for what JSON would change or lose.
 */
export function toJson(body: unknown, argument = 'body'): string {
  let text: string | undefined
  try {
    text = JSON.stringify(body, refuseWhatIsNoJson)
  } catch (error) {
    if (error instanceof InvalidArgumentError) throw error
    throw new InvalidArgumentError(argument, 'cannot be written as JSON', { cause: error })
  }
  if (text === undefined)
    throw new InvalidArgumentError(argument, `cannot be written as JSON: ${typeof body}`)
  return text
}

/** JSON would silently make null of NaN, infinities and dates that are none, `{}` of a map, a promise or a stream, and leave out functions and symbols. */
function refuseWhatIsNoJson(this: unknown, key: string, value: unknown): unknown {
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return value
    throw new InvalidArgumentError(key || 'body', `must be a finite number, not ${value}`)
  }
  if (value === null && isInvalidDate((this as Record<string, unknown>)[key]))
    throw new InvalidArgumentError(key || 'body', 'must be a date, not an invalid one')
  // What is the whole body is told by its having no text.
  if (key !== '' && (typeof value === 'function' || typeof value === 'symbol'))
    throw new InvalidArgumentError(key, `cannot be written as JSON: ${typeof value}`)
  if (typeof value !== 'object' || value === null) return value
  const tag = tagOf(value)
  if (tag === 'Number') return refuseWhatIsNoJson.call(this, key, Number(value))
  const isPlain = tag === 'Object' && !('then' in value && typeof value.then === 'function')
  if (isPlain ? !isIterable(value) : tag === 'Array' || BOXES.has(tag)) return value
  const what = isPlain ? 'an iterable' : tag === 'Object' ? 'a promise' : `a ${tag}`
  throw new InvalidArgumentError(key || 'body', `cannot be written as JSON: it is ${what}`)
}

/** Objects that JSON writes as the value they hold. */
const BOXES: ReadonlySet<string> = new Set(['String', 'Boolean'])

function isInvalidDate(value: unknown): boolean {
  return tagOf(value) === 'Date' && Number.isNaN(Number(value))
}

/** Whether `for` or `for await` takes it. */
export function isIterable(body: object): boolean {
  return Symbol.asyncIterator in body || Symbol.iterator in body
}
