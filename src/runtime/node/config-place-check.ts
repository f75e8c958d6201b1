/** Looks whether the place of the config file lets it be written and locked, without writing or locking. */

import { constants, existsSync } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { isMountedFile } from '../../config/mounted.ts'
import { realConfigPath, refreshLockPaths, writeLockPath } from '../../config/paths.ts'
import { kindOfNoFile } from '../../config/read-file.ts'
import { codeOf } from '../../errors/error-code-of.ts'
import { checkWritable, type Remedy, setOption, takeOwnership } from '../../remedies/index.ts'
import type { ConfigCheck } from '../connection.ts'

/** Whether a new token could be stored. */
export async function inspectWritable(path: string): Promise<ConfigCheck> {
  const id = 'config-writable'
  const kind = kindOfNoFile(path)
  if (kind !== undefined) {
    const summary = `${path} is ${kind}: nothing can be stored in it.`
    return { id, status: 'fail', summary, evidence: [], advice: [setOption('configPath', 'Name a file')] }
  }
  const real = realConfigPath(path)
  const folder = nearestFolder(dirname(real))
  const [fileRefusal, folderRefusal] = [await refusalOf(real), await refusalOf(folder)]
  const evidence = [
    ...(fileRefusal === undefined ? [] : [`${real} must not be written (${fileRefusal})`]),
    ...(folderRefusal === undefined ? [] : [`${folder} takes no new files (${folderRefusal})`]),
    ...(isMountedFile(real) ? [`${real} is mounted as a single file, so it cannot be replaced`] : []),
  ]
  if (evidence.length === 0) {
    return { id, status: 'pass', summary: `${real} can be replaced by a new one.`, evidence, advice: [] }
  }
  const isMissing = fileRefusal === 'ENOENT'
  const isReplaceable = folderRefusal === undefined && !isMountedFile(real)
  if (isReplaceable) {
    const summary = `${real} must not be written, but its folder lets it be replaced.`
    return isMissing
      ? { id, status: 'pass', summary: `${real} can be created.`, evidence: [], advice: [] }
      : { id, status: 'warn', summary, evidence, advice: [checkWritable()] }
  }
  if (fileRefusal === undefined) {
    const summary = `${real} is written in place, for it cannot be replaced.`
    const advice: Remedy[] = [{ text: 'Mount or open its folder in place of the file alone' }]
    return { id, status: 'warn', summary, evidence, advice }
  }
  const summary = `${real} can neither be written nor replaced: no new token can be stored.`
  return { id, status: 'fail', summary, evidence, advice: [checkWritable()] }
}

/** The folder itself, or what it would be made in: a first login makes what is missing. */
function nearestFolder(folder: string): string {
  const above = dirname(folder)
  return existsSync(folder) || above === folder ? folder : nearestFolder(above)
}

/** Whether all who use the file take the same locks, and may. */
export async function inspectLocks(path: string, contextName: string): Promise<ConfigCheck> {
  const id = 'config-locks'
  const evidence: string[] = []
  const advice: Remedy[] = []
  const real = realConfigPath(path)
  if (refreshLockPaths(path, contextName).length > 1) {
    evidence.push(`${path} is a link to ${real}: Python locks beside the path that it was given`)
    advice.push(setOption('configPath', `Give every program the path ${real}`))
  }
  for (const lockPath of [...refreshLockPaths(path, contextName), writeLockPath(path)]) {
    const lock = await stat(lockPath).catch(() => undefined)
    const folder = await stat(dirname(lockPath)).catch(() => undefined)
    if (lock === undefined || folder === undefined || lock.uid === folder.uid) continue
    evidence.push(`${basename(lockPath)} belongs to user ${lock.uid}, its folder to user ${folder.uid}`)
    advice.push(takeOwnership(lockPath))
  }
  return evidence.length === 0
    ? { id, status: 'pass', summary: 'All programs take the same locks.', evidence, advice }
    : { id, status: 'warn', summary: 'Not all programs may take the same locks.', evidence, advice }
}

/** The system's word for why a path must not be written; undefined where it may. */
async function refusalOf(path: string): Promise<string | undefined> {
  try {
    await access(path, constants.W_OK)
    return undefined
  } catch (error) {
    return codeOf(error) ?? 'unknown'
  }
}
