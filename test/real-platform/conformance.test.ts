/** The real platform, of whatever release, answers as the conformance cases say, which the mock platform is held to. */

import { afterAll, describe, inject } from 'vitest'
import { describeConformance } from '../conformance/suite.ts'
import { createTarget } from '../conformance/target.ts'
import { startEchoServer } from '../helpers/echo-server.ts'

const upstream = await startEchoServer()
afterAll(() => upstream.close())
const target = createTarget({
  baseURL: inject('platformURL'),
  generation: inject('platformGeneration'),
  version: inject('platformVersion'),
  upstream: upstream.url,
})

describe('the real platform', () => {
  // A busy machine takes minutes to run a job.
  describeConformance({ target, atATime: 8, timeout: 300_000 })
})
