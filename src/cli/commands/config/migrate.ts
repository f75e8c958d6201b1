/** `nemo config migrate`: the config file of NeMo Platform becomes that of NeMo Helix too. */

import { migrateConfig } from '../../../config/index.ts'
import type { Invocation } from '../../invocation.ts'

/** Copies the file, and says what that means for the logins in it. */
export async function migrate(invocation: Invocation): Promise<void> {
  const { style, io } = invocation
  const { from, to, sharedLogins } = await migrateConfig({
    environment: io.env,
    warn: (message) => invocation.note(`${style.yellow('Warning:')} ${message}`),
  })
  invocation.say(`Copied ${from} to ${to}, which is read from now on.`)
  invocation.say('The old file stays as it is.')
  if (sharedLogins.length === 0) return
  invocation.note(
    `${style.yellow('Warning:')} both files hold the login of ${sharedLogins.join(', ')}: many identity providers take a refresh token only once, so that the one that is used next lives on, and the other has to log in anew.`,
  )
}
