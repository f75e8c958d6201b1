/** The cases in a process of Node's kind; their outcomes are its last line. */

import { playAll } from './guest.ts'

console.log(JSON.stringify(await playAll(process.argv[2] ?? '')))
