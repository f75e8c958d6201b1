/** What is sent beside the API: repeated or not, redirected or not, and how much of an answer is read. */

import { afterAll, describe, expect, test } from 'vitest'
import { AnswerTooLongError, createPlainFetch } from '../../../src/http/transport/plain-fetch.ts'
import { LONGEST_AUTH_BODY } from '../../../src/limits.ts'
import { createTransport } from '../../../src/runtime/node/transport.ts'
import { flood } from '../../helpers/flood.ts'
import { bodyOf, sendJson, serve } from '../../helpers/local-server.ts'
import { rejection } from '../../helpers/rejection.ts'

const transport = createTransport()
const plainFetch = createPlainFetch(() => transport.send)
const ANY = { signal: AbortSignal.timeout(30_000) }

afterAll(() => {
  transport.close()
})

describe.each(['GET', 'POST'])('%s', (method) => {
  const repetitions = method === 'GET' ? 1 : 0

  test(`after a 503 is sent ${repetitions} more time`, async () => {
    await using server = await serve((request, response) => {
      request.resume()
      sendJson(response, { attempt: server.requests.length }, 503)
    })

    const response = await plainFetch(server.url, { method, ...ANY })

    expect(server.requests).toHaveLength(1 + repetitions)
    expect(response.status).toBe(503)
    expect(await response.json()).toEqual({ attempt: 1 + repetitions })
  })

  test(`whose connection is cut is sent ${repetitions} more time`, async () => {
    await using server = await serve((_, response) => void response.destroy())

    const error = await rejection(plainFetch(server.url, { method, ...ANY }), Error)

    expect(error.name).not.toBe('NetworkError')
    expect(server.requests.filter(({ connection }) => connection > 0)).toHaveLength(1 + repetitions)
  })

  test(`whose answer breaks off is sent ${repetitions} more time`, async () => {
    await using server = await serve((request, response) => {
      request.resume()
      response.writeHead(200, { 'content-length': 100 })
      response.write('{', () => response.destroy())
    })

    await rejection(plainFetch(server.url, { method, ...ANY }), Error)

    expect(server.requests).toHaveLength(1 + repetitions)
  })

  test('is not redirected', async () => {
    await using server = await serve((request, response) => {
      request.resume()
      response.writeHead(307, { location: '/elsewhere' }).end()
    })

    const response = await plainFetch(server.url, { method, ...ANY })

    expect(response.status).toBe(307)
    expect(server.requests.map(({ path }) => path)).toEqual(['/'])
  })

  test('whose answer does not end rejects after the limit, and is not sent again', async () => {
    let sent = 0
    await using server = await serve(async (request, response) => {
      request.resume()
      sent += await flood(response)
    })

    await rejection(plainFetch(server.url, { method, ...ANY }), AnswerTooLongError)
    await expect.poll(() => sent).toBeGreaterThan(LONGEST_AUTH_BODY)

    expect(sent).toBeLessThan(32 * LONGEST_AUTH_BODY)
    expect(server.requests).toHaveLength(1)
  })

  test('ends with its signal in the middle of an answer', async () => {
    await using server = await serve((request, response) => {
      request.resume()
      response.writeHead(200)
      response.write('{')
    })
    const signal = AbortSignal.timeout(200)

    const error = await rejection(plainFetch(server.url, { method, signal }), Error)

    expect(error.name).toBe('TimeoutError')
    expect(server.requests).toHaveLength(1)
  })
})

test('of a refusal only the beginning is read', async () => {
  await using server = await serve(async (request, response) => {
    request.resume()
    await flood(response, 400)
  })

  const response = await plainFetch(server.url, { method: 'POST', ...ANY })

  expect(response.status).toBe(400)
  expect((await response.text()).length).toBeLessThan(2 * LONGEST_AUTH_BODY)
})

test('a form is sent with its length and its type', async () => {
  const bodies: string[] = []
  await using server = await serve(async (request, response) => {
    bodies.push(String(await bodyOf(request)))
    sendJson(response, {})
  })
  const body = new URLSearchParams({ grant_type: 'a b', token: 'ä' })

  await plainFetch(server.url, { method: 'POST', body, ...ANY })

  expect(bodies).toEqual(['grant_type=a+b&token=%C3%A4'])
  expect(server.requests[0]?.headers).toMatchObject({
    'content-length': String(bodies[0]?.length),
    'content-type': expect.stringContaining('application/x-www-form-urlencoded'),
  })
})

test('without a connection the error is that of the transport, and holds no request', async () => {
  const { url } = await serve(() => {}).then(async (server) => {
    await server[Symbol.asyncDispose]()
    return server
  })
  const body = new URLSearchParams({ refresh_token: 'secret-token' })

  const error = await rejection(plainFetch(url, { method: 'POST', body, ...ANY }), Error)

  expect(error.name).toBe('NotSentError')
  expect(JSON.stringify(Object.entries(error))).not.toContain('secret-token')
})
