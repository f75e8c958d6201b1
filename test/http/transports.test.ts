import { http } from 'msw'
import { setupServer } from 'msw/node'
import { beforeEach, describe, test } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { bodyOf, serve } from '../helpers/local-server.ts'
import {
  type Answer,
  httpCases,
  runCase,
  type ServedRequest,
  type WithScene,
} from '../portable/http-cases.ts'

beforeEach(() => {
  isolateEnvironment()
})

const MOCK_URL = 'http://nemo.test'

/** A server on a socket. */
function overSocket(fetch: typeof globalThis.fetch | undefined): WithScene {
  return async (answer, play) => {
    const requests: ServedRequest[] = []
    await using server = await serve(async (incoming, outgoing) => {
      const headers = new Headers()
      for (const [name, values] of Object.entries(incoming.headersDistinct)) {
        for (const value of values ?? []) headers.append(name, value)
      }
      const { method = '', url: path = '' } = incoming
      const request = { method, path, headers, body: await bodyOf(incoming) }
      requests.push(request)
      const response = await answer(request, requests.length)
      outgoing.writeHead(response.status, Object.fromEntries(response.headers))
      for await (const chunk of response.body ?? []) outgoing.write(chunk)
      outgoing.end()
    })
    await play({ baseURL: server.url, requests, clientOptions: fetch === undefined ? {} : { fetch } })
  }
}

/** No server: requests are answered on the way. */
function answerer(answer: Answer) {
  const requests: ServedRequest[] = []
  const respond = async (request: Request): Promise<Response> => {
    const { pathname, search } = new URL(request.url)
    const served = {
      method: request.method,
      path: pathname + search,
      headers: request.headers,
      body: new Uint8Array(await request.arrayBuffer()),
    }
    requests.push(served)
    return answer(served, requests.length)
  }
  return { requests, respond }
}

const scenes: Record<string, WithScene> = {
  'node:http': overSocket(undefined),
  'the global fetch': overSocket((input, init) => globalThis.fetch(input, init)),
  'a fetch of the caller': async (answer, play) => {
    const { requests, respond } = answerer(answer)
    const fetch = (url: string, init: RequestInit) => respond(new Request(url, init))
    await play({ baseURL: MOCK_URL, requests, clientOptions: { fetch } })
  },
  msw: async (answer, play) => {
    const { requests, respond } = answerer(answer)
    const server = setupServer(http.all(`${MOCK_URL}/*`, ({ request }) => respond(request)))
    server.listen({ onUnhandledFrame: 'error' })
    try {
      await play({ baseURL: MOCK_URL, requests, clientOptions: {} })
    } finally {
      server.close()
    }
  },
}

describe.each(Object.entries(scenes))('over %s,', (_name, withScene) => {
  test.each(httpCases.map((httpCase) => [httpCase.name, httpCase] as const))('%s', (_case, httpCase) =>
    runCase(httpCase, withScene),
  )
})
