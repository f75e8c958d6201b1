/** The scripts of `examples/shell`, on the real platform. */

import { expect, inject, test } from 'vitest'
import { doJobsOfWork } from '../cli/jobs-of-work.ts'
import { emptyHome } from '../cli/run-nemo.ts'
import { startEchoServer } from '../helpers/echo-server.ts'

test('the three jobs of work', async () => {
  const home = emptyHome()
  const upstream = await startEchoServer(['tiny'])
  try {
    const login = ['auth', 'login', '--unsigned-token', '--email', 'admin@example.com']
    expect(await home.nemo([...login, '--base-url', inject('platformURL')])).toMatchObject({ code: 0 })
    const workspace = `work-${Date.now().toString(36)}`
    await doJobsOfWork({ home, workspace, upstream: upstream.url, model: 'tiny' })
  } finally {
    await upstream.close()
  }
})
