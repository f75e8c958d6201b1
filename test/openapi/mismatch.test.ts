/** JSON against schemas: what is wrong is named by its path, what a newer server adds is not wrong. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findMismatch, type Schema } from '../../src/openapi/index.ts'

const ITEM = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string', minLength: 2 }, size: { type: 'integer', minimum: 0 } },
}
const CAT = {
  type: 'object',
  required: ['kind', 'lives'],
  properties: { kind: { const: 'cat' }, lives: { type: 'integer' } },
}

describe('a mismatch', () => {
  test.each<[schema: Schema, value: unknown, words: string]>([
    [{ type: 'string' }, 5, '`$` must be text, not a whole number'],
    [{ type: 'integer' }, 1.5, '`$` must be a whole number, not a number'],
    [{ type: 'number' }, '1', '`$` must be a number, not text'],
    [{ type: 'boolean' }, null, '`$` must be true or false, not null'],
    [{ type: 'array' }, {}, '`$` must be a list, not an object'],
    [{ type: 'object' }, [], '`$` must be an object, not a list'],
    [{ type: ['string', 'null'] }, 1, '`$` must be text or null, not a whole number'],
    [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 1, '`$` must be text or null, not a whole number'],
    [ITEM, {}, '`$.name` is missing'],
    [ITEM, { name: 'x' }, '`$.name` must be text of at least 2 characters'],
    [ITEM, { name: 'xx', size: -1 }, '`$.size` must be at least 0'],
    [
      { type: 'array', items: ITEM },
      [{ name: 'xx' }, { name: 1 }],
      '`$[1].name` must be text, not a whole number',
    ],
    [
      { additionalProperties: { type: 'string' } },
      { 'a b': 1 },
      '`$["a b"]` must be text, not a whole number',
    ],
    [
      { anyOf: [ITEM, { type: 'null' }] },
      { name: 'xx', size: 'x' },
      '`$.size` must be a whole number, not text',
    ],
    [{ oneOf: [CAT, { type: 'null' }] }, { kind: 'cat' }, '`$.lives` is missing'],
    [{ enum: [1, 2] }, 3, '`$` must be 1 or 2, not a whole number'],
    [{ enum: ['a'] }, 3, '`$` must be "a", not a whole number'],
    [{ type: 'string', pattern: '^[a-z]+$' }, 'A', '`$` must be text that fits ^[a-z]+$'],
    [{ type: 'string', maxLength: 1 }, '👩👩', '`$` must be text of at most 1 characters'],
    [{ type: 'array', minItems: 1 }, [], '`$` must be a list of at least 1'],
    [{ exclusiveMinimum: 0 }, 0, '`$` must be above 0'],
    [{ $ref: '#/components/schemas/Workspace' }, { name: 5 }, '`$.id` is missing'],
  ])('of %j', (schema, value, words) => {
    expect(findMismatch(schema, value)).toBe(words)
  })

  test('is looked for in the member of a union that the discriminator names', () => {
    const annotation = { $ref: '#/components/schemas/Annotation' }

    expect(findMismatch(annotation, { kind: 'note' })).toMatch(/^`\$\.\w+` is missing$/)
    expect(findMismatch(annotation, { kind: 'of-tomorrow' })).toBeUndefined()
  })

  test('never shows the value', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 12, unit: 'grapheme-ascii' }), (secret) => {
        expect(findMismatch({ type: 'integer' }, secret)).not.toContain(secret)
        expect(findMismatch({ type: 'string', maxLength: 1 }, secret)).not.toContain(secret)
      }),
    )
  })
})

describe('no mismatch', () => {
  test.each<[what: string, schema: Schema, value: unknown]>([
    ['a new field', { type: 'object', additionalProperties: false, properties: {} }, { new: 1 }],
    ['a new value of an enumeration', { type: 'string', enum: ['a', 'b'] }, 'c'],
    ['a new constant', { const: 'a' }, 'b'],
    ['text of any format', { type: 'string', format: 'date-time' }, '2026-01-01T00:00:00'],
    ['a whole number for a number', { type: 'number' }, 1],
    ['a whole number written as 1.0', { type: 'integer' }, JSON.parse('1.0')],
    ['a pattern that JavaScript does not know', { type: 'string', pattern: '(?P<a>x)' }, 'y'],
    ['anything without a schema', {}, { a: [null] }],
    ['a letter of two code units', { type: 'string', maxLength: 1 }, '👩'],
    [
      'fields that objects have by themselves',
      { type: 'object', properties: {} },
      JSON.parse('{"constructor":1,"__proto__":2}'),
    ],
  ])('is %s', (_what, schema, value) => {
    expect(findMismatch(schema, value)).toBeUndefined()
  })
})
