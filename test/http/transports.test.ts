import { http } from 'msw'
import { setupServer } from 'msw/node'
import { beforeEach, describe, test } from 'vitest'
import { answerRequest } from '../helpers/answer-requests.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { serve } from '../helpers/local-server.ts'
import { type Answer, runCase, type ServedRequest, type WithScene } from '../portable/case.ts'
import { portableCases } from '../portable/cases.ts'

beforeEach(() => {
  isolateEnvironment()
})

const MOCK_URL = 'http://nemo.test'

/** A server on a socket. */
function overSocket(fetch: typeof globalThis.fetch | undefined): WithScene {
  return async ({ answer }, play) => {
    const requests: ServedRequest[] = []
    await using server = await serve((incoming, outgoing) =>
      answerRequest(incoming, outgoing, { answer, requests }),
    )
    const clientOptions = fetch === undefined ? {} : { fetch }
    await play({ baseURL: server.url, requests: async () => requests, clientOptions })
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
      isAborted: false,
    }
    requests.push(served)
    return answer(served, requests.length)
  }
  return { requests: async () => requests, respond }
}

const onWire: Record<string, WithScene> = {
  'node:http': overSocket(undefined),
  'the global fetch': overSocket((input, init) => globalThis.fetch(input, init)),
}

const onTheWay: Record<string, WithScene> = {
  'a fetch of the caller': async ({ answer }, play) => {
    const { requests, respond } = answerer(answer)
    const fetch = (url: string, init: RequestInit) => respond(new Request(url, init))
    await play({ baseURL: MOCK_URL, requests, clientOptions: { fetch } })
  },
  msw: async ({ answer }, play) => {
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

/** Its `fetch` ends a body that fails as if that had been all. */
const NOT_OVER_MSW = new Set(['an answer that breaks off is a typed error that says that it had begun'])

describe.each(Object.entries({ ...onWire, ...onTheWay }))('over %s,', (name, withScene) => {
  const cases = portableCases.filter(
    (each) => (each.isOfWire !== true || name in onWire) && !(name === 'msw' && NOT_OVER_MSW.has(each.name)),
  )
  test.each(cases.map((httpCase) => [httpCase.name, httpCase] as const))('%s', (_case, httpCase) =>
    runCase(httpCase, withScene),
  )
})
