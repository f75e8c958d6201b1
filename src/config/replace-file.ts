/** Replaces a file as a whole: whoever reads it sees the old text or the new one, never a part. */

import { type FileHandle, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

const PRIVATE_FILE = 0o600
const PRIVATE_FOLDER = 0o700
const RENAME_ATTEMPTS = 10

/**
 * Writes a temporary file in the same folder, flushes it to disk and renames it. The caller holds the file's write lock,
 * so one name for the temporary file will do, and a crash leaves no more than that one behind.
 *
 * @param path - The file; where it is a symbolic link, what it points to is replaced.
 * @param text - The new text.
 * @param stillValid - Asked right before the rename; false leaves the file as it is.
 * @returns Whether the file was replaced.
 */
export async function replaceFile(path: string, text: string, stillValid: () => boolean): Promise<boolean> {
  const target = await targetOf(path)
  const temporary = temporaryName(target)
  try {
    await writeFlushed(temporary, target, text)
    if (!stillValid()) return false
    await moveOver(temporary, target)
    return true
  } finally {
    await rm(temporary, { force: true })
  }
}

/**
 * Makes sure that a text of some length can be written beside a file, by writing one.
 *
 * @throws The operating system's error if it cannot: no permission, disk full, read-only.
 */
export async function assertReplaceable(path: string, length: number): Promise<void> {
  const target = await targetOf(path)
  const temporary = temporaryName(target)
  try {
    await writeFlushed(temporary, target, ' '.repeat(length))
  } finally {
    await rm(temporary, { force: true })
  }
}

/** Gives a finished file its name, over what has it, in a way that lasts through a power cut. */
export async function moveOver(temporary: string, target: string): Promise<void> {
  await renameOver(temporary, target)
  await flushFolder(dirname(target))
}

async function targetOf(path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: PRIVATE_FOLDER })
  try {
    return await realpath(path)
  } catch {
    return path
  }
}

function temporaryName(target: string): string {
  return join(dirname(target), `.${basename(target)}.tmp`)
}

async function writeFlushed(temporary: string, target: string, text: string): Promise<void> {
  await rm(temporary, { force: true })
  const file = await open(temporary, 'wx', PRIVATE_FILE)
  try {
    await file.chmod(PRIVATE_FILE)
    await keepOwner(file, target)
    await file.writeFile(text, 'utf8')
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Root that edits somebody else's file leaves it to them. */
async function keepOwner(file: FileHandle, target: string): Promise<void> {
  if (process.getuid?.() !== 0) return
  const before = await stat(target).catch(() => undefined)
  if (before !== undefined) await file.chown(before.uid, before.gid)
}

async function renameOver(temporary: string, target: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await rename(temporary, target)
      return
    } catch (error) {
      // Windows refuses while somebody has the file open.
      const { code } = error as NodeJS.ErrnoException
      const isBusy =
        process.platform === 'win32' && (code === 'EPERM' || code === 'EACCES' || code === 'EBUSY')
      if (!isBusy || attempt === RENAME_ATTEMPTS) throw error
      await new Promise((resolve) => setTimeout(resolve, attempt * 10))
    }
  }
}

/** Makes the rename itself last through a power cut, on systems that can. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined)
  if (handle === undefined) return
  try {
    await handle.sync()
  } catch {
    // Not every file system flushes folders; the file itself is on disk.
  } finally {
    await handle.close()
  }
}
