/** Only the platform itself is told to end, and its log does not grow without end. */

import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { shortenLog } from '../../../src/cli/commands/quickstart/log-file.ts'
import { identityOf } from '../../../src/cli/commands/quickstart/process-identity.ts'
import { temporaryFolder } from '../../helpers/config-files.ts'
import { freePort } from '../free-port.ts'
import { emptyHome } from '../run-nemo.ts'

/** A process that has nothing to do with it. */
async function stranger() {
  const child = spawn(process.execPath, ['-e', 'console.log("up"); setInterval(() => {}, 1000)'])
  onTestFinished(() => void child.kill('SIGKILL'))
  await new Promise((resolve) => child.stdout.once('data', resolve))
  return child
}

describe.each(['mock', 'platform'])('a note that names a stranger as engine %s', (engine) => {
  test.each([
    ['of an older version', async () => undefined],
    [
      'of a process that had its id before',
      async (pid: number) => ({ ...(await identityOf(pid)), started: 'before' }),
    ],
    ['with another command', async (pid: number) => ({ ...(await identityOf(pid)), command: 'nemo' })],
  ])('%s: down, status and up leave it alone', async (_what, identity) => {
    const home = emptyHome()
    const folder = join(home.folder, '.local/share/nemo-platform/quickstart')
    mkdirSync(folder, { recursive: true })
    const child = await stranger()
    const note = JSON.stringify({
      pid: child.pid,
      port: await freePort(),
      id: 'id',
      engine,
      startedAt: new Date().toISOString(),
      process: await identity(child.pid ?? 0),
    })

    writeFileSync(join(folder, 'server.json'), note)
    const down = await home.nemo(['quickstart', 'down'])
    writeFileSync(join(folder, 'server.json'), note)
    const status = await home.nemo(['quickstart', 'status'])

    expect(down).toMatchObject({ code: 0, stdout: 'The platform does not run.\n' })
    expect(JSON.parse(status.stdout)).toMatchObject({ process: null })
    expect([child.exitCode, child.signalCode]).toEqual([null, null])
  })
})

test('a platform that answers nothing any more is known by its process, and stopped', {
  timeout: 60_000,
}, async () => {
  const home = emptyHome()
  const folder = join(home.folder, '.local/share/nemo-platform/quickstart')
  const port = await freePort()
  await home.nemo(['quickstart', 'configure', '--no-auth', '--port', `${port}`, '--yes'])
  onTestFinished(async () => void (await home.nemo(['quickstart', 'down'])))
  await home.nemo(['quickstart', 'up'])
  const { pid } = JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8'))
  process.kill(pid, 'SIGSTOP')

  const status = await home.nemo(['quickstart', 'status'])
  process.kill(pid, 'SIGCONT')

  expect(JSON.parse(status.stdout)).toMatchObject({ state: 'running', process: pid })
})

describe('a log', () => {
  test('that is too long keeps its last lines', () => {
    const path = join(temporaryFolder(), 'platform.log')
    writeFileSync(path, Array.from({ length: 1_000 }, (_, line) => `line ${line}\n`).join(''))

    shortenLog(path, 2_000)

    const lines = readFileSync(path, 'utf8')
    expect(statSync(path).size).toBeLessThanOrEqual(1_000)
    expect(lines).toMatch(/^line \d+\n/)
    expect(lines).toMatch(/line 999\n$/)
  })

  test('that is not, or is not there, stays', () => {
    const path = join(temporaryFolder(), 'platform.log')
    shortenLog(path)
    writeFileSync(path, 'line\n')
    shortenLog(path)

    expect(readFileSync(path, 'utf8')).toBe('line\n')
  })
})
