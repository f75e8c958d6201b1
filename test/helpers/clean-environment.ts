/** Keeps a whole test file away from the config file, the variables and the proxies of whoever runs it. */

import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'

const FOREIGN = /^(?:NMP_.*|NHX_.*|NEMO_.*|XDG_CONFIG_HOME|(?:https?|all|no)_proxy)$/i

/** Clears what the client reads from the environment, for good: tests that run side by side share it. */
export function cleanEnvironment(): void {
  for (const name of Object.keys(process.env)) {
    if (FOREIGN.test(name)) delete process.env[name]
  }
  // Nothing is there, and nothing is written.
  const home = join(tmpdir(), 'nemo-nobody-lives-here')
  process.env['HOME'] = home
  process.env['USERPROFILE'] = home
}
