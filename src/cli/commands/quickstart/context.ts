/** The context of the quickstart in the config file, and the admin's token in it. */

import { existsSync } from 'node:fs'
import { createUnsignedToken, decodeToken } from '../../../auth/index.ts'
import { loadConfig, updateConfig } from '../../../config/index.ts'
import { defaultConfigPath, findConfigPath, isDefaultPlace } from '../../../config/paths.ts'
import { NAMES_OF, NEWEST } from '../../../generations.ts'
import type { Invocation } from '../../invocation.ts'
import { CONTEXT, type Settings, urlOf } from './home.ts'

/** Lifetime of the admin's token, in seconds. */
const TOKEN_LIFETIME = 24 * 60 * 60

/** Writes the context and makes it the current one: who runs the next command is the admin. */
export async function writeContext(invocation: Invocation, settings: Settings): Promise<void> {
  await update(invocation, settings, { isCurrent: true, isNewToken: true })
}

/**
 * Points the context to where the platform runs, with a fresh token. Who has logged in as somebody else stays that, and
 * another current context stays, too.
 */
export async function renewContext(invocation: Invocation, settings: Settings): Promise<void> {
  const email = emailInUse(invocation)
  const isSomebodyElse = email !== undefined && email !== settings.adminEmail
  await update(invocation, settings, { isCurrent: false, isNewToken: !isSomebodyElse || !settings.auth })
}

async function update(
  invocation: Invocation,
  settings: Settings,
  { isCurrent, isNewToken }: { isCurrent: boolean; isNewToken: boolean },
): Promise<void> {
  const { auth, adminEmail: email, port } = settings
  const token = auth ? createUnsignedToken({ email, expiresIn: TOKEN_LIFETIME }) : null
  await updateConfig(
    {
      base_url: urlOf(port),
      ...(isNewToken ? { access_token: token, refresh_token: null } : {}),
      ...(isCurrent ? { current_context: CONTEXT, workspace: 'default' } : {}),
    },
    {
      contextName: CONTEXT,
      configPath: newPlace(invocation),
      environment: invocation.io.env,
      warn: (message) => invocation.note(`${invocation.style.yellow('Warning:')} ${message}`),
    },
  )
}

/** Where there is no config file yet, it goes where the tools of the release look that is served; undefined where there is one. */
function newPlace({ io: { env } }: Invocation): string | undefined {
  if (!isDefaultPlace(undefined, env) || existsSync(findConfigPath(undefined, env).path)) return undefined
  return defaultConfigPath(NAMES_OF[NEWEST], env)
}

/** Whose token is stored in the context. */
function emailInUse({ io }: Invocation): string | undefined {
  const { file } = loadConfig({ environment: io.env, mustExist: false })
  const context = file.contexts.find(({ name }) => name === CONTEXT)
  const user = file.users.find(({ name }) => name === context?.user)
  const email = user?.type === 'oauth' ? decodeToken(String(user.token))?.claims['email'] : undefined
  return typeof email === 'string' ? email : undefined
}
