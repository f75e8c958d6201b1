/** Logs out: the tokens of a context leave the config file. Nobody is asked, and nothing is revoked. */

import { loadConfigFileAsync } from '../../config/load.ts'
import { resolveConfig, tokensInFile } from '../../config/resolve.ts'
import { updateConfig } from '../../config/update.ts'
import { InvalidArgumentError } from '../../errors/index.ts'
import { processEnvironment } from '../../process-facts.ts'
import type { ContextOptions, LogoutResult } from './login-options.ts'
import { overridingVariable, warningOf } from './target.ts'

/** Logs out. */
export async function runLogout(options: ContextOptions): Promise<LogoutResult> {
  if (typeof options !== 'object' || options === null)
    throw new InvalidArgumentError('options', 'must be an object')
  const environment = options.environment ?? processEnvironment
  const { location, contextName } = resolveConfig({
    configPath: options.configPath,
    contextName: options.contextName,
    environment,
  })
  const wasLoggedIn = tokensInFile(await loadConfigFileAsync(location), contextName) !== undefined
  if (wasLoggedIn) {
    const changes = { access_token: null, refresh_token: null }
    const { lockTimeout } = options
    await updateConfig(changes, {
      configPath: location.path,
      contextName,
      environment,
      lockTimeout,
      warn: warningOf(options),
    })
  }
  return {
    contextName,
    configPath: location.path,
    wasLoggedIn,
    overriddenBy: overridingVariable(environment),
  }
}
