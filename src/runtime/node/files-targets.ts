/** Finds out where downloaded files go, and that none of them gets out of the folder that is meant. */

import type { Stats } from 'node:fs'
import { lstat, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { codeOf } from '../../errors/error-code-of.ts'
import { InvalidArgumentError } from '../../errors/index.ts'
import { problemWithPath } from '../file-names.ts'
import type { DownloadPlan, DownloadTargets } from '../files.ts'
import { PartFile, type PartFinder, partFinder } from './files-part.ts'
import { badPath, endsAsFolder, fileError, toPath } from './files-path.ts'

/**
 * Finds the place of each file of a plan. Nothing is created yet.
 *
 * @throws InvalidArgumentError if a file would get out of the folder, by its name or through a link, or if something else is
 *   in the way.
 */
export async function findTargets(local: string | URL, plan: DownloadPlan): Promise<DownloadTargets> {
  const path = toPath(local)
  const isSingle = 'name' in plan
  const names = isSingle ? [plan.name] : plan.paths
  for (const name of names) {
    const problem = problemWithPath(name, process.platform === 'win32')
    if (problem !== undefined) {
      const place = JSON.stringify(name)
      throw new InvalidArgumentError('remote_path', `leads out of \`local_path\`: ${place} ${problem}`)
    }
  }
  const goesInside = !isSingle || endsAsFolder(path) || (await isFolder(path))
  const root = resolve(goesInside ? path : dirname(resolve(path)))
  const paths = goesInside ? names.map((name) => join(root, name)) : [resolve(path)]
  const guard = new FolderGuard(root)
  for (const target of paths) {
    await guard.check(dirname(target))
    if (await isFolder(target, lstat))
      throw new InvalidArgumentError('local_path', `must not be a folder where a file goes: ${target}`)
    // A whole file takes the place of what is there, and nobody wants that of a device.
    if (await isSpecial(target))
      throw new InvalidArgumentError('local_path', `must not be a device or a pipe: ${target}`)
  }
  const find = partFinder()
  return { paths, sizeOf, open: (target, identity, goesOn) => open(target, identity, goesOn, find, guard) }
}

async function open(
  target: string,
  identity: string,
  goesOn: boolean,
  find: PartFinder,
  guard: FolderGuard,
): Promise<PartFile> {
  try {
    return await PartFile.open(target, identity, {
      // A part that is not wanted goes, too.
      part: await find(target, identity, goesOn),
      // Since the plan was made, somebody may have put a link there.
      checkFolder: () => guard.check(dirname(target), { again: true }),
    })
  } catch (error) {
    throw fileError('opened', target, error)
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    const found = await lstat(path)
    return found.isFile() ? found.size : undefined
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw badPath(path, error)
  }
}

async function isFolder(path: string, look: typeof stat = stat): Promise<boolean> {
  try {
    return (await look(path)).isDirectory()
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw badPath(path, error)
  }
}

async function isSpecial(path: string): Promise<boolean> {
  try {
    const found = await stat(path)
    return !found.isFile() && !found.isDirectory()
  } catch {
    // What is not there is none; what is wrong with it is said where it is written.
    return false
  }
}

/** Makes sure that folders below a root are really there, and not elsewhere through a link. */
class FolderGuard {
  readonly #root: string
  readonly #checked = new Map<string, Promise<void>>()

  constructor(root: string) {
    this.#root = root
  }

  /** @throws InvalidArgumentError for a link, and for a file where a folder has to be. */
  check(folder: string, { again = false } = {}): Promise<void> {
    const known = again ? undefined : this.#checked.get(folder)
    if (known !== undefined) return known
    const check = this.#check(folder)
    // Whoever asked hears of it; nobody else has to.
    check.catch(() => {})
    this.#checked.set(folder, check)
    return check
  }

  async #check(folder: string): Promise<void> {
    let place = this.#root
    // The root itself, and what leads to it, is the caller's own choice: links are fine there.
    await assertFolder(place, stat)
    for (const name of relative(this.#root, folder).split(sep)) {
      if (name === '') continue
      place = join(place, name)
      if (!(await assertFolder(place, lstat))) return
    }
  }
}

/** @returns Whether it is there. */
async function assertFolder(place: string, look: typeof stat): Promise<boolean> {
  let found: Stats
  try {
    found = await look(place)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw badPath(place, error)
  }
  if (found.isDirectory()) return true
  const problem = found.isSymbolicLink()
    ? `has a link in it, which may lead anywhere: ${place}`
    : `leads through a file as if it were a folder: ${place}`
  throw new InvalidArgumentError('local_path', problem)
}
