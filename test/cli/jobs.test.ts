/** `nemo jobs`, on a mock platform. */

import { describe, expect, test } from 'vitest'
import { scene } from './scene.ts'

const steps = (command: string[]) =>
  JSON.stringify({ steps: [{ name: 's1', executor: { provider: 'subprocess', command } }] })

const create = (name: string, command: string[], ...flags: string[]) => [
  'jobs',
  'create',
  name,
  '--source',
  'tests',
  '--spec',
  '{}',
  '--platform-spec',
  steps(command),
  ...flags,
]
const ONE_SECOND = ['--poll-interval', '1']

describe('create', () => {
  test('--wait ends when the job has', async () => {
    const { nemo } = await scene()
    const run = await nemo(create('short', ['true'], '--wait', ...ONE_SECOND))
    expect(run.code).toBe(0)
    expect(JSON.parse(run.stdout)).toMatchObject({ name: 'short' })
    expect(run.stderr).toContain('Job short is completed.')
  })

  test('--wait ends with 1 where the job fails', async () => {
    const { nemo } = await scene()
    const run = await nemo(create('bad', ['false'], '--wait', ...ONE_SECOND))
    expect(run).toMatchObject({ code: 1, stderr: expect.stringContaining('nemo jobs') })
    expect(JSON.parse(run.stdout)).toMatchObject({ name: 'bad' })
  })

  test('--watch tells statuses and the log on standard error', async () => {
    const { nemo } = await scene()
    const run = await nemo(create('loud', ['echo', 'hello'], '--watch', ...ONE_SECOND))
    expect(run.code).toBe(0)
    expect(JSON.parse(run.stdout)).toMatchObject({ name: 'loud' })
    expect(run.stderr).toMatch(/s1\S* \| hello\n/)
    expect(run.stderr).toContain('Status: completed')
  })

  test('one of --wait and --watch', async () => {
    const { nemo, platform } = await scene()
    platform.requests.length = 0
    expect(await nemo(create('x', ['true'], '--wait', '--watch'))).toMatchObject({ code: 2, stdout: '' })
    expect(platform.requests).toEqual([])
  })
})

test('watch, logs and tail show the log', async () => {
  const { nemo } = await scene()
  await nemo(create('loud', ['sh', '-c', 'echo one; echo two'], '--wait', ...ONE_SECOND))
  const watched = await nemo(['jobs', 'watch', 'loud', ...ONE_SECOND])
  expect(watched.code).toBe(0)
  expect(watched.stdout).toMatch(/one\n[\s\S]*two\n/)
  expect(watched.stdout).toContain('Status: completed')
  expect((await nemo(['jobs', 'logs', 'loud'])).stdout).toMatch(/one\n[\s\S]*two\n/)
  expect((await nemo(['jobs', 'logs', 'loud', '--follow'])).stdout).toMatch(/one\n[\s\S]*two\n/)
  const tail = await nemo(['jobs', 'tail', 'loud', '-n', '1'])
  expect(tail).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\[\S+\] \S+ \| two\n$/) })
})

test('watch ends with 1 where the job fails, and with 3 where there is none', async () => {
  const { nemo } = await scene()
  await nemo(create('bad', ['false']))
  expect(await nemo(['jobs', 'watch', 'bad', ...ONE_SECOND])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Job bad ended as error'),
  })
  expect((await nemo(['jobs', 'watch', 'nope', ...ONE_SECOND])).code).toBeGreaterThan(0)
})

test('list --watch needs a terminal', async () => {
  const { nemo } = await scene()
  expect(await nemo(['jobs', 'list', '--watch'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('nemo jobs watch <name>'),
  })
})

test('Ctrl-C ends a watch with 130', async () => {
  const { nemo } = await scene()
  await nemo(create('long', ['sleep', '600']))
  const running = nemo(['jobs', 'watch', 'long'])
  await running.printed(/Status: \w+/)
  running.interrupt()
  expect(await running).toMatchObject({ code: 130 })
})
