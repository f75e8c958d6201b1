import { describe, expect, test } from 'vitest'
import { asRecord, isRecord, parseJson } from '../src/json.ts'

describe('JSON from elsewhere', () => {
  test('is what it says, null too', () => {
    expect(parseJson('{"a": [1, null]}')).toEqual({ a: [1, null] })
    expect(parseJson(' null ')).toBeNull()
    expect(parseJson('false')).toBe(false)
  })

  test('is undefined for a text that holds something else', () => {
    for (const text of ['', ' ', '{', 'NaN', '<html>', "{'a': 1}"]) expect(parseJson(text)).toBeUndefined()
  })

  test('is read at any depth', () => {
    const depth = 100_000
    expect(parseJson('['.repeat(depth) + ']'.repeat(depth))).toBeInstanceOf(Array)
    expect(parseJson('['.repeat(depth))).toBeUndefined()
  })
})

describe('a record', () => {
  test('is an object with fields', () => {
    expect(isRecord({})).toBe(true)
    expect(isRecord(Object.create(null))).toBe(true)
    expect(asRecord({ a: 1 })).toEqual({ a: 1 })
  })

  test('is no list, no null and nothing plain', () => {
    for (const value of [[], null, undefined, 'text', 1, true]) {
      expect(isRecord(value)).toBe(false)
      expect(asRecord(value)).toBeUndefined()
    }
  })
})
