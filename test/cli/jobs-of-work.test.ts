/** The scripts of `examples/shell`, on mock platforms of both products. */

import { expect, test } from 'vitest'
import { doJobsOfWork } from './jobs-of-work.ts'
import { scene } from './scene.ts'

test.each(['0.6', '0.8'] as const)('the three jobs of work, on a platform of %s', async (release) => {
  const { home } = await scene({ profile: release })
  await doJobsOfWork({ home, workspace: 'ml-team', upstream: 'http://upstream.test', model: 'echo' })
  expect(await home.nemo(['workspaces', 'list', '-f', 'csv', '-c', 'name'])).toMatchObject({
    stdout: expect.stringContaining('ml-team\r\n'),
  })
})
