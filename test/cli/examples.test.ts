/** The examples of `docs/cli.md` run, in order, on a mock platform. */

import { MockPlatform } from 'nemo-platform/testing'
import { expect, test, vi } from 'vitest'
import { readCommandExamples, wordsOf } from '../../scripts/lib/cli-examples.ts'
import { temporaryFolder } from '../helpers/config-files.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { runHere } from './described/run-here.ts'

test('every example that can run does', async () => {
  const platform = new MockPlatform()
  isolateEnvironment()
  const config = `${temporaryFolder()}/config.yaml`
  await platform.writeConfig(config, {
    email: 'admin@example.com',
    contextName: 'default',
    workspace: 'default',
  })
  vi.stubEnv('NMP_CONFIG_FILE', config)
  vi.stubGlobal('fetch', platform.fetch)
  const failures: unknown[] = []

  for (const line of readCommandExamples().session) {
    const [, ...args] = wordsOf(line)
    const { code, stderr } = await runHere(args)
    if (code !== 0) failures.push({ line, code, stderr })
  }

  expect(failures).toEqual([])
}, 300_000)
