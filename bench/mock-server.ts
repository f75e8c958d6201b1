/** The mock platform on a free port, in a process of its own, for benches that need its files. */

import { MockPlatform } from 'nemo-platform/testing'

const HOURS = 12

const platform = new MockPlatform()
const { url } = await platform.listen({ port: 0 })
const token = platform.tokenFor('admin@example.com', { expiresIn: HOURS * 3600 })
process.stdout.write(`${JSON.stringify({ url, token })}\n`)
