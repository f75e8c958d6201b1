/** The Python of docs/from-python.md does what stands beside it: it runs, with the real package, and prints the same. */

import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { MockPlatform } from 'nemo-platform/testing'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../helpers/config-files.ts'
import { blocksOf } from '../helpers/guide-programs.ts'
import { pythonEnvironment } from '../helpers/python-platform.ts'

const blocks = blocksOf('docs/from-python.md')

test('the Python of the guide prints what the TypeScript beside it does', async () => {
  const venv = await pythonEnvironment()
  const platform = new MockPlatform({ profile: '0.6', auth: { adminEmail: 'admin@example.com', oidc: true } })
  await using _server = await platform.listen()
  const home = temporaryFolder()
  await platform.writeConfig(join(home, '.config/nmp/config.yaml'), { email: 'admin@example.com' })
  mkdirSync(join(home, 'data'))
  for (const name of ['one', 'two']) writeFileSync(join(home, `data/${name}.jsonl`), `{"from":"${name}"}\n`)
  const program = blocks.filter(({ language }) => language === 'python').map(({ code }) => code)
  writeFileSync(join(home, 'guide.py'), program.join('\n'))

  const { stdout } = await promisify(execFile)(join(venv, 'bin/python'), ['guide.py'], {
    cwd: home,
    env: { PATH: process.env['PATH'], HOME: home },
  })

  expect(program.length).toBe(12)
  expect(stdout.trim().split('\n')).toEqual(blocks.flatMap(({ output }) => output?.trim().split('\n') ?? []))
})
