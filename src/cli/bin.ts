#!/usr/bin/env node
/** The `nemo` command. This file loads on any Node, and nothing else does before the version has been looked at. */

import { nodeVersionProblem } from '../node-version.ts'
import { keepCompiledCode } from './compile-cache.ts'

const problem = nodeVersionProblem()
if (problem === undefined) {
  await keepCompiledCode()
  await import('./start.ts')
} else {
  process.stderr.write(`${problem}\n`)
  process.exitCode = 1
}
