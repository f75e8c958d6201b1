/**
 * The real platform for tests and by hand: installs it where it is missing, and starts instances.
 *
 * Usage: node scripts/platform.ts [install | start] [--config <platform.yaml>]
 * `NEMO_PLATFORM_VERSION` names the release, `NEMO_PLATFORM_VENV` a virtual environment that has one.
 */

import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { parse } from 'yaml'
import { installPlatform } from './platform-install.ts'
import { ADMIN_EMAIL, type PlatformConfig, startPlatform } from './platform-instance.ts'

export { generationOf, installPlatform, PLATFORM_VERSIONS, versionIn } from './platform-install.ts'
export {
  ADMIN_EMAIL,
  type PlatformConfig,
  type PlatformInstance,
  type StartOptions,
  startPlatform,
} from './platform-instance.ts'

if (import.meta.main) await main()

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { config: { type: 'string', short: 'c' } },
    allowPositionals: true,
  })
  const [command = 'start'] = positionals
  if (command !== 'install' && command !== 'start') {
    throw new Error(`There is no command ${command}: use install or start`)
  }
  const venv = await installPlatform(console.error)
  console.error(`The platform is installed in ${venv}`)
  if (command === 'install') return
  const config =
    values.config === undefined ? {} : (parse(await readFile(values.config, 'utf8')) as PlatformConfig)
  console.error('Starting (half a minute or so)')
  const platform = await startPlatform({ venv, config })
  console.log(platform.url)
  console.error(`${ADMIN_EMAIL} may do everything. Stop with Ctrl-C`)
  await new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve)
  })
  await platform.stop()
}
