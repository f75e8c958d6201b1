/** The three jobs of work that `examples/shell` does, on some platform. */

import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import type { Home } from './run-nemo.ts'
import { openShell } from './seed/shell.ts'

const SCRIPTS = fileURLToPath(new URL('../../examples/shell', import.meta.url))
const LONGEST_SCRIPT = 12

/** Who does it where. */
export interface Workplace {
  readonly home: Home
  readonly workspace: string
  /** Where a model answers with the question. */
  readonly upstream: string
  readonly model: string
}

/** Does all three, and looks at what comes of it. */
export async function doJobsOfWork({ home, workspace, upstream, model }: Workplace): Promise<void> {
  const shell = openShell(home)
  symlinkSync(SCRIPTS, join(home.folder, 'scripts'))
  const at = (path: string) => join(home.folder, path)
  const run = async (script: string, ...words: string[]) => {
    expect(readFileSync(join(SCRIPTS, script), 'utf8').trim().split('\n').length).toBeLessThanOrEqual(
      LONGEST_SCRIPT,
    )
    return await shell.run(`${at('scripts')}/${script} ${words.join(' ')}`)
  }
  writeFileSync(at('secret.txt'), 'a-secret-value\n')
  expect(await run('team.sh', workspace, 'ana@example.com', '<', at('secret.txt'))).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^principal,roles\r?\n[\s\S]*ana@example\.com,"\[""Editor""\]"/),
  })
  expect(await home.nemo(['secrets', 'list', '-w', workspace, '-f', 'csv', '-c', 'name'])).toMatchObject({
    code: 0,
    stdout: 'name\r\napi-key\r\n',
  })

  mkdirSync(at('data/deep'), { recursive: true })
  writeFileSync(at('data/a.jsonl'), '{"text": "one"}\n')
  writeFileSync(at('data/deep/b.jsonl'), '{"text": "two"}\n')
  // Files are listed in any order.
  const { code, stdout } = await run('dataset.sh', workspace, at('data'), at('copy'))
  expect([code, ...stdout.split('\r\n').sort()]).toEqual([
    0,
    '',
    'PATH,SIZE',
    'a.jsonl,16',
    'deep/b.jsonl,16',
  ])

  const chat = await run('chat.sh', workspace, upstream, model, "'one two three'")
  expect(chat, chat.stderr).toMatchObject({ code: 0, stdout: 'one two three\n' })
}
