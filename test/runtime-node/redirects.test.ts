import { APIConnectionError, NeMoPlatform } from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { bodyOf, type LocalServer, sendJson, serve } from '../helpers/local-server.ts'
import { rejection } from '../helpers/rejection.ts'
import { createCertificate } from '../helpers/test-certificates.ts'

beforeEach(() => {
  isolateEnvironment()
})

const certificate = createCertificate()

/** A server that tells what it got. */
function serveEcho(): Promise<LocalServer> {
  return serve(async (request, response) => {
    const body = (await bodyOf(request)).toString()
    sendJson(response, { method: request.method, body })
  })
}

/** A server that sends everybody away, but for one path. */
function serveRedirect(location: () => string, status = 307, tls?: { cert: string; key: string }) {
  return serve(
    async (request, response) => {
      const body = (await bodyOf(request)).toString()
      if (request.url === '/target') sendJson(response, { method: request.method, body })
      else response.writeHead(status, { location: location() }).end('moved')
    },
    tls === undefined ? {} : { tls },
  )
}

function clientOf(url: string): NeMoPlatform {
  return new NeMoPlatform({
    baseURL: url,
    accessToken: 'the-token',
    certificateAuthority: certificate.path,
    maxRetries: 0,
    defaultHeaders: { 'x-team': 'blue', cookie: 'a=1' },
  })
}

describe('a redirect over sockets', () => {
  test('within the origin repeats body and token on the same connection', async () => {
    await using server = await serveRedirect(() => '/target')

    const answer = await clientOf(server.url).put('/start', { body: { a: 1 } })

    expect(answer).toEqual({ method: 'PUT', body: '{"a":1}' })
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer the-token',
      'Bearer the-token',
    ])
    expect(server.sockets).toHaveLength(1)
  })

  test('with 303 turns a POST into a GET without length and type of a body', async () => {
    await using server = await serveRedirect(() => '/target', 303)

    await clientOf(server.url).post('/start', { body: { a: 1 } })

    const { method, headers } = server.requests[1] ?? {}
    expect([method, headers?.['content-type'], headers?.['content-length']]).toEqual([
      'GET',
      undefined,
      undefined,
    ])
  })

  test('to another port carries nothing of the caller', async () => {
    await using elsewhere = await serveEcho()
    await using server = await serveRedirect(() => `${elsewhere.url}/landing`, 302)

    await clientOf(server.url).get('/start')

    const { headers } = elsewhere.requests[0] ?? {}
    expect([headers?.authorization, headers?.cookie, headers?.['x-team']]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect(headers?.host).toBe(`127.0.0.1:${elsewhere.port}`)
  })

  test('of a body to another port never arrives there', async () => {
    await using elsewhere = await serveEcho()
    await using server = await serveRedirect(() => `${elsewhere.url}/landing`, 307)

    await rejection(clientOf(server.url).post('/start', { body: { secret: 'x' } }), APIConnectionError)

    expect(elsewhere.requests).toEqual([])
  })

  test('from https to http never arrives there', async () => {
    await using elsewhere = await serveEcho()
    await using server = await serveRedirect(() => `${elsewhere.url}/landing`, 302, certificate)

    const error = await rejection(clientOf(server.url).get('/start'), APIConnectionError)

    expect(error.message).toMatch(/https/)
    expect(elsewhere.requests).toEqual([])
  })

  test('from http to https on another port carries no token', async () => {
    await using elsewhere = await serve((_request, response) => sendJson(response, {}), { tls: certificate })
    await using server = await serveRedirect(() => `${elsewhere.url}/landing`, 302)

    await clientOf(server.url).get('/start')

    expect(elsewhere.requests.map(({ headers }) => headers.authorization)).toEqual([undefined])
  })

  test('of a stream is refused, and the stream is not sent anywhere else', async () => {
    await using server = await serveRedirect(() => '/target', 308)

    await rejection(
      clientOf(server.url).put('/start', { body: new Blob(['content']).stream() }),
      APIConnectionError,
    )

    expect(server.requests).toHaveLength(1)
  })

  test('of bytes in a blob is followed with the bytes', async () => {
    await using server = await serveRedirect(() => '/target', 308)

    expect(await clientOf(server.url).put('/start', { body: new Blob(['content']) })).toEqual({
      method: 'PUT',
      body: 'content',
    })
  })

  test('in a circle ends', async () => {
    await using server = await serveRedirect(() => '/start', 302)

    await rejection(clientOf(server.url).get('/start'), APIConnectionError)

    expect(server.requests.length).toBeLessThanOrEqual(21)
  })

  test('gives the URL where it ended', async () => {
    await using server = await serveRedirect(() => '/target', 302)

    const response = await clientOf(server.url).get('/start').asResponse()

    expect(response.url).toBe(`${server.url}/target`)
  })
})
