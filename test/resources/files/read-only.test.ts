/** Downloads to a disk that nobody can write to, as a container's often is, or that is full. */

import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { canMount, runNode } from '../../helpers/child-node.ts'
import { temporaryFolder } from '../../helpers/config-files.ts'
import { CAN_MOUNT, mountSmallDisk } from '../../helpers/mounts.ts'
import { filesScene } from './scene.ts'

test.skipIf(!canMount).each(['new/folder/a', 'folder/a', 'a'])('%s: the error says EROFS', async (name) => {
  const scene = await filesScene()
  await scene.upload({ a: 'it' })
  await using server = await scene.platform.listen()
  const folder = await mkdtemp(join(tmpdir(), 'read-only-'))
  const target = join(folder, name)

  const { output } = await runNode(
    `const [baseURL, accessToken, local_path] = args
    const { NeMoPlatform } = await import(dist + 'index.js')
    const client = new NeMoPlatform({ baseURL, accessToken, workspace: 'default' })
    await client.files.download({ remote_path: 'fs#a', local_path }).catch((error) => print(error.code + ' ' + error.problem))`,
    {
      args: [server.url, scene.platform.tokenFor('admin@example.com'), target],
      readOnlyFolder: folder,
    },
  )

  expect(output).toContain(`file/failed ${target} could not be written (EROFS)`)
})

test.runIf(CAN_MOUNT)(
  'a disk that is full: the error says ENOSPC, and with more room the file arrives whole',
  async () => {
    const scene = await filesScene()
    await scene.upload({ a: 'it'.repeat(100_000) })
    const disk = temporaryFolder()
    mountSmallDisk(disk, '64k')

    const target = join(disk, 'a')
    const download = () => scene.client.files.download({ remote_path: 'fs#a', local_path: target })

    const error = await download().then(
      () => undefined,
      (thrown: unknown) => thrown,
    )

    expect(error).toMatchObject({ code: 'file/failed', problem: expect.stringContaining('(ENOSPC)') })
    expect(existsSync(target)).toBe(false)
    execFileSync('mount', ['-o', 'remount,size=1m', disk])
    await download()
    expect(readFileSync(target, 'utf8')).toBe('it'.repeat(100_000))
    expect(readdirSync(disk)).toEqual(['a'])
  },
)
