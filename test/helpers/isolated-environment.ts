/** Keeps tests away from the config file, the variables and the proxies of whoever runs them. */

import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'

const OURS = /^(?:NMP_|NHX_|NEMO_|XDG_(?:CONFIG|STATE)_HOME$)/
const PROXIES = /^(?:https?|all|no)_proxy$/i

/** Clears what the client reads from the environment, for the running test. Returns the empty home folder. */
export function isolateEnvironment(): string {
  const home = mkdtempSync(join(tmpdir(), 'nemo-home-'))
  for (const name of Object.keys(process.env)) {
    if (OURS.test(name) || PROXIES.test(name)) vi.stubEnv(name, undefined)
  }
  vi.stubEnv('HOME', home)
  vi.stubEnv('USERPROFILE', home)
  return home
}
