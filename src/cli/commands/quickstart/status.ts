/** `nemo quickstart status`. */

import { existsSync } from 'node:fs'
import type { Invocation } from '../../invocation.ts'
import { quickstartHome, readSettings, urlOf } from './home.ts'
import { findRunning } from './running.ts'

/** Shows it. */
export async function status(invocation: Invocation): Promise<void> {
  const home = quickstartHome()
  const settings = readSettings(home)
  const running = await findRunning(home)
  const facts = {
    state: running === undefined ? (settings === undefined ? 'not configured' : 'stopped') : 'running',
    url: settings === undefined ? null : urlOf(running?.port ?? settings.port),
    engine: running?.engine ?? null,
    process: running?.pid ?? null,
    started_at: running?.startedAt ?? null,
    authentication: settings?.auth ?? null,
    admin_email: settings?.auth ? settings.adminEmail : null,
    data: existsSync(home.database) ? home.database : null,
    log: existsSync(home.log) ? home.log : null,
  }
  await invocation.print(facts)
}
