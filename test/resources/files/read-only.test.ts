/** Downloads to a disk that nobody can write to, as a container's often is. */

import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { canMount, runNode } from '../../helpers/child-node.ts'
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
