/** `nemo quickstart up --engine platform`: the real platform, by our command. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, onTestFinished, test } from 'vitest'
import { freePort } from '../cli/free-port.ts'
import { emptyHome } from '../cli/run-nemo.ts'

test('the real platform comes, answers to the admin, and goes with all its processes', async () => {
  const home = emptyHome()
  const port = `${await freePort()}`
  const environment = {
    VIRTUAL_ENV: inject('platformVenv'),
    NEMO_TELEMETRY_ENABLED: 'false',
    DO_NOT_TRACK: '1',
  }
  const nemo = (...args: string[]) => home.nemo(args, environment)
  onTestFinished(async () => void (await nemo('quickstart', 'down')))
  await nemo('quickstart', 'configure', '--admin-email', 'admin@example.com', '--port', port, '--yes')

  expect(await nemo('quickstart', 'up', '--engine', 'platform')).toMatchObject({ code: 0 })

  expect(await nemo('workspaces', 'create', 'mine')).toMatchObject({ code: 0 })
  const status = JSON.parse((await nemo('quickstart', 'status')).stdout)
  expect(status).toMatchObject({ state: 'running', engine: 'platform' })
  expect(await nemo('quickstart', 'down')).toMatchObject({ code: 0 })
  expect(processesWith(join(home.folder, '.local/share/nemo-platform'))).toEqual([])
  await expect(fetch(`http://127.0.0.1:${port}/health/live`)).rejects.toThrow()
})

/** Command lines of processes that work in a folder, or name it. */
function processesWith(folder: string): string[] {
  const { readdirSync, readlinkSync } = process.getBuiltinModule('node:fs')
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((id) => {
      try {
        const command = readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ')
        return command.includes(folder) || readlinkSync(`/proc/${id}/cwd`).startsWith(folder) ? [command] : []
      } catch {
        // Gone meanwhile.
        return []
      }
    })
}
