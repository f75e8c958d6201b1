/** Looks at the config file and what lies beside it. Changes nothing, and waits for nobody's lock. */

import { readdir, stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { loadConfigFileAsync } from '../../config/load.ts'
import type { ConfigPath } from '../../config/paths.ts'
import { refreshLockPath } from '../../config/paths.ts'
import { ConfigError } from '../../errors/index.ts'
import type { CheckResult } from '../../types/index.ts'

/** A lock that is older than this, in ms, belongs to nobody who is still refreshing. */
const OLD = 120_000

/** Checks of the config file. */
export async function inspectConfig(location: ConfigPath, contextName: string): Promise<CheckResult[]> {
  return [await inspectFile(location), await inspectLeftovers(location, contextName)]
}

// --- internal ---

async function inspectFile(location: ConfigPath): Promise<CheckResult> {
  const { path } = location
  const id = 'config-file'
  try {
    const loaded = await loadConfigFileAsync(location)
    if (loaded.state === 'missing') {
      return {
        id,
        status: 'pass',
        summary: `There is no config file at ${path}, and none is needed.`,
        evidence: [],
        remedies: [],
      }
    }
    if (loaded.state === 'empty') {
      return {
        id,
        status: 'fail',
        summary: `${path} is empty: somebody's write broke off.`,
        evidence: [],
        remedies: ['Restore the file, or: nemo auth login --base-url <url>'],
      }
    }
    const { mode } = await stat(path)
    const folder = await stat(dirname(path))
    const evidence = [`file mode ${octal(mode)}, folder mode ${octal(folder.mode)}`]
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      return {
        id,
        status: 'warn',
        summary: `Others may read ${path}, which holds tokens.`,
        evidence,
        remedies: [`chmod 600 ${path}`],
      }
    }
    return { id, status: 'pass', summary: `${path} is whole, and private.`, evidence, remedies: [] }
  } catch (error) {
    const remedies = error instanceof ConfigError ? [...error.remedies] : []
    return {
      id,
      status: 'fail',
      summary: error instanceof Error ? error.message : String(error),
      evidence: [],
      remedies,
    }
  }
}

async function inspectLeftovers({ path }: ConfigPath, contextName: string): Promise<CheckResult> {
  const id = 'config-leftovers'
  const folder = dirname(path)
  const file = basename(path)
  const names: string[] = await readdir(folder).catch(() => [])
  const found: string[] = []
  const remedies: string[] = []
  const lock = basename(refreshLockPath(path, contextName))
  for (const name of names.sort()) {
    const age = Date.now() - ((await stat(`${folder}/${name}`).catch(() => undefined))?.mtimeMs ?? Date.now())
    if (name.startsWith(`${file}.`) && name.endsWith('.refresh-pending') && age > OLD) {
      found.push(`${name}: a refresh token was sent, and its answer never came`)
      remedies.push('nemo auth login (the stored refresh token may be spent)')
    } else if (name === `.${file}.tmp` && age > OLD) {
      found.push(`${name}: a write broke off before it counted; the config itself is whole`)
      remedies.push(`rm ${folder}/${name}`)
    }
  }
  const evidence = [
    ...found,
    ...(names.includes(lock)
      ? [`${lock}: the lock that refreshes take, Python's too; it stays behind empty`]
      : []),
  ]
  return found.length === 0
    ? {
        id,
        status: 'pass',
        summary: 'Nothing was left behind beside the config file.',
        evidence,
        remedies: [],
      }
    : {
        id,
        status: 'warn',
        summary: 'Something was left behind beside the config file.',
        evidence,
        remedies: [...new Set(remedies)],
      }
}

function octal(mode: number): string {
  return (mode & 0o777).toString(8).padStart(4, '0')
}
