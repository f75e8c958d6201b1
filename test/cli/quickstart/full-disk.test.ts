/** The quickstart on a disk that is full: it says so, and what it held is still there when there is room again. */

import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../../helpers/config-files.ts'
import { CAN_MOUNT, fillDisk, mountSmallDisk } from '../../helpers/mounts.ts'
import { freePort } from '../free-port.ts'
import { emptyHome } from '../run-nemo.ts'

/** A quickstart whose state is on a disk that can be filled. */
async function configured() {
  const home = emptyHome()
  const disk = temporaryFolder()
  mountSmallDisk(disk, '400k')
  const nemo = (args: readonly string[]) => home.nemo(args, { XDG_DATA_HOME: disk })
  const port = await freePort()
  const configure = ['quickstart', 'configure', '--no-auth', '--port', `${port}`, '--yes']
  expect((await nemo(configure)).code).toBe(0)
  onTestFinished(async () => void (await nemo(['quickstart', 'down'])))
  const folder = join(disk, 'nemo-platform/quickstart')
  return { nemo, disk, configure, leftovers: () => readdirSync(folder).filter((name) => name.length > 20) }
}

describe.runIf(CAN_MOUNT)('a disk that is full', () => {
  test.each([{ files: 0 }, { pages: 0 }, { pages: 1 }, { pages: 3 }])(
    'with %o left is named by `up` and `configure`, which work with more room',
    async (free) => {
      const { nemo, disk, configure, leftovers } = await configured()
      const makeRoom = fillDisk(disk, free)

      for (const command of [configure, ['quickstart', 'up']]) {
        const { code, stderr } = await nemo(command)
        if (code === 0) continue
        expect(stderr).not.toContain('Unexpected error')
        expect(stderr).toContain('that the disk is not full')
        expect(stderr).not.toContain('start afresh')
      }

      expect(leftovers()).toEqual([])
      makeRoom()
      expect(await nemo(['quickstart', 'up'])).toMatchObject({ code: 0 })
    },
  )

  test('while it runs fails a change, keeps what was there, and takes changes again with more room', async () => {
    const { nemo, disk } = await configured()
    expect((await nemo(['quickstart', 'up'])).code).toBe(0)
    expect((await nemo(['workspaces', 'create', 'before', '--no-wait'])).code).toBe(0)
    const makeRoom = fillDisk(disk, { pages: 0 })
    const description = 'd'.repeat(900)
    const change = (name: string) =>
      nemo(['workspaces', 'create', name, '--no-wait', '--description', description])

    const made: string[] = []
    for (let count = 0; count < 20; count += 1) {
      if ((await change(`full-${count}`)).code === 0) made.push(`full-${count}`)
      else break
    }
    expect(made.length).toBeLessThan(20)
    makeRoom()

    expect((await change('after')).code).toBe(0)
    await nemo(['quickstart', 'down'])
    expect((await nemo(['quickstart', 'up'])).code).toBe(0)
    for (const name of ['before', 'after', ...made])
      expect((await nemo(['workspaces', 'get', name])).code).toBe(0)
  })
})
