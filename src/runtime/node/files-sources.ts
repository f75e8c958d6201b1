/** Finds files to upload: one, all below a folder, or those that wildcards match. Nothing is opened yet. */

import { constants, type Dirent, type Stats } from 'node:fs'
import { access, readdir, realpath, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { codeOf } from '../../errors/error-code-of.ts'
import { InvalidArgumentError } from '../../errors/index.ts'
import type { LocalFile, LocalSource } from '../files.ts'
import { hasWildcards, nameMatcher } from '../glob.ts'
import { badPath, endsAsFolder, missingPath, toPath } from './files-path.ts'
import { FileReader } from './files-reader.ts'

/**
 * Finds what a path stands for. One that exists is taken as it is, wildcards in it or not. Symbolic links are followed.
 *
 * @throws InvalidArgumentError if there is nothing, or something that cannot be read.
 */
export async function findLocalFiles(source: string | URL): Promise<LocalSource> {
  const path = toPath(source)
  const found = await statOf(path)
  if (found === undefined) {
    if (!hasWildcards(path)) throw missingPath(path)
    return findMatches(path)
  }
  if (found.isDirectory()) {
    const files = await filesBelow(path, '', [])
    return { kind: 'folder', name: endsAsFolder(path) ? '' : basename(resolve(path)), files }
  }
  const name = basename(path)
  return { kind: 'file', name, files: [await toFile(path, name, found)] }
}

async function statOf(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw badPath(path, error)
  }
}

async function toFile(path: string, relative: string, found: Stats): Promise<LocalFile> {
  if (!found.isFile()) throw new InvalidArgumentError('local_path', `is neither a file nor a folder: ${path}`)
  try {
    await access(path, constants.R_OK)
  } catch (error) {
    throw badPath(path, error)
  }
  return new FileReader(path, relative, found)
}

/** All files below a folder, in the order of their paths. `above`: the real folders that lead to it, to notice circles. */
async function filesBelow(folder: string, relative: string, above: readonly string[]): Promise<LocalFile[]> {
  const real = await realpath(folder)
  if (above.includes(real))
    throw new InvalidArgumentError('local_path', `has a link that leads back into itself: ${folder}`)
  const entries = await entriesOf(folder)
  const within = (name: string) => (relative === '' ? name : `${relative}/${name}`)
  const found = await Promise.all(
    entries.map(async ({ name }) => {
      const path = join(folder, name)
      const stats = await statOf(path)
      if (stats === undefined) throw missingPath(path)
      return stats.isDirectory() ? name : toFile(path, within(name), stats)
    }),
  )
  const files: LocalFile[] = []
  for (const entry of found) {
    if (typeof entry !== 'string') files.push(entry)
    else files.push(...(await filesBelow(join(folder, entry), within(entry), [...above, real])))
  }
  return files
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries.sort((one, other) => (one.name < other.name ? -1 : 1))
  } catch (error) {
    throw badPath(folder, error)
  }
}

/** What wildcards match: files, and all that is in folders; by their paths below the part without wildcards. */
async function findMatches(pattern: string): Promise<LocalSource> {
  const parts = (process.platform === 'win32' ? pattern.replaceAll('\\', '/') : pattern).split('/')
  const first = parts.findIndex(hasWildcards)
  const base = parts.slice(0, first).join('/') || (pattern.startsWith('/') ? '/' : '.')
  const rest = parts.slice(first).filter((part) => part !== '' && part !== '.')
  const matches = new Map<string, LocalFile>()
  if ((await statOf(base))?.isDirectory()) {
    for (const relative of await expand(base, '', rest)) {
      const path = join(base, relative)
      const stats = await statOf(path)
      if (stats === undefined) throw missingPath(path)
      const files = stats.isDirectory()
        ? await filesBelow(path, relative, [])
        : [await toFile(path, relative, stats)]
      for (const file of files) matches.set(file.relative, file)
    }
  }
  if (matches.size === 0) throw new InvalidArgumentError('local_path', `matches no file: ${pattern}`)
  return { kind: 'files', name: '', files: [...matches.values()] }
}

async function expand(base: string, relative: string, parts: readonly string[]): Promise<string[]> {
  const [part, ...rest] = parts
  if (part === undefined) return [relative]
  const within = (name: string) => (relative === '' ? name : `${relative}/${name}`)
  if (!hasWildcards(part)) {
    const next = within(part)
    return (await statOf(join(base, next))) === undefined ? [] : expand(base, next, rest)
  }
  const entries = await entriesOf(join(base, relative))
  const found: string[] = []
  if (part === '**') {
    // Links to folders are not followed here: they may lead anywhere.
    const folders = entries.filter((entry) => entry.isDirectory())
    if (rest.length === 0) return entries.map(({ name }) => within(name))
    found.push(...(await expand(base, relative, rest)))
    for (const { name } of folders) found.push(...(await expand(base, within(name), parts)))
    return found
  }
  const matches = nameMatcher(part)
  for (const { name } of entries) {
    if (!matches.test(name)) continue
    const next = within(name)
    const isLast = rest.length === 0
    if (isLast || (await statOf(join(base, next)))?.isDirectory()) {
      found.push(...(await expand(base, next, rest)))
    }
  }
  return found
}
