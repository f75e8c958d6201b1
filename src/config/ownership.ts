/** What root creates in somebody's folder is theirs: one call with `sudo` must not shut its owner out. */

import { type FileHandle, lchown, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { userId } from '../process-facts.ts'
import { makeFolder } from './make-folder.ts'

const PRIVATE_FOLDER = 0o700

/** Creates a folder and those above it, owned like the one that was there. */
export async function makeOwnedFolder(folder: string): Promise<void> {
  const first = await makeFolder(folder, PRIVATE_FOLDER)
  if (first === undefined || !isRoot()) return
  const { uid, gid } = await stat(dirname(first))
  // Not chown: somebody else's folder may hold a link by now.
  for (let made = resolve(folder); made.length >= first.length; made = dirname(made))
    await lchown(made, uid, gid)
}

/**
 * Gives a file that was just created to the owner of another one, or of a folder.
 *
 * @param file - Opened by its creation: a path could be a link by now, and root must not give away what that names.
 * @param like - Paths in the order to try.
 */
export async function giveToOwnerOf(file: FileHandle, like: readonly string[]): Promise<void> {
  if (!isRoot()) return
  for (const path of like) {
    const owner = await stat(path).catch(() => undefined)
    if (owner === undefined) continue
    await file.chown(owner.uid, owner.gid)
    return
  }
}

function isRoot(): boolean {
  return userId() === 0
}
