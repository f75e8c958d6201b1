/** `nemo auth logout`. */

import { logout } from '../../../auth/index.ts'
import type { Invocation } from '../../invocation.ts'
import { discover } from './credentials.ts'

/** Logs out, also where the platform cannot be reached. */
export async function runLogout(invocation: Invocation): Promise<void> {
  const { style, io } = invocation
  const say = (line: string) => invocation.say(line)
  const { authEnabled, problem } = await discover(invocation.client(), io.signal)
  if (authEnabled === false) {
    say(style.yellow('Authentication is disabled on this cluster — nothing to log out from.'))
    return
  }
  if (problem !== undefined) {
    const what = `Failed to discover auth configuration: ${problem}`
    say(`${style.yellow('Warning:')} ${what}; continuing to clear local credentials.`)
  }
  const { contextName, configPath, overriddenBy } = await logout({
    configPath: invocation.configPath,
    contextName: invocation.globals.context,
    environment: io.env,
  })
  say(style.green('Logged out successfully.'))
  say(`  Context: ${style.cyan(contextName)}`)
  say(`  Config file: ${style.cyan(configPath)}`)
  if (overriddenBy !== undefined) {
    say(`  ${style.yellow('Warning:')} ${overriddenBy} is still active and will override saved credentials.`)
  }
}
