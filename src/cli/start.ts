/** Runs what stands on the command line. */

import { processIO } from './io.ts'
import { run } from './main.ts'

const io = processIO()
io.exit(await run(process.argv.slice(2), io))
