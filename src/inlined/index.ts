/**
 * Libraries that are part of the package rather than dependencies (docs/decisions/inlining.md). What is loaded at every start asks
 * here for one, when it is first needed: at once, since a client is constructed synchronously, and only a config file takes a
 * parser. In the package this module is CommonJS, whose `require()` loads on demand in Node and is seen by every bundler
 * (rolldown.config.ts). Everybody else imports yaml.ts and zod.ts.
 */

import * as yaml from './yaml.ts'
import * as zod from './zod.ts'

/** The library `yaml`. */
export function loadYaml(): typeof yaml {
  return yaml
}

/** The library `zod/mini`. */
export function loadZod(): typeof zod {
  return zod
}
