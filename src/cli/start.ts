/** Runs what stands on the command line. */

import { settleRefreshes } from '../auth/refreshes-in-flight.ts'
import { processIO } from './io.ts'
import { run } from './main.ts'

/** How long the answer to a refresh token that has been sent is waited for at the end, in ms; a second Ctrl-C ends at once. */
const LAST_WAIT = 2_000

const io = processIO()
const code = await run(process.argv.slice(2), io)
await settleRefreshes(LAST_WAIT)
io.exit(code)
