import { inspect } from 'node:util'
import { type APIPromise, NeMoPlatform, NotFoundError } from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../../helpers/isolated-environment.ts'
import { sendJson, serve } from '../../helpers/local-server.ts'
import { json, stubFetch } from '../../helpers/stub-fetch.ts'

/** A client whose calls are answered from a list. */
function clientFor(...answers: Parameters<typeof stubFetch>) {
  const { fetch, calls } = stubFetch(...answers)
  return { client: new NeMoPlatform({ baseURL: 'http://nemo.test', fetch, maxRetries: 0 }), calls }
}

const MISSING = () => json({ detail: 'no such thing' }, 404)

beforeEach(() => {
  isolateEnvironment()
})

describe('APIPromise', () => {
  test('awaits to the parsed answer', async () => {
    const { client } = clientFor(json({ name: 'x' }))

    expect(await client.get('/x')).toEqual({ name: 'x' })
  })

  test('is a promise', () => {
    const { client } = clientFor(json({}))

    expect(client.get('/x')).toBeInstanceOf(Promise)
  })

  test('sends one request, however often it is awaited', async () => {
    const { client, calls } = clientFor(json({ name: 'x' }))
    const promise = client.get('/x')

    const answers = [await promise, await promise, (await promise.withResponse()).data]

    expect(answers).toEqual([{ name: 'x' }, { name: 'x' }, { name: 'x' }])
    expect(calls).toHaveLength(1)
  })

  test('starts by itself, without being awaited', async () => {
    const { client, calls } = clientFor(json({}))

    const promise = client.get('/x')
    await new Promise((resolve) => setTimeout(resolve, 20))

    expect(calls).toHaveLength(1)
    await promise
  })

  test('withResponse gives the parsed answer and the response', async () => {
    const { client } = clientFor(json({ name: 'x' }, 201, { 'x-request-id': 'r1' }))

    const { data, response } = await client.get('/x').withResponse()

    expect(data).toEqual({ name: 'x' })
    expect([response.status, response.headers.get('x-request-id')]).toEqual([201, 'r1'])
  })

  test('asResponse gives the response with its body unread', async () => {
    const { client } = clientFor(new Response('plain words'))

    const response = await client.get('/x').asResponse()

    expect(response.bodyUsed).toBe(false)
    expect(await response.text()).toBe('plain words')
  })

  test('asResponse does not mind an answer that is no JSON', async () => {
    const { client } = clientFor(new Response('<html>', { headers: { 'content-type': 'text/html' } }))

    expect((await client.get('/x').asResponse()).status).toBe(200)
  })

  test('asResponse rejects with the typed error for an error status', async () => {
    const { client } = clientFor(MISSING())

    await expect(client.get('/x').asResponse()).rejects.toBeInstanceOf(NotFoundError)
  })

  test('asResponse gives a readable body also after the answer was awaited', async () => {
    const { client } = clientFor(json({ name: 'x' }))
    const promise = client.get('/x')
    await promise

    const response = await promise.asResponse()

    expect(await response.json()).toEqual({ name: 'x' })
  })

  test('asResponse gives a readable body also after the answer was awaited, over a socket', async () => {
    await using server = await serve((_request, response) => sendJson(response, { name: 'x' }))
    const promise = new NeMoPlatform({ baseURL: server.url }).get('/x')
    await promise

    const response = await promise.asResponse()

    expect(await response.json()).toEqual({ name: 'x' })
  })

  test('the answer can still be awaited after asResponse', async () => {
    const { client } = clientFor(json({ name: 'x' }))
    const promise = client.get('/x')
    const response = await promise.asResponse()

    expect(await promise).toEqual({ name: 'x' })
    expect(await response.json()).toEqual({ name: 'x' })
  })

  test('withResponse over a socket gives data, status and headers', async () => {
    await using server = await serve((_request, response) => sendJson(response, { name: 'x' }, 202))
    const client = new NeMoPlatform({ baseURL: server.url })

    const { data, response } = await client.get('/x').withResponse()

    expect([data, response.status, response.headers.get('content-type')]).toEqual([
      { name: 'x' },
      202,
      'application/json',
    ])
  })

  test('catch receives the typed error', async () => {
    const { client } = clientFor(MISSING())

    const caught = await client.get('/x').catch((error: unknown) => error)

    expect(caught).toBeInstanceOf(NotFoundError)
  })

  test('finally runs after success and keeps the answer', async () => {
    const { client } = clientFor(json({ name: 'x' }))
    const order: string[] = []

    const answer = await client.get('/x').finally(() => order.push('finally'))

    expect([answer, order]).toEqual([{ name: 'x' }, ['finally']])
  })

  test('finally runs after failure and keeps the error', async () => {
    const { client } = clientFor(MISSING())
    const order: string[] = []

    const promise = client.get('/x').finally(() => order.push('finally'))

    await expect(promise).rejects.toBeInstanceOf(NotFoundError)
    expect(order).toEqual(['finally'])
  })

  test('then takes two callbacks', async () => {
    const { client } = clientFor(MISSING())

    const outcome = await client.get('/x').then(
      () => 'answered',
      () => 'refused',
    )

    expect(outcome).toBe('refused')
  })

  test('works in Promise.all', async () => {
    const { client } = clientFor(json({ n: 1 }), json({ n: 2 }))

    expect(await Promise.all([client.get('/1'), client.get('/2')])).toEqual([{ n: 1 }, { n: 2 }])
  })

  test('works in Promise.allSettled', async () => {
    const { client } = clientFor(json({ n: 1 }), MISSING())

    const [first, second] = await Promise.allSettled([client.get('/1'), client.get('/2')])

    expect(first).toEqual({ status: 'fulfilled', value: { n: 1 } })
    expect(second).toMatchObject({ status: 'rejected', reason: expect.any(NotFoundError) })
  })

  test('a failure that one branch handles does not surface in another', async () => {
    const { client } = clientFor(MISSING())
    const unhandled: unknown[] = []
    const onUnhandled = (reason: unknown) => unhandled.push(reason)
    process.on('unhandledRejection', onUnhandled)

    const promise = client.get('/x')
    await promise.withResponse().catch(() => {})
    await promise.asResponse().catch(() => {})
    await promise.catch(() => {})
    await new Promise((resolve) => setTimeout(resolve, 20))
    process.off('unhandledRejection', onUnhandled)

    expect(unhandled).toEqual([])
  })

  test('shows what it is when it is printed', async () => {
    const { client } = clientFor(json({ name: 'x' }), MISSING())
    const call = client.get('/x')
    expect(inspect(call)).toBe('APIPromise { <pending> }')

    await call

    expect(inspect(call)).toBe("APIPromise { { name: 'x' } }")
    const list = client.workspaces.list()
    await list.catch(() => {})
    expect(inspect(list)).toMatch(/^PagePromise \{\s*<rejected> NotFoundError/)
  })

  test.each<[what: string, take: (call: APIPromise<unknown>) => Promise<unknown>]>([
    ['asResponse', (call) => call.asResponse()],
    ['withResponse', (call) => call.withResponse()],
    ['then', (call) => call.then(() => {})],
  ])('a failure that the taker of `%s` handles does not surface', async (_what, take) => {
    const { client } = clientFor(MISSING())
    const unhandled: unknown[] = []
    const onUnhandled = (reason: unknown) => unhandled.push(reason)
    process.on('unhandledRejection', onUnhandled)

    await take(client.get('/x')).catch(() => {})
    await new Promise((resolve) => setTimeout(resolve, 20))
    process.off('unhandledRejection', onUnhandled)

    expect(unhandled).toEqual([])
  })

  test('a failure that nobody handles surfaces once', async () => {
    const { client } = clientFor(MISSING())
    const unhandled: unknown[] = []
    const onUnhandled = (reason: unknown) => unhandled.push(reason)
    const others = process.listeners('unhandledRejection')
    process.removeAllListeners('unhandledRejection').on('unhandledRejection', onUnhandled)

    client.get('/x')
    await new Promise((resolve) => setTimeout(resolve, 20))
    process.off('unhandledRejection', onUnhandled)
    for (const listener of others) process.on('unhandledRejection', listener)

    expect(unhandled).toEqual([expect.any(NotFoundError)])
  })

  test('a lock is held until the call is done', async () => {
    let isDone = false
    const { client } = clientFor(async () => {
      await new Promise((resolve) => setTimeout(resolve, 30))
      isDone = true
      return json({ name: 'x' })
    })

    expect(await navigator.locks.request('a lock', () => client.get('/x'))).toEqual({ name: 'x' })
    expect(isDone).toBe(true)
  })

  test('a sink is told of the failure of a call', async () => {
    const { client } = clientFor(MISSING())
    const sink = new WritableStream({
      write: () => client.post('/x', { body: {} }) as Promise<unknown> as Promise<void>,
    })
    const writer = sink.getWriter()
    writer.closed.catch(() => {})

    await expect(writer.write('a')).rejects.toBeInstanceOf(NotFoundError)
  })

  test('a bad argument rejects the promise instead of being thrown', async () => {
    const { client, calls } = clientFor(json({}))

    const promise = client.workspaces.retrieve('')

    await expect(promise).rejects.toThrow('name')
    expect(calls).toEqual([])
  })
})
