/** A call is a promise, also for those who do not ask it by `then`. */

import { equal, failure, type HttpCase, json, pause, underneath } from './case.ts'

const MISSING = () => json({ detail: 'no such thing' }, 404)
const LATE = async () => {
  await pause(50)
  return json({ name: 'x' })
}

/** What hosts offer, where they offer it. */
const host = globalThis as {
  navigator?: { locks?: { request(name: string, hold: () => unknown): Promise<unknown> } }
  process?: {
    on?(event: string, listen: (reason: unknown) => void): void
    off?(event: string, listen: (reason: unknown) => void): void
    getBuiltinModule?(name: string): { inspect(value: unknown): string } | undefined
  }
  expect?(call: unknown): {
    resolves: { toEqual(value: unknown): Promise<void> }
    rejects: { toMatchObject(value: object): Promise<void> }
  }
  addEventListener?(event: string, listen: (event: { reason: unknown; preventDefault(): void }) => void): void
}

/** Failures that nobody took while something was done. */
async function unhandledDuring(work: () => Promise<void>): Promise<unknown[]> {
  const seen: unknown[] = []
  const listen = (reason: unknown) => {
    seen.push(reason)
  }
  if (host.process?.on !== undefined) host.process.on('unhandledRejection', listen)
  else host.addEventListener?.('unhandledrejection', ({ reason }) => listen(reason))
  await work()
  await pause(30)
  host.process?.off?.('unhandledRejection', listen)
  return seen
}

/** Calls as promises. */
export const promiseCases: readonly HttpCase[] = [
  {
    name: 'a lock is held until the call is done, and gives its answer',
    applies: () => host.navigator?.locks !== undefined,
    answer: async ({ path }) => {
      await pause(path === '/never' ? 1_000 : 30)
      return json({ name: 'x' })
    },
    play: async (client) => {
      equal(await host.navigator?.locks?.request('nemo', () => client.get('/x')), { name: 'x' })
      const locked = host.navigator?.locks?.request('nemo', () => client.get('/never', { timeout: 10 }))
      equal((await failure(locked as Promise<unknown>)).name, 'APITimeoutError')
    },
  },
  {
    name: 'a sink is told of the failure of a call',
    answer: MISSING,
    play: async (client) => {
      const sink = new WritableStream({
        write: () => client.post('/x', { body: {} }) as Promise<unknown> as Promise<void>,
      })
      const writer = sink.getWriter()
      writer.closed.catch(() => {})
      equal((await failure(writer.write('a'))).name, 'NotFoundError')
    },
  },
  {
    name: 'a source waits for a call',
    answer: LATE,
    play: async (client) => {
      let isDone = false
      const source = new ReadableStream({
        start: () =>
          client.get('/x').finally(() => {
            isDone = true
          }) as Promise<unknown> as Promise<void>,
        pull: (controller) => controller.close(),
      })
      await source.getReader().read()
      equal(isDone, true)
    },
  },
  {
    name: 'an async function and `Promise.all` give what the call gives',
    answer: LATE,
    play: async (client) => {
      equal(await (async () => client.get('/x'))(), { name: 'x' })
      equal(await Promise.all([client.get('/x'), underneath(client.get('/x'))]), [
        { name: 'x' },
        { name: 'x' },
      ])
      equal(await Promise.race([client.get('/x'), pause(10)]), undefined)
    },
  },
  {
    name: 'a failure that is taken anywhere is reported nowhere else',
    answer: MISSING,
    play: async (client, scene) => {
      const unhandled = await unhandledDuring(async () => {
        await failure(client.get('/x'))
        await failure(client.get('/x').asResponse())
        await failure(client.get('/x').withResponse())
        await failure(underneath(client.get('/x')))
        await failure(client.get('/x').finally(() => {}))
        await failure(client.workspaces.list())
      })
      equal([unhandled.map(String), (await scene.requests()).length], [[], 6])
    },
  },
  {
    name: 'an assertion of the runner waits for it',
    applies: () => host.expect !== undefined,
    answer: (_request, count) => (count === 1 ? json({ name: 'x' }) : MISSING()),
    play: async (client) => {
      await host.expect?.(client.get('/x')).resolves.toEqual({ name: 'x' })
      await host.expect?.(client.get('/x')).rejects.toMatchObject({ name: 'NotFoundError' })
    },
  },
  {
    name: 'it is shown as what it is: pending, its value, or its reason',
    applies: () => host.process?.getBuiltinModule?.('node:util') !== undefined,
    answer: (_request, count) => (count === 1 ? json({ name: 'x' }) : MISSING()),
    play: async (client) => {
      const shown = (value: unknown) => {
        const text = host.process?.getBuiltinModule?.('node:util')?.inspect(value) ?? ''
        return ['pending', "name: 'x'", 'NotFoundError'].filter((part) =>
          text.replaceAll('"', "'").includes(part),
        )
      }
      const call = client.get('/x')
      equal(shown(call), ['pending'])
      await call
      equal(shown(call), ["name: 'x'"])
      const refused = client.get('/x')
      await failure(refused)
      equal(shown(refused), ['NotFoundError'])
    },
  },
]
