/** Where the mock platform used to be kinder than the real one, or ruder to its process. */

import { createUnsignedToken } from 'nemo-platform/auth'
import { MockPlatform } from 'nemo-platform/testing'
import { expect, test } from 'vitest'

const ALICE = 'alice@example.com'

async function ask(platform: MockPlatform, token: string) {
  const response = await platform.fetch('http://nemo.test/apis/entities/v2/workspaces', {
    headers: { authorization: `Bearer ${token}` },
  })
  return { status: response.status, json: await response.json() }
}

test('beside an identity provider, unsigned tokens are refused unless they are allowed', async () => {
  const token = createUnsignedToken({ email: ALICE })
  const platform = new MockPlatform({ auth: { oidc: true } })

  expect(await ask(platform, token)).toEqual({
    status: 401,
    json: {
      detail: 'Unsigned JWTs are not accepted. Set auth.allow_unsigned_jwt=true for local development.',
    },
  })
  expect((await ask(platform, platform.tokenFor(ALICE))).status).toBe(200)
  const kind = new MockPlatform({ auth: { oidc: true, allowUnsignedTokens: true } })
  expect((await ask(kind, token)).status).toBe(200)
  expect((await ask(new MockPlatform(), token)).status).toBe(200)
})

test('a signed token is refused where anything of it was changed', async () => {
  const platform = new MockPlatform({ auth: { oidc: true } })
  const other = new MockPlatform({ auth: { oidc: true } })
  const [header = '', claims = '', signature = ''] = platform.tokenFor(ALICE).split('.')
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
  const decode = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as object

  for (const token of [
    other.tokenFor(ALICE),
    `${header}.${encode({ ...decode(claims), email: 'admin@example.com' })}.${signature}`,
    `${encode({ ...decode(header), alg: 'HS256' })}.${claims}.${signature}`,
    `${encode({ ...decode(header), kid: 'another' })}.${claims}.${signature}`,
    `${header}.${claims}.`,
    platform.tokenFor(ALICE, { expiresIn: -1 }),
    platform.tokenFor(ALICE, { claims: { iss: 'https://elsewhere.test' } }),
  ]) {
    expect(await ask(platform, token)).toEqual({ status: 401, json: { detail: 'Invalid or expired token' } })
  }
})

test('to listen changes nothing for the rest of the process', async () => {
  const before = { Request: globalThis.Request, Response: globalThis.Response }
  const platform = new MockPlatform()

  await using server = await platform.listen()

  expect(globalThis.Request).toBe(before.Request)
  expect(globalThis.Response).toBe(before.Response)
  const body = JSON.stringify({ name: 'team' })
  const headers = {
    authorization: `Bearer ${platform.tokenFor(ALICE)}`,
    'content-type': 'application/json',
  }
  const url = `${server.url}/apis/entities/v2/workspaces`
  expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(201)
  expect(await platform.requests[0]?.json()).toEqual({ name: 'team' })
})
