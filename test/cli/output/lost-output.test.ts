/** Output that arrives nowhere: a full disk, a reader that has left. */

import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { BINARY } from '../run-nemo.ts'
import { scene } from '../scene.ts'

/** Runs a line of bash in which `nemo` is the command; gives standard output. */
async function bash(line: string, folder: string): Promise<{ stdout: string; stderr: string }> {
  const command = `nemo() { "${process.execPath}" "${BINARY}" "$@"; }; ${line}`
  const env = { PATH: process.env['PATH'], HOME: folder }
  return await promisify(execFile)('bash', ['-c', command], { env })
}

describe.skipIf(!existsSync('/dev/full'))('on a full disk', () => {
  test.each([
    'workspaces list',
    'workspaces list --stream',
    'api GET /apis/auth/discovery',
    '--help',
    'completion bash',
  ])('nemo %s says so, and fails', async (args) => {
    const { home } = await scene()

    const { stdout, stderr } = await bash(`nemo ${args} >/dev/full; echo $?`, home.folder)

    expect(stdout).toBe('1\n')
    expect(stderr).toMatch(/^Error: The output could not be written: .*ENOSPC/m)
  })

  test('a change is made all the same', async () => {
    const { home, nemo } = await scene()

    await bash('nemo workspaces create kept --no-wait >/dev/full; true', home.folder)

    expect(await nemo(['workspaces', 'get', 'kept'])).toMatchObject({ code: 0 })
  })
})

describe('where the reader has left', () => {
  test('a change goes on to its end', async () => {
    const { home, nemo } = await scene()

    const { stdout } = await bash(
      'nemo -v workspaces create kept 2>&1 | true; nemo workspaces create too --no-wait | true; echo "$PIPESTATUS"',
      home.folder,
    )

    expect(stdout).toBe('0\n')
    expect(await nemo(['workspaces', 'get', 'kept'])).toMatchObject({ code: 0 })
    expect(await nemo(['workspaces', 'get', 'too'])).toMatchObject({ code: 0 })
  })
})
