/** Claims are read from whatever is a JWT, and nothing else breaks the reader. */

import fc from 'fast-check'
import { SignJWT } from 'jose'
import { decodeToken } from 'nemo-platform/auth'
import { describe, expect, test } from 'vitest'
import {
  emailOf,
  isUnsigned,
  numberClaim,
  principalOf,
  scopesOf,
  textClaim,
} from '../../src/jwt/decode-token.ts'
import { jwt } from '../helpers/sample-tokens.ts'

const jsonObject = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue(), { noNullPrototype: true })

describe('a token', () => {
  test('that was signed gives header and claims', async () => {
    const token = await new SignJWT({ email: 'jürgen@exämple.com', groups: ['a'] })
      .setProtectedHeader({ alg: 'HS256', kid: 'k' })
      .setIssuedAt(1000)
      .sign(new TextEncoder().encode('a key that is long enough for it'))

    expect(decodeToken(token)).toEqual({
      header: { alg: 'HS256', kid: 'k' },
      claims: { email: 'jürgen@exämple.com', groups: ['a'], iat: 1000 },
    })
  })

  test('gives back the claims that were put into it, whatever they are', () => {
    fc.assert(
      fc.property(jsonObject, jsonObject, (claims, header) => {
        const asJson = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown
        expect(decodeToken(jwt(claims, header))).toEqual({ header: asJson(header), claims: asJson(claims) })
      }),
    )
  })

  test('is read with padding and in the alphabet of plain base64 too', () => {
    const part = Buffer.from('{"a":"??>>~~"}').toString('base64')
    expect(part).toMatch(/[+/=]/)

    expect(decodeToken(`e30.${part}.x`)?.claims).toEqual({ a: '??>>~~' })
  })

  test.each([
    '',
    'opaque',
    'a.b',
    'a.b.c',
    'e30.e30',
    'e30.e30.x.y',
    'e30..x',
    '.e30.x',
    'e30.bnVsbA.x', // null
    'e30.W10.x', // []
    'e30.NQ.x', // 5
    'e30.e30x.x',
  ])('%j is none', (text) => {
    expect(decodeToken(text)).toBeUndefined()
  })

  test('cannot be so odd that reading it throws', () => {
    const part = fc.oneof(fc.string(), fc.base64String(), fc.string({ unit: 'binary' }), fc.constant('e30'))
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
        const decoded = decodeToken(parts.join('.'))
        expect(decoded === undefined || typeof decoded.claims === 'object').toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('a claim', () => {
  test.each<[object, string[] | undefined]>([
    [{ scope: 'a b:c' }, ['a', 'b:c']],
    [{ scope: ' a  b ' }, ['a', 'b']],
    [{ scope: '' }, []],
    [{ scp: 'a b' }, ['a', 'b']],
    [{ scp: ['a', 7, 'b'] }, ['a', 'b']],
    [{ scope: 'a', scp: ['b'] }, ['a']],
    [{ scope: 7 }, undefined],
    [{}, undefined],
  ])('for scopes: %j', (claims, scopes) => {
    expect(scopesOf({ ...claims })).toEqual(scopes)
  })

  test.each<[object, string | undefined, string | undefined]>([
    [{ email: 'a@x', upn: 'b@x', sub: 's' }, 'a@x', 'a@x'],
    [{ upn: 'b@x', sub: 's' }, 'b@x', 'b@x'],
    [{ email: '', sub: 's', oid: 'o' }, undefined, 's'],
    [{ oid: 'o' }, undefined, 'o'],
    [{ email: 7 }, undefined, undefined],
  ])('for people: %j', (claims, email, principal) => {
    expect(emailOf({ ...claims })).toBe(email)
    expect(principalOf({ ...claims })).toBe(principal)
  })

  test('of another kind than expected is none', () => {
    expect(numberClaim({ exp: '5' }, 'exp')).toBeUndefined()
    expect(numberClaim({ exp: Number.POSITIVE_INFINITY }, 'exp')).toBeUndefined()
    expect(numberClaim({ exp: 0 }, 'exp')).toBe(0)
    expect(textClaim({ iss: '' }, 'iss')).toBeUndefined()
    expect(textClaim({ iss: ['x'] }, 'iss')).toBeUndefined()
  })

  test.each([
    ['none', true],
    ['NONE', true],
    [null, true],
    ['RS256', false],
    [['none'], false],
    [undefined, false],
  ])('`alg` %j', (alg, unsigned) => {
    expect(isUnsigned({ header: alg === undefined ? {} : { alg }, claims: {} })).toBe(unsigned)
  })
})
