import http from 'node:http'
import net, { type AddressInfo, type Socket } from 'node:net'
import { inspect } from 'node:util'
import { APIConnectionError, type ClientOptions, ConfigError, NeMoPlatform } from 'nemo-platform'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { proxyFor } from '../../src/runtime/node/proxy.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { sendJson, serve } from '../helpers/local-server.ts'
import { rejection } from '../helpers/rejection.ts'
import { createCertificate } from '../helpers/test-certificates.ts'

beforeEach(() => {
  isolateEnvironment()
})

const certificate = createCertificate()

interface Proxy extends AsyncDisposable {
  url: string
  /** What was asked: `GET http://host/path` or `CONNECT host:port`. */
  asked: string[]
  headers: http.IncomingHttpHeaders[]
  /** How many connections were made to it. */
  connections(): number
}

/** A small proxy. Plain requests go to the target whatever host they name. */
async function startProxy(target: { port: number }, refuse?: number): Promise<Proxy> {
  const asked: string[] = []
  const headers: http.IncomingHttpHeaders[] = []
  const sockets: Socket[] = []
  const server = http.createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    headers.push(request.headers)
    if (refuse !== undefined) {
      response.writeHead(refuse).end()
      return
    }
    const { pathname } = new URL(request.url ?? '')
    const options = { port: target.port, path: pathname, method: request.method, headers: request.headers }
    const onward = http.request(options, (answer) => {
      response.writeHead(answer.statusCode ?? 0, answer.headers)
      answer.pipe(response)
    })
    request.pipe(onward)
  })
  let connections = 0
  server.on('connection', (socket) => {
    connections += 1
    sockets.push(socket)
  })
  server.on('connect', (request, client: Socket) => {
    asked.push(`CONNECT ${request.url}`)
    headers.push(request.headers)
    if (refuse !== undefined) {
      client.end(`HTTP/1.1 ${refuse} Refused\r\ncontent-length: 0\r\n\r\n`)
      return
    }
    const onward = net.connect(target.port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      onward.pipe(client).pipe(onward)
    })
    for (const socket of [onward, client]) socket.on('error', () => {})
    sockets.push(onward)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url, asked, headers, connections: () => connections, [Symbol.asyncDispose]: close }
}

const servePlain = () => serve((request, response) => sendJson(response, { path: request.url }))
const serveTls = () =>
  serve((request, response) => sendJson(response, { path: request.url }), { tls: certificate })

/** Repetitions would hide what fails at the first try. */
const clientOf = (options: ClientOptions) => new NeMoPlatform({ maxRetries: 0, ...options })

describe('HTTP_PROXY', () => {
  test('gets plain requests with the whole URL', async () => {
    await using server = await servePlain()
    await using proxy = await startProxy(server)
    vi.stubEnv('HTTP_PROXY', proxy.url)

    const answer = await clientOf({ baseURL: 'http://nemo.test:1234' }).get('/x', {
      query: { q: 'a b' },
    })

    expect(answer).toEqual({ path: '/x' })
    expect(proxy.asked).toEqual(['GET http://nemo.test:1234/x?q=a+b'])
    expect(proxy.headers[0]?.host).toBe('nemo.test:1234')
  })

  test('gets bodies too', async () => {
    await using server = await serve(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      sendJson(response, { body: Buffer.concat(chunks).toString() })
    })
    await using proxy = await startProxy(server)
    vi.stubEnv('HTTP_PROXY', proxy.url)

    const answer = await clientOf({ baseURL: 'http://nemo.test' }).post('/x', { body: { a: 1 } })

    expect(answer).toEqual({ body: '{"a":1}' })
  })

  test.each(['get', 'post', 'put'] as const)(
    'carries a %s at the first try, over a kept connection',
    async (method) => {
      await using server = await servePlain()
      await using proxy = await startProxy(server)
      vi.stubEnv('HTTP_PROXY', proxy.url)
      const client = clientOf({ baseURL: 'http://nemo.test' })

      for (let call = 0; call < 3; call += 1)
        await client[method]('/x', method === 'get' ? {} : { body: { a: call } })

      expect(proxy.asked).toHaveLength(3)
      expect(proxy.connections()).toBe(1)
    },
  )

  test('carries a stream of events', async () => {
    await using server = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end('data: {"n":1}\n\n')
    })
    await using proxy = await startProxy(server)
    vi.stubEnv('HTTP_PROXY', proxy.url)
    const events: unknown[] = []

    const stream = await clientOf({ baseURL: 'http://nemo.test' }).get('/x', { as: 'stream' })
    for await (const event of stream) events.push(event)

    expect(events).toEqual([{ n: 1 }])
  })

  test('in capitals does not count in a CGI program', async () => {
    await using server = await servePlain()
    await using proxy = await startProxy(server)
    vi.stubEnv('REQUEST_METHOD', 'GET')
    vi.stubEnv('HTTP_PROXY', proxy.url)

    await clientOf({ baseURL: server.url }).get('/x')

    expect([proxy.asked.length, server.requests.length]).toEqual([0, 1])
  })

  test('that is down is named as the proxy', async () => {
    vi.stubEnv('HTTP_PROXY', 'http://ana:s3cr3t-word@127.0.0.1:9')

    const error = await rejection(clientOf({ baseURL: 'http://nemo.test' }).get('/x'), APIConnectionError)

    expect(error.code).toBe('connection/proxy')
    expect(error.problem).toContain('the proxy http://127.0.0.1:9 cannot be reached')
    expect(error.remedies[0]).toContain('HTTP_PROXY')
  })

  test('with a broken `%` in its password is a ConfigError, without the password', async () => {
    vi.stubEnv('HTTP_PROXY', 'http://ana:s3cr3t%-word@127.0.0.1:9')

    const error = await rejection(
      clientOf({ baseURL: 'http://nemo.test', maxRetries: 2 }).get('/x'),
      ConfigError,
    )

    expect(error.problem).toContain('%')
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain('s3cr3t')
  })

  test('may be written in small letters, which win', async () => {
    await using server = await servePlain()
    await using proxy = await startProxy(server)
    vi.stubEnv('HTTP_PROXY', 'http://127.0.0.1:9')
    vi.stubEnv('http_proxy', proxy.url)

    await clientOf({ baseURL: 'http://nemo.test' }).get('/x')

    expect(proxy.asked).toHaveLength(1)
  })

  test('is not asked for https', async () => {
    await using server = await serveTls()
    await using proxy = await startProxy(server)
    vi.stubEnv('HTTP_PROXY', proxy.url)

    await clientOf({ baseURL: server.url, certificateAuthority: certificate.path }).get('/x')

    expect(proxy.asked).toEqual([])
  })

  test('gets the credentials of its URL', async () => {
    await using server = await servePlain()
    await using proxy = await startProxy(server)
    vi.stubEnv('HTTP_PROXY', proxy.url.replace('http://', 'http://ana:p%40ss@'))

    await clientOf({ baseURL: 'http://nemo.test' }).get('/x')

    expect(proxy.headers[0]?.['proxy-authorization']).toBe(
      `Basic ${Buffer.from('ana:p@ss').toString('base64')}`,
    )
  })

  test('that is not there is an APIConnectionError without its password', async () => {
    vi.stubEnv('HTTP_PROXY', 'http://ana:s3cr3t-word@127.0.0.1:9')

    const error = await rejection(clientOf({ baseURL: 'http://nemo.test' }).get('/x'), APIConnectionError)

    expect(inspect(error, { depth: null, showHidden: true })).not.toContain('s3cr3t-word')
  })

  test('of a kind that is not known is a ConfigError without its password', async () => {
    vi.stubEnv('HTTP_PROXY', 'socks5://ana:s3cr3t-word@127.0.0.1:9')

    const error = await rejection(clientOf({ baseURL: 'http://nemo.test' }).get('/x'), ConfigError)

    expect(error.message).toContain('socks5')
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain('s3cr3t-word')
  })

  test('that is no URL is a ConfigError without its password', async () => {
    vi.stubEnv('HTTP_PROXY', 'http://ana:s3cr3t-word@proxy:99999999')

    const error = await rejection(clientOf({ baseURL: 'http://nemo.test' }).get('/x'), ConfigError)

    expect(inspect(error, { depth: null, showHidden: true })).not.toContain('s3cr3t-word')
  })
})

describe('HTTPS_PROXY', () => {
  test('gets a tunnel, and nothing of what goes through it', async () => {
    await using server = await serveTls()
    await using proxy = await startProxy(server)
    vi.stubEnv('HTTPS_PROXY', proxy.url)
    const options = { certificateAuthority: certificate.path, accessToken: 'the-token' }

    const answer = await clientOf({ baseURL: server.url, ...options }).get('/x')

    expect(answer).toEqual({ path: '/x' })
    expect(proxy.asked).toEqual([`CONNECT 127.0.0.1:${server.port}`])
    expect(JSON.stringify(proxy.headers)).not.toContain('the-token')
    expect(server.requests[0]?.headers.authorization).toBe('Bearer the-token')
  })

  test('keeps its tunnel for further calls', async () => {
    await using server = await serveTls()
    await using proxy = await startProxy(server)
    vi.stubEnv('HTTPS_PROXY', proxy.url)
    const client = clientOf({ baseURL: server.url, certificateAuthority: certificate.path })

    for (let call = 0; call < 3; call += 1) await client.get('/x')

    expect(proxy.asked).toHaveLength(1)
  })

  test('does not weaken the check of the certificate', async () => {
    await using server = await serveTls()
    await using proxy = await startProxy(server)
    vi.stubEnv('HTTPS_PROXY', proxy.url)

    await rejection(clientOf({ baseURL: server.url }).get('/x'), APIConnectionError)

    expect(server.requests).toEqual([])
  })

  test.each([407, 403, 502])(
    'that refuses the tunnel with %i is a typed error, not an answer of the platform',
    async (status) => {
      await using server = await serveTls()
      await using proxy = await startProxy(server, status)
      vi.stubEnv('HTTPS_PROXY', proxy.url)
      const options = { certificateAuthority: certificate.path, maxRetries: 0 }

      await rejection(clientOf({ baseURL: server.url, ...options }).get('/x'), APIConnectionError)
    },
  )
})

describe('NO_PROXY', () => {
  test('lets a call past the proxy', async () => {
    await using server = await servePlain()
    await using proxy = await startProxy(server)
    vi.stubEnv('HTTP_PROXY', proxy.url)
    vi.stubEnv('NO_PROXY', '127.0.0.1')

    await clientOf({ baseURL: server.url }).get('/x')

    expect(proxy.asked).toEqual([])
  })

  test.each<[entry: string, url: string, isExempt: boolean]>([
    ['*', 'http://nemo.test/', true],
    ['a.test, *', 'http://nemo.test/', true],
    ['nemo.test', 'http://nemo.test/', true],
    ['nemo.test', 'http://NEMO.test/', true],
    ['NEMO.TEST', 'http://nemo.test/', true],
    ['nemo.test', 'http://api.nemo.test/', true],
    ['nemo.test', 'http://nonemo.test/', false],
    ['.nemo.test', 'http://api.nemo.test/', true],
    ['.nemo.test', 'http://nemo.test/', false],
    ['a.test,nemo.test', 'http://nemo.test/', true],
    [' a.test , nemo.test ', 'http://nemo.test/', true],
    ['other.test', 'http://nemo.test/', false],
    ['', 'http://nemo.test/', false],
    [',,', 'http://nemo.test/', false],
    ['localhost', 'http://localhost:8080/', true],
    ['localhost', 'http://api.localhost/', false],
    ['10.0.0.1', 'http://10.0.0.1:8080/', true],
    ['10.0.0.1', 'http://210.0.0.1/', false],
    ['nemo.test:8080', 'http://nemo.test:8080/', true],
    ['nemo.test:8080', 'http://nemo.test:9090/', false],
    ['nemo.test:80', 'http://nemo.test/', true],
    ['http://nemo.test', 'http://nemo.test/', true],
    ['https://nemo.test', 'http://nemo.test/', false],
    ['::1', 'http://[::1]:8080/', true],
    ['[::1]', 'http://[::1]:8080/', true],
  ])('%j for %s', (entry, url, isExempt) => {
    const environment = { http_proxy: 'http://proxy.test:3128', no_proxy: entry }

    expect(proxyFor(new URL(url), environment) === undefined).toBe(isExempt)
  })
})

describe('the proxy of a URL', () => {
  test.each<[what: string, environment: Record<string, string>, url: string, proxy: string | undefined]>([
    ['none where nothing is set', {}, 'http://nemo.test', undefined],
    [
      'the one for http',
      { HTTP_PROXY: 'http://a.test', HTTPS_PROXY: 'http://b.test' },
      'http://nemo.test',
      'http://a.test/',
    ],
    [
      'the one for https',
      { HTTP_PROXY: 'http://a.test', HTTPS_PROXY: 'http://b.test' },
      'https://nemo.test',
      'http://b.test/',
    ],
    ['the one for all', { ALL_PROXY: 'http://c.test' }, 'https://nemo.test', 'http://c.test/'],
    [
      'its own before the one for all',
      { ALL_PROXY: 'http://c.test', https_proxy: 'http://b.test' },
      'https://nemo.test',
      'http://b.test/',
    ],
    ['one without a scheme', { HTTP_PROXY: 'a.test:3128' }, 'http://nemo.test', 'http://a.test:3128/'],
    ['none where it is empty', { HTTP_PROXY: '' }, 'http://nemo.test', undefined],
  ])('is %s', (_what, environment, url, proxy) => {
    expect(proxyFor(new URL(url), environment)?.href).toBe(proxy)
  })
})
