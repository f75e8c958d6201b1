/** Replaces a file as a whole: whoever reads it sees the old text or the new one, never a part. */

import { type FileHandle, open, readFile, rename, rm, stat, statfs } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { codeOf } from '../errors/error-code-of.ts'
import { userId } from '../process-facts.ts'
import { isMountedFile } from './mounted.ts'
import { makeOwnedFolder } from './ownership.ts'
import { realConfigPath } from './paths.ts'
import {
  assertJournal,
  flushFolder,
  type InPlaceWrite,
  isFolderRefusal,
  removeJournal,
  writeFlushed,
  writeJournal,
} from './write-journal.ts'

/**
 * Asked right before a change; false leaves the file as it is.
 *
 * @param isUnchanged - Whether the bytes are those that were read; left out where the caller can look for itself. With a journal in
 *   place it cannot: whoever reads the file by that sees the new text already.
 */
export type StillValid = (isUnchanged?: boolean) => boolean

const PRIVATE_FILE = 0o600
const RENAME_ATTEMPTS = 10

/**
 * Writes a temporary file in the same folder, flushes it to disk and renames it. A file that cannot be renamed over, because
 * it is mounted by itself or its folder takes no new files, is written in place, with a journal. The caller holds the
 * file's write lock, so one name for the temporary file will do, and a crash leaves no more than that one behind.
 *
 * @param path - The file; where it is a symbolic link, what it points to is replaced.
 * @param text - The new text.
 * @returns Whether the file was replaced.
 */
export async function replaceFile(path: string, text: string, stillValid: StillValid): Promise<boolean> {
  const target = realConfigPath(path)
  await makeOwnedFolder(dirname(target))
  if (await mustStayInPlace(target)) return writeInPlace(target, text, stillValid)
  const temporary = temporaryName(target)
  try {
    await writeFlushed(temporary, target, text)
    if (!stillValid()) return false
    await moveOver(temporary, target)
  } catch (error) {
    if (!(await canOnlyStay(target, error))) throw error
    return await writeInPlace(target, text, stillValid)
  } finally {
    await removeTemporary(temporary)
  }
  // One that a crash has left is about a text that is no more.
  await removeJournal(target)
  return true
}

/**
 * Makes sure that a text of some length can take the place of a file, by the way that it would be written.
 *
 * @throws The operating system's error if it cannot: no permission, disk full, read-only.
 */
export async function assertReplaceable(path: string, length: number): Promise<void> {
  const target = realConfigPath(path)
  await makeOwnedFolder(dirname(target))
  if (await mustStayInPlace(target)) return assertWritableInPlace(target, length)
  const temporary = temporaryName(target)
  try {
    await writeFlushed(temporary, target, ' '.repeat(length))
  } catch (error) {
    if (!(await canOnlyStay(target, error))) throw error
    await assertWritableInPlace(target, length)
  } finally {
    await removeTemporary(temporary)
  }
}

/** Gives a finished file its name, over what has it, in a way that lasts through a power cut. */
export async function moveOver(temporary: string, target: string): Promise<void> {
  await renameOver(temporary, target)
  await flushFolder(dirname(target))
}

function temporaryName(target: string): string {
  return join(dirname(target), `.${basename(target)}.tmp`)
}

async function removeTemporary(temporary: string): Promise<void> {
  await rm(temporary, { force: true }).catch((error: unknown) => {
    // Where none could be made there is none to remove.
    if (!isFolderRefusal(error)) throw error
  })
}

/** Whether it is known beforehand that the file cannot be renamed over, though its folder takes new files. */
async function mustStayInPlace(target: string): Promise<boolean> {
  if (isMountedFile(target)) return true
  const folder = await stat(dirname(target))
  const isSticky = process.platform !== 'win32' && (folder.mode & STICKY) !== 0
  const file = isSticky ? await stat(target).catch(() => undefined) : undefined
  const user = userId()
  return file !== undefined && user !== 0 && user !== file.uid && user !== folder.uid
}

/** Only their owners rename files in such a folder. */
const STICKY = 0o1000

/** Whether an error of the usual way leaves the other one. */
async function canOnlyStay(target: string, error: unknown): Promise<boolean> {
  if (process.platform === 'win32') return false
  const isRefused = isFolderRefusal(error) || codeOf(error) === 'EBUSY'
  return isRefused && (await stat(target).catch(() => undefined)) !== undefined
}

async function writeInPlace(target: string, text: string, stillValid: StillValid): Promise<boolean> {
  const file = await open(target, 'r+')
  try {
    const write: InPlaceWrite = { before: await file.readFile(), after: Buffer.from(text) }
    if (!stillValid()) return false
    await writeJournal(target, write)
    const isWritten = stillValid(write.before.equals(await readFile(target)))
    if (isWritten) await overwriteOrRestore(file, target, write)
    await removeJournal(target)
    return isWritten
  } finally {
    await file.close()
  }
}

/** After an error the old text stands; where not even that can be written, the journal stays and holds the new one. */
async function overwriteOrRestore(file: FileHandle, target: string, write: InPlaceWrite): Promise<void> {
  try {
    await overwrite(file, write.before.length, write.after)
  } catch (error) {
    await overwrite(file, write.after.length, write.before)
    await removeJournal(target)
    throw error
  }
  // Somebody else's file stays as open as they have made it.
  await file.chmod(PRIVATE_FILE).catch(() => {})
}

/**
 * Writes over what is there. The file grows first, by line breaks, which mean nothing at its end: a disk that is full says so
 * before anything is lost.
 */
async function overwrite(file: FileHandle, lengthBefore: number, after: Buffer): Promise<void> {
  const growth = after.length - lengthBefore
  if (growth > 0) {
    await writeWhole(file, Buffer.alloc(growth, '\n'), lengthBefore)
    await file.sync()
  }
  await writeWhole(file, after, 0)
  await file.truncate(after.length)
  await file.sync()
}

async function writeWhole(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done)
    done += bytesWritten
  }
}

async function assertWritableInPlace(target: string, length: number): Promise<void> {
  const file = await open(target, 'r+')
  await file.close()
  const { length: before } = await readFile(target)
  await assertJournal(target, before + length)
  // The temporary file of the usual way would show it; here nothing may be written to find out.
  const { bavail, bsize } = await statfs(target)
  if (bavail * bsize < length - before)
    throw Object.assign(new Error('The disk is full'), { code: 'ENOSPC', syscall: 'write' })
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
