/** Names with a `#` in them, which also parts fileset and path in references. */

import { InvalidArgumentError } from 'nemo-platform'
import { expect, test } from 'vitest'
import { rejection } from '../../helpers/rejection.ts'
import { filesScene } from './scene.ts'

test.each(['a#b.txt', '#a.txt', 'dir#1/a.txt', 'dir/a#b#c.txt', 'other#x', 'ws/other#x', 'a/b/fs#x'])(
  'beside `fileset`, %s is a path',
  async (path) => {
    const { client, remoteFiles } = await filesScene()

    await client.files.uploadContent({ content: 'it', fileset: 'fs', remote_path: path })

    expect(await remoteFiles()).toEqual({ [path]: 'it' })
    expect((await client.files.list({ fileset: 'fs', remote_path: path })).data).toHaveLength(1)
    await client.files.delete({ fileset: 'fs', remote_path: path })
    expect(await remoteFiles()).toEqual({})
  },
)

test.each(['fs#a.txt', 'default/fs#a.txt', 'fileset://fs#a.txt'])(
  'beside `fileset: "fs"`, %s is a reference',
  async (reference) => {
    const { client, remoteFiles } = await filesScene()

    await client.files.uploadContent({ content: 'it', fileset: 'fs', remote_path: reference })

    expect(await remoteFiles()).toEqual({ 'a.txt': 'it' })
  },
)

test('a reference that names another fileset than `fileset` is refused', async () => {
  const { client } = await filesScene()

  await rejection(
    client.files.uploadContent({ content: 'it', fileset: 'fs', remote_path: 'fileset://other#a.txt' }),
    InvalidArgumentError,
  )
})
