/** Unsigned tokens are what local platforms take: the right claims in the right order, and no signature. */

import fc from 'fast-check'
import { createUnsignedToken, decodeToken, type UnsignedTokenOptions } from 'nemo-platform/auth'
import { describe, expect, test } from 'vitest'
import { nowInSeconds } from '../helpers/sample-tokens.ts'

const claimsOf = (options: UnsignedTokenOptions) => decodeToken(createUnsignedToken(options))?.claims

describe('an unsigned token', () => {
  test('has the claims of a login, in the order of the Python tools', () => {
    const token = createUnsignedToken({
      email: 'alice@example.com',
      principal: 'alice',
      groups: ['team'],
      scopes: ['platform:read', 'platform:write'],
      expiresIn: 60,
      issuedAt: 1000,
      audience: 'nmp',
      issuer: 'me',
    })

    const text = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()
    expect(text).toBe(
      '{"sub":"alice","iat":1000,"email":"alice@example.com","groups":["team"],' +
        '"scope":"platform:read platform:write","exp":1060,"aud":"nmp","iss":"me"}',
    )
    expect(decodeToken(token)?.header).toEqual({ alg: 'none', typ: 'JWT' })
    expect(token.endsWith('.')).toBe(true)
  })

  test('lives an hour from now, and is named after the e-mail address', () => {
    const before = nowInSeconds()
    const claims = claimsOf({ email: 'a@x' })

    expect(claims).toMatchObject({ sub: 'a@x', email: 'a@x' })
    const issuedAt = Number(claims?.['iat'])
    expect(issuedAt).toBeGreaterThanOrEqual(before)
    expect(issuedAt).toBeLessThanOrEqual(nowInSeconds())
    expect(claims?.['exp']).toBe(issuedAt + 3600)
  })

  test('leaves out what is empty', () => {
    expect(claimsOf({ email: 'a@x', groups: [], scopes: [], expiresIn: null, issuedAt: 5 })).toEqual({
      sub: 'a@x',
      email: 'a@x',
      iat: 5,
    })
  })

  test('takes further claims, which win', () => {
    expect(claimsOf({ email: 'a@x', claims: { sub: 'other', tenant: 7 } })).toMatchObject({
      sub: 'other',
      tenant: 7,
    })
  })

  test('reads back whatever name and claims it was made for, and is safe in a header', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 })
    fc.assert(
      fc.property(text, fc.array(text), fc.dictionary(text, fc.jsonValue()), (email, groups, claims) => {
        const token = createUnsignedToken({ email, groups, claims: { custom: claims } })

        expect(token).toMatch(/^[\w-]+\.[\w-]+\.$/)
        const read = decodeToken(token)?.claims
        expect(read).toMatchObject({ sub: email, email })
        expect(read?.['groups'] ?? []).toEqual(groups)
        expect(read?.['custom']).toEqual(JSON.parse(JSON.stringify(claims)))
      }),
    )
  })

  test('holds more claims than fit into one call of a function', () => {
    const groups = Array.from({ length: 50_000 }, (_, index) => `group-${index}`)

    expect(claimsOf({ email: 'a@x', groups })?.['groups']).toHaveLength(50_000)
  })
})

test('its claims come out of plain `base64 -d`, whatever is in them', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), (email) => {
      const token = createUnsignedToken({ email })

      expect(token).not.toMatch(/[-_]/)
      expect(decodeToken(token)?.claims['email']).toBe(email)
    }),
  )
})
