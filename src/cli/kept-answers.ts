/** Answers that are kept from one start to the next, in the user's own cache folder. What cannot be kept is asked for again. */

import { createHash } from 'node:crypto'
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { makeFolder } from '../config/make-folder.ts'
import { parseJson } from '../json.ts'
import { cacheFolder } from './compile-cache.ts'
import type { IO } from './io.ts'

/** One of them. */
export interface KeptAnswer {
  readonly value: unknown
  /** In ms. */
  readonly age: number
}

/** Longer ones are not ours. */
const LONGEST_FILE = 8 * 1024 * 1024

/**
 * Reads one; undefined where there is none.
 *
 * @param kind - What it is about: the name of a folder.
 * @param key - What tells it from others of its kind.
 */
export async function readKept(
  { env }: Pick<IO, 'env'>,
  kind: string,
  key: readonly string[],
): Promise<KeptAnswer | undefined> {
  const file = fileOf(env, kind, key)
  if (file === undefined) return undefined
  try {
    const { mtimeMs, size } = await stat(file)
    if (size > LONGEST_FILE) return undefined
    const value = parseJson(await readFile(file, 'utf8'))
    return value === undefined ? undefined : { value, age: Date.now() - mtimeMs }
  } catch {
    return undefined
  }
}

/** Keeps one: as a whole, since another `nemo` may be reading. */
export async function keepAnswer(
  { env }: Pick<IO, 'env'>,
  kind: string,
  key: readonly string[],
  value: unknown,
): Promise<void> {
  const file = fileOf(env, kind, key)
  if (file === undefined) return
  const temporary = `${file}.${process.pid}`
  try {
    await makeFolder(dirname(file), 0o700)
    await writeFile(temporary, JSON.stringify(value), { mode: 0o600 })
    await rename(temporary, file)
  } catch {
    await rm(temporary, { force: true }).catch(() => {})
  }
}

function fileOf(env: IO['env'], kind: string, key: readonly string[]): string | undefined {
  const folder = cacheFolder(process.platform, env)
  if (folder === undefined) return undefined
  const name = createHash('sha256').update(JSON.stringify(key)).digest('hex').slice(0, 32)
  return join(folder, 'nemo-platform', kind, `${name}.json`)
}
