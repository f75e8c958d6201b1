/** Ctrl-C at each step, and connections that end in the middle: what is said, and what is left behind. */

import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { scene } from './scene.ts'

/** Longer than any test waits. */
const NEVER = 600_000

const JOB = [
  ...['jobs', 'create', 'slow', '--source', 'tests', '--spec', '{}', '--platform-spec'],
  JSON.stringify({
    steps: [{ name: 's1', executor: { provider: 'subprocess', command: ['sleep', '600'] } }],
  }),
]

/** A fileset of two files on the platform, and a folder of three. */
async function withFiles() {
  const at = await scene()
  const folder = join(at.home.folder, 'data')
  mkdirSync(folder)
  for (const name of ['a.txt', 'b.txt']) writeFileSync(join(folder, name), name)
  expect(await at.nemo(['files', 'upload', `${folder}/`, 'set', '--create'])).toMatchObject({ code: 0 })
  writeFileSync(join(folder, 'c.txt'), 'c.txt')
  return { ...at, folder }
}

/** Several files go up at a time, and are listed in the order in which they arrived. */
async function filesIn({ nemo }: Awaited<ReturnType<typeof scene>>): Promise<string[]> {
  const { stdout } = await nemo(['files', 'list', 'set', '-f', 'csv', '-c', 'path'])
  return stdout.trimEnd().split('\r\n').slice(1).sort()
}

/** Waits until the platform is asked for something, then presses Ctrl-C. */
async function interruptedAt(
  { platform, nemo }: Awaited<ReturnType<typeof scene>>,
  args: readonly string[],
  method: string,
  path: RegExp,
) {
  platform.faults.next({ delay: NEVER, method, path, times: 99 })
  const running = nemo(args)
  await expect
    .poll(
      () => platform.requests.some((one) => one.method === method && path.test(new URL(one.url).pathname)),
      {
        timeout: 30_000,
      },
    )
    .toBe(true)
  running.interrupt()
  const run = await running
  platform.faults.clear()
  return run
}

describe('Ctrl-C', () => {
  test.each([
    [['workspaces', 'list'], 'GET', /workspaces$/],
    [['models', 'list', '--stream'], 'GET', /models$/],
    [['projects', 'create', 'one'], 'POST', /projects$/],
    [['jobs', 'watch', 'slow'], 'GET', /jobs\/slow/],
    [['chat', 'echo', 'hello'], 'POST', /completions$/],
    [['wait', 'inference', 'provider', 'up'], 'GET', /provider/],
    [['where'], 'GET', /cluster-info$/],
  ] as const)('in nemo %j ends with 130 and one line', async (args, method, path) => {
    const run = await interruptedAt(await scene(), args, method, path)
    expect(run).toMatchObject({ code: 130, stdout: '' })
    expect(run.stderr).toMatch(/(?:^|\n)Interrupted\.\n$/)
    expect(run.stderr).not.toContain('Error')
  })

  test('in an upload leaves whole files only, and says which are there', async () => {
    const at = await withFiles()
    at.platform.requests.length = 0
    const run = await interruptedAt(
      at,
      ['files', 'upload', `${at.folder}/`, 'set', '--resume'],
      'PUT',
      /c\.txt$/,
    )
    expect(run).toMatchObject({ code: 130, stdout: '' })
    expect(run.stderr).toMatch(/Interrupted\. Uploaded: \d of 3 files, each as a whole\. With --resume/)
    expect(await filesIn(at)).toEqual(['a.txt', 'b.txt'])
    const again = await at.nemo(['files', 'upload', `${at.folder}/`, 'set', '--resume'])
    expect(again).toMatchObject({ code: 0, stdout: 'Completed upload to set\n' })
  })

  test('in a download leaves no part of a file', async () => {
    const at = await withFiles()
    const target = join(at.home.folder, 'down')
    const run = await interruptedAt(at, ['files', 'download', 'set', '-o', `${target}/`], 'GET', /b\.txt$/)
    expect(run).toMatchObject({ code: 130, stdout: '' })
    expect(run.stderr).toMatch(/Interrupted\. Downloaded: /)
    expect(readdirSync(target, { recursive: true }).filter((name) => name !== 'a.txt')).toEqual([])
  })

  test('while a job is waited for says that it goes on', async () => {
    const { nemo } = await scene()
    const running = nemo([...JOB, '--wait'])
    await running.noted(/Waiting for job slow/)
    running.interrupt()
    const run = await running
    expect(run.code).toBe(130)
    expect(JSON.parse(run.stdout)).toMatchObject({ name: 'slow' })
    expect(run.stderr).toContain(
      'Interrupted. The job goes on; to end it: nemo jobs cancel slow --workspace default\n',
    )
  })

  test('while a deployment is waited for names it with its workspace', async () => {
    const { nemo } = await scene({ inference: { readyAfter: NEVER } })
    for (const args of [
      ['workspaces', 'create', 'ml-team'],
      [
        ...['inference', 'deployment-configs', 'create', 'c1', '-w', 'ml-team', '--engine', 'vllm'],
        ...['--model-spec', '{}', '--executor-config', '{"gpu": 1}'],
      ],
    ])
      expect(await nemo(args)).toMatchObject({ code: 0 })
    const running = nemo([
      ...['inference', 'deployments', 'create', 'llama', '-w', 'ml-team', '--config', 'c1', '--wait'],
    ])
    await running.noted(/Waiting for deployment llama/)
    running.interrupt()
    const run = await running
    expect(run.code).toBe(130)
    expect(run.stderr).toContain('to end it: nemo inference deployments delete llama --workspace ml-team\n')
  })
})

test('a connection that ends in an upload is one block, with what failed', async () => {
  const at = await withFiles()
  at.platform.faults.next({ disconnect: true, method: 'PUT', path: /c\.txt$/, times: 99 })
  const run = await at.nemo(['files', 'upload', `${at.folder}/`, 'set'])
  expect(run).toMatchObject({ code: 3, stdout: '' })
  expect(run.stderr).toMatch(/^Uploading…\nError: .*c\.txt[\s\S]*Try:\n(?: {2}.*\n)+$/)
  at.platform.faults.clear()
  expect(await filesIn(at)).toEqual(['a.txt', 'b.txt'])
})

test('a number where text is wanted is refused by the platform, in one block', async () => {
  const { nemo } = await scene()
  const run = await nemo(['models', 'create', 'm', '--input-data', '{"description": 5}'])
  expect(run).toMatchObject({ code: 3, stdout: '' })
  expect(run.stderr).toMatch(/^API error: \(422\) [\s\S]*description/)
})
