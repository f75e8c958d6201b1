/** JSON that is nested too deep is refused with an answer, as the platform's own reader does. */

import { MockPlatform } from 'nemo-platform/testing'
import { describe, expect, test } from 'vitest'
import { describedOperations } from '../../src/openapi/index.ts'

const ADMIN = 'admin@example.com'
const ORIGIN = 'http://nemo.test'
const REFUSED = { detail: 'There was an error parsing the body' }

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

async function send(method: string, path: string, body: string, type = 'application/json') {
  const platform = new MockPlatform({ auth: { adminEmail: ADMIN } })
  const headers = { authorization: `Bearer ${platform.tokenFor(ADMIN)}`, 'content-type': type }
  const response = await platform.fetch(`${ORIGIN}${path}`, { method, headers, body })
  return { status: response.status, json: (await response.json()) as Record<string, unknown> }
}

const withBody = describedOperations().filter(({ body }) => body !== undefined)

test.each(withBody.map(({ method, template }) => [method, template]))('%s %s', async (method, template) => {
  const path = template.replace(/\{[^}]+\}/g, 'something')
  for (const body of [nested(100_000), '['.repeat(100_000), `{"name":${nested(5000)}}`]) {
    const { status, json } = await send(method, path, body)
    // Some are refused before anybody looks into the body.
    expect([400, 403, 404]).toContain(status)
    expect(json).toHaveProperty('detail')
    if (status === 400) expect(json).toEqual(REFUSED)
  }
})

test('what is not too deep is kept', async () => {
  const data = JSON.parse(nested(900)) as unknown
  const path = '/apis/entities/v2/workspaces/default/entities/thing'

  const made = await send('POST', path, JSON.stringify({ name: 'one', data: { data } }))

  expect(made).toMatchObject({ status: 201, json: { data: { data } } })
})

test('brackets in texts do not count', async () => {
  const description = `\\"${'['.repeat(5000)}`
  const body = `{"name":"one","description":"${description}"}`

  const { status, json } = await send('POST', '/apis/entities/v2/workspaces/default/projects', body)

  expect(status).toBe(201)
  expect(json['description']).toBe(`"${'['.repeat(5000)}`)
})

describe('a filter', () => {
  const depth = 20_000
  const not = `${'{"$not":'.repeat(depth)}{"name":"x"}${'}'.repeat(depth)}`
  test.each([
    ['in JSON', `filter=${encodeURIComponent(not)}`],
    ['as text', `filter=${encodeURIComponent(`${'('.repeat(depth)}name:"x"${')'.repeat(depth)}`)}`],
    ['in brackets', `filter[$not]=${encodeURIComponent(not)}`],
  ])('%s', async (_, query) => {
    const platform = new MockPlatform({ auth: { adminEmail: ADMIN } })
    const headers = { authorization: `Bearer ${platform.tokenFor(ADMIN)}` }

    const response = await platform.fetch(`${ORIGIN}/apis/entities/v2/workspaces?${query}`, { headers })

    expect(response.status).toBe(400)
    expect(await response.json()).toHaveProperty('detail')
  })
})

test('values of OpenTelemetry', async () => {
  const platform = new MockPlatform({ auth: { adminEmail: ADMIN } })
  await platform.seed({ filesets: [{ name: 'logs' }] })
  const field = (number: number, content: Buffer) => {
    const length: number[] = []
    for (let rest = content.length; ; rest >>>= 7) {
      length.push(rest > 0x7f ? (rest & 0x7f) | 0x80 : rest)
      if (rest <= 0x7f) break
    }
    return Buffer.concat([Buffer.from([(number << 3) | 2, ...length]), content])
  }
  let value = field(1, Buffer.from('text'))
  for (let depth = 0; depth < 3000; depth += 1) value = field(5, field(1, value))
  const record = field(2, field(2, field(5, value)))

  const response = await platform.fetch(
    `${ORIGIN}/apis/files/v2/workspaces/default/filesets/logs/otlp/v1/logs`,
    {
      method: 'POST',
      headers: {
        authorization: `Bearer ${platform.tokenFor(ADMIN)}`,
        'content-type': 'application/x-protobuf',
      },
      body: field(1, record),
    },
  )

  expect(response.status).toBe(400)
  expect(await response.text()).toContain('Invalid protobuf format')
})
