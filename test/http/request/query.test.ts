import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InvalidArgumentError } from '../../../src/errors/index.ts'
import { encodeQuery } from '../../../src/http/request/query.ts'

/** Reads a query back: the flat pairs that a server sees. */
function decode(query: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(query))
}

/** A nested value as the flat pairs it must become. */
function flatten(value: Record<string, unknown>, prefix = ''): Record<string, string> {
  const pairs: Record<string, string> = {}
  for (const [name, member] of Object.entries(value)) {
    const key = prefix === '' ? name : `${prefix}[${name}]`
    if (typeof member === 'object' && member !== null) Object.assign(pairs, flatten({ ...member }, key))
    else pairs[key] = String(member)
  }
  return pairs
}

const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((text) => !/[[\]]/.test(text))
const safeName = name.filter((text) => text.isWellFormed() && text !== '__proto__')
const scalar = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((text) => text.isWellFormed()),
  fc.boolean(),
  fc.integer(),
)

describe('encodeQuery', () => {
  test.each<[what: string, query: Record<string, unknown>, encoded: string]>([
    ['plain text', { sort: '-created_at' }, 'sort=-created_at'],
    ['several keys in their order', { page_size: 1, sort: 'name' }, 'page_size=1&sort=name'],
    ['a nested object in brackets', { filter: { name: { $like: 'x' } } }, 'filter%5Bname%5D%5B%24like%5D=x'],
    ['depth without limit', { a: { b: { c: { d: { e: 1 } } } } }, 'a%5Bb%5D%5Bc%5D%5Bd%5D%5Be%5D=1'],
    ['a blank as +', { name: 'a b' }, 'name=a+b'],
    ['a plus as %2B', { name: 'a+b' }, 'name=a%2Bb'],
    ['a list joined with commas', { status: ['created', 'active'] }, 'status=created%2Cactive'],
    ['a nested list', { filter: { status: ['a', 'b'] } }, 'filter%5Bstatus%5D=a%2Cb'],
    ['a list without its nulls', { ids: ['a', null, 'b', undefined] }, 'ids=a%2Cb'],
    ['an empty list as an empty value', { ids: [] }, 'ids='],
    ['a list of numbers and booleans', { x: [1, true, 2.5] }, 'x=1%2Ctrue%2C2.5'],
    ['booleans in words', { yes: true, no: false }, 'yes=true&no=false'],
    ['zero', { page: 0 }, 'page=0'],
    ['a decimal number', { x: 0.5 }, 'x=0.5'],
    ['a big integer', { x: 12345678901234567890n }, 'x=12345678901234567890'],
    [
      'dotted keys as they are',
      { filter: { 'cost_usd.mean': { $lte: 0.5 } } },
      'filter%5Bcost_usd.mean%5D%5B%24lte%5D=0.5',
    ],
    ['raw filter text', { filter: 'name:"x" AND amount>5' }, 'filter=name%3A%22x%22+AND+amount%3E5'],
    ['unreserved marks', { x: 'a-b_c.d~e' }, 'x=a-b_c.d~e'],
    ['reserved marks', { x: "!'()*&=#?/@:" }, 'x=%21%27%28%29%2A%26%3D%23%3F%2F%40%3A'],
    ['Unicode as UTF-8', { x: 'é🎉' }, 'x=%C3%A9%F0%9F%8E%89'],
    ['an opaque cursor', { page_cursor: 'cursor+/=2' }, 'page_cursor=cursor%2B%2F%3D2'],
  ])('writes %s', (_what, query, encoded) => {
    expect(encodeQuery(query)).toBe(encoded)
  })

  test.each([
    ['null', null],
    ['undefined', undefined],
    ['an empty text', ''],
    ['an empty object', {}],
    ['an object of nulls', { a: null, b: undefined, c: '' }],
  ])('leaves out a key whose value is %s', (_what, value) => {
    expect(encodeQuery({ a: 1, gone: value, b: 2 })).toBe('a=1&b=2')
  })

  test.each([
    ['without a fraction', '2026-01-02T03:04:05.000Z', '2026-01-02T03:04:05+00:00'],
    [
      'with microseconds where there is a fraction',
      '2026-01-02T03:04:05.120Z',
      '2026-01-02T03:04:05.120000+00:00',
    ],
  ])('writes a date %s, with its offset', (_what, instant, text) => {
    const query = encodeQuery({ filter: { granted_at: { gte: new Date(instant) } } })

    expect(decode(query)).toEqual({ 'filter[granted_at][gte]': text })
  })

  test.each([
    ['NaN', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['an invalid date', new Date('nonsense')],
    ['a map', new Map([['a', 1]])],
    ['a set', new Set([1])],
    ['NaN in a list', [1, Number.NaN]],
  ])('refuses %s', (_what, value) => {
    expect(() => encodeQuery({ bad: value })).toThrow(InvalidArgumentError)
  })

  test('names the key of a value that it refuses', () => {
    expect(() => encodeQuery({ filter: { size: Number.NaN } })).toThrow(/filter\[size\]/)
  })

  test('refuses an object that holds itself with a typed error', () => {
    const filter: Record<string, unknown> = { name: 'x' }
    filter['self'] = filter

    expect(() => encodeQuery({ filter })).toThrow(InvalidArgumentError)
  })

  test('writes a lone surrogate as something that decodes, not as an error of the runtime', () => {
    const encoded = encodeQuery({ name: 'a\ud800b' })

    expect(decodeURIComponent(encoded)).toMatch(/^name=a.+b$/u)
  })

  test('is read back as what was written, for any flat texts, numbers and booleans', () => {
    fc.assert(
      fc.property(fc.dictionary(safeName, scalar), (query) => {
        expect(decode(encodeQuery(query))).toEqual(flatten(query))
      }),
    )
  })

  test('is read back as what was written, for any nested objects', () => {
    const nested = fc.dictionary(
      safeName,
      fc.dictionary(safeName, fc.oneof(scalar, fc.dictionary(safeName, scalar))),
    )

    fc.assert(
      fc.property(nested, (query) => {
        expect(decode(encodeQuery(query))).toEqual(flatten(query))
      }),
    )
  })

  test('uses only characters that may stand in a query', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })), (query) => {
        expect(encodeQuery(query)).toMatch(/^[A-Za-z0-9\-._~+%&=]*$/)
      }),
    )
  })

  test('no value can add a parameter of its own', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (value) => {
        expect([...new URLSearchParams(encodeQuery({ only: value })).keys()]).toEqual(['only'])
      }),
    )
  })
})
