/** Looks at the config file and what lies beside it. Changes nothing, and waits for nobody's lock. */

import { readdir, stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { JOURNAL_LIFE, JOURNAL_SUFFIX } from '../../auth/refresh-journal.ts'
import { loadConfigFileAsync } from '../../config/load.ts'
import { LockError, withLocks } from '../../config/lock.ts'
import { type ConfigPath, realConfigPath, refreshLockPath } from '../../config/paths.ts'
import { readConfigBytes } from '../../config/read-file.ts'
import type { ResolvedConfig } from '../../config/resolve.ts'
import { ConfigError } from '../../errors/index.ts'
import { problemOf } from '../../errors/problem.ts'
import {
  findLockHolder,
  logIn,
  makePrivate,
  type Remedy,
  removeFile,
  restoreConfig,
  viewConfig,
} from '../../remedies/index.ts'
import type { ConfigCheck } from '../connection.ts'
import { inspectLocks, inspectWritable } from './config-place-check.ts'

/** What is older than this, in ms, belongs to nobody who is still at it. */
const OLD = 120_000

/** Checks of the config file. */
export async function inspectConfig({
  location,
  contextName,
  contradictions,
}: Pick<ResolvedConfig, 'location' | 'contextName' | 'contradictions'>): Promise<ConfigCheck[]> {
  return [
    await inspectFile(location),
    await inspectWritable(location.path),
    await inspectLocks(location.path, contextName),
    await inspectLeftovers(location, contextName),
    inspectContradictions(contradictions),
  ]
}

async function inspectFile(location: ConfigPath): Promise<ConfigCheck> {
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
        advice: [],
      }
    }
    if (loaded.state === 'empty') {
      return {
        id,
        status: 'fail',
        summary: `${path} is empty: somebody's write broke off.`,
        evidence: [],
        advice: [restoreConfig()],
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
        advice: [makePrivate(path)],
      }
    }
    return { id, status: 'pass', summary: `${path} is whole, and private.`, evidence, advice: [] }
  } catch (error) {
    const advice = error instanceof ConfigError ? [...error.advice] : []
    return { id, status: 'fail', summary: problemOf(error), evidence: [], advice }
  }
}

function inspectContradictions(contradictions: readonly string[]): ConfigCheck {
  const id = 'config-contradictions'
  if (contradictions.length === 0) {
    const summary = 'Environment and config files do not contradict each other.'
    return { id, status: 'pass', summary, evidence: [], advice: [] }
  }
  const advice: Remedy[] = [
    { text: 'Unset the variable, or move the file away, that should not count' },
    viewConfig('See what is read'),
  ]
  const summary = 'Environment or config files say two things at once.'
  return { id, status: 'warn', summary, evidence: [...contradictions], advice }
}

async function inspectLeftovers(location: ConfigPath, contextName: string): Promise<ConfigCheck> {
  const path = realConfigPath(location.path)
  const id = 'config-leftovers'
  const folder = dirname(path)
  const file = basename(path)
  const names: string[] = await readdir(folder).catch(() => [])
  const found: string[] = []
  const advice: Remedy[] = []
  for (const name of names.sort()) {
    const age = Date.now() - ((await stat(`${folder}/${name}`).catch(() => undefined))?.mtimeMs ?? Date.now())
    const isJournal = name.startsWith(`${file}.`) && name.endsWith(JOURNAL_SUFFIX) && age < JOURNAL_LIFE
    if (isJournal && age > OLD) {
      found.push(`${name}: a refresh token was sent, and its answer never came`)
      advice.push({
        text: 'Send it again, as the next refresh does by itself',
        command: 'nemo auth refresh',
        call: 'await client.auth.refresh()',
      })
    } else if (name === `.${file}.tmp` && age > OLD) {
      found.push(`${name}: a write broke off before it counted; the config itself is whole`)
      advice.push(removeFile(`${folder}/${name}`))
    } else if (name === `.${file}.journal` && age > OLD) {
      found.push(`${name}: a write in place broke off; its text is read from here`)
      advice.push({ text: 'Let any write finish it', command: 'nemo config set --workspace <name>' })
    }
  }
  if (holdsOldKey(path)) {
    found.push('a user has an `api_key`, as older tools wrote it: it is taken for a token in memory only')
    advice.push(logIn())
  }
  const lockPath = refreshLockPath(path, contextName)
  const hasLock = names.includes(basename(lockPath))
  if (hasLock && (await isHeld(lockPath))) {
    found.push(`${basename(lockPath)} is held by another process: a refresh is under way, or hangs`)
    advice.push(findLockHolder(lockPath))
  }
  const evidence = hasLock
    ? [...found, `${basename(lockPath)} stays behind empty: refreshes lock it, Python's too`]
    : found
  return found.length === 0
    ? {
        id,
        status: 'pass',
        summary: 'Nothing was left behind beside the config file.',
        evidence,
        advice: [],
      }
    : {
        id,
        status: 'warn',
        summary: 'Something was left behind beside the config file.',
        evidence,
        advice,
      }
}

/** Whether the file still has a credential of the old kind. */
function holdsOldKey(path: string): boolean {
  try {
    const text = readConfigBytes(path).bytes.toString('utf8')
    return /^[ \t-]*(?:"api_key"|'api_key'|api_key)\s*:|^[ \t-]*type:\s*['"]?api-key/m.test(text)
  } catch {
    return false
  }
}

/** Whether another process holds the lock just now. Nothing is waited for; a refresh of this very process is nobody's fault. */
async function isHeld(path: string): Promise<boolean> {
  return withLocks([path], { timeout: 0, warn: () => {} }, async () => false).catch(
    (error: unknown) => error instanceof LockError && error.holder === 'another process',
  )
}

function octal(mode: number): string {
  return (mode & 0o777).toString(8).padStart(4, '0')
}
