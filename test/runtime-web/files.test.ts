/** Files where there is no file system: the built package as browsers load it. */

import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

const PROGRAM = `
  import { NeMoPlatform } from 'nemo-platform'
  import { MockPlatform } from 'nemo-platform/testing'
  const platform = new MockPlatform()
  await using server = await platform.listen()
  const accessToken = platform.tokenFor('admin@example.com')
  const client = new NeMoPlatform({ baseURL: server.url, accessToken, workspace: 'default' })
  const seen = []
  const onProgress = ({ filesDone, bytesDone }) => seen.push([filesDone, bytesDone])
  await client.files.upload({
    local_path: [new File(['one'], 'one.txt'), new File(['two'], 'two.txt')],
    remote_path: 'fs#',
    fileset_auto_create: true,
    onProgress,
  })
  await client.files.uploadContent({ content: 'three', remote_path: 'fs#three.txt' })
  const { data } = await client.files.list({ fileset: 'fs' })
  const bytes = await client.files.downloadContent({ remote_path: 'fs#two.txt' })
  const failing = (call) => call.then(() => 'done', (error) => error.name + ': ' + error.message)
  console.log(JSON.stringify({
    paths: data.map(({ path }) => path).sort(),
    text: new TextDecoder().decode(bytes),
    last: seen.at(-1),
    up: await failing(client.files.upload({ local_path: '/etc/hosts', fileset: 'fs' })),
    down: await failing(client.files.download({ local_path: '/tmp/x', fileset: 'fs' })),
  }))
`

test.each(['browser', 'workerd'])('files of a browser under the condition %s', async (condition) => {
  const parameters = [`--conditions=${condition}`, '--input-type=module', '-e', PROGRAM]

  const { stdout } = await promisify(execFile)(process.execPath, parameters, { cwd: ROOT })

  const { up, down, ...rest } = JSON.parse(stdout)
  expect(rest).toEqual({ paths: ['one.txt', 'three.txt', 'two.txt'], text: 'two', last: [2, 6] })
  expect(up).toContain('InvalidArgumentError: `local_path` must be a Blob')
  expect(down).toContain('client.files.downloadContent')
})
