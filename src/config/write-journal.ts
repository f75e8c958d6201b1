/**
 * Lets a file that cannot be renamed over be written in place without loss. What is to be written stands in a journal
 * first, whole and flushed; a reader who finds the file in the middle of the write, or as a crash has left it, takes the
 * text from there.
 */

import { existsSync, readFileSync, statSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { codeOf } from '../errors/error-code-of.ts'
import { asRecord, parseJson } from '../json.ts'
import { giveToOwnerOf, makeOwnedFolder } from './ownership.ts'
import { stateFolder } from './paths.ts'

const PRIVATE_FILE = 0o600

/** A write in place. */
export interface InPlaceWrite {
  readonly before: Buffer
  readonly after: Buffer
}

/** Where the journal of a file may be: beside it, or where that folder takes none, in the state folder. */
function journalPaths(realPath: string): string[] {
  const beside = journalBeside(realPath)
  const folder = stateJournals()
  if (folder === undefined) return [beside]
  const { createHash } = process.getBuiltinModule('node:crypto')
  const hash = createHash('sha256').update(realPath).digest('hex').slice(0, 16)
  return [beside, join(folder, `${hash}.journal`)]
}

/** Those of them that can be there. Most machines have no journals in the state folder, and need not load what makes their names. */
function possibleJournals(realPath: string): string[] {
  const folder = stateJournals()
  return folder !== undefined && existsSync(folder) ? journalPaths(realPath) : [journalBeside(realPath)]
}

function journalBeside(realPath: string): string {
  return join(dirname(realPath), `.${basename(realPath)}.journal`)
}

function stateJournals(): string | undefined {
  const folder = stateFolder()
  return folder === undefined ? undefined : join(folder, 'journals')
}

/**
 * Stores what is about to be written.
 *
 * @throws The operating system's error if there is no place for it.
 */
export async function writeJournal(realPath: string, { before, after }: InPlaceWrite): Promise<void> {
  const text = JSON.stringify({ before: before.toString('base64'), after: after.toString('base64') })
  await inFirstPlace(realPath, async (path) => {
    await writeFlushed(`${path}.tmp`, realPath, text)
    await rename(`${path}.tmp`, path)
    await flushFolder(dirname(path))
  })
}

/**
 * Makes sure that a journal can be written for texts of some length.
 *
 * @throws The operating system's error if it cannot.
 */
export async function assertJournal(realPath: string, length: number): Promise<void> {
  // Base64 takes four bytes for three.
  const room = ' '.repeat(Math.ceil(length / 3) * 4)
  await inFirstPlace(realPath, (path) => writeFlushed(`${path}.tmp`, realPath, room))
}

/** The write is done, or undone. */
export async function removeJournal(realPath: string): Promise<void> {
  for (const path of journalPaths(realPath)) await rm(path, { force: true }).catch(ignoreMissingRights)
}

/** What the file holds by its journal, where the bytes that were read are those of an unfinished write; else these. */
export function throughJournal(realPath: string, bytes: Buffer): Buffer {
  for (const path of possibleJournals(realPath)) {
    const write = readJournal(path)
    if (write !== undefined && isPartOf(write, bytes)) return write.after
  }
  return bytes
}

/** Changes whenever a journal comes or goes. */
export function journalSignature(realPath: string): string {
  return possibleJournals(realPath)
    .map((path) => {
      const stats = statSync(path, { throwIfNoEntry: false })
      return stats === undefined ? '' : `${stats.ino} ${stats.mtimeMs}`
    })
    .join()
}

/** Writes a private file to disk, for the owner of the file that it belongs to. */
export async function writeFlushed(path: string, realPath: string, text: string): Promise<void> {
  await rm(path, { force: true })
  const file = await open(path, 'wx', PRIVATE_FILE)
  try {
    await file.chmod(PRIVATE_FILE)
    await giveToOwnerOf(file, [realPath, dirname(realPath)])
    await file.writeFile(text, 'utf8')
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Makes a change of names last through a power cut, on systems that can. */
export async function flushFolder(folder: string): Promise<void> {
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

/** Whether the folder of a file, not the file or the disk, is what refuses. */
export function isFolderRefusal(error: unknown): boolean {
  return FOLDER_REFUSALS.has(codeOf(error))
}

const FOLDER_REFUSALS = new Set<unknown>(['EACCES', 'EPERM', 'EROFS'])

async function inFirstPlace(realPath: string, write: (path: string) => Promise<void>): Promise<void> {
  const [beside, inState] = journalPaths(realPath) as [string, string?]
  try {
    await tidily(beside, write)
  } catch (error) {
    if (!isFolderRefusal(error) || inState === undefined) throw error
    await makeOwnedFolder(dirname(inState))
    await tidily(inState, write)
  }
}

async function tidily(path: string, write: (path: string) => Promise<void>): Promise<void> {
  try {
    await write(path)
  } finally {
    await rm(`${path}.tmp`, { force: true }).catch(ignoreMissingRights)
  }
}

/** A folder that lets nobody write has nothing of ours to remove. */
function ignoreMissingRights(error: unknown): void {
  if (!isFolderRefusal(error)) throw error
}

function readJournal(path: string): InPlaceWrite | undefined {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
  const { before, after } = asRecord(parseJson(text)) ?? {}
  if (typeof before !== 'string' || typeof after !== 'string') return undefined
  return { before: Buffer.from(before, 'base64'), after: Buffer.from(after, 'base64') }
}

/**
 * Whether bytes are what a write leaves at some moment of it: each one old or new, with line breaks where the file has
 * grown. What another program has written since is none of that, and stands.
 */
function isPartOf({ before, after }: InPlaceWrite, bytes: Buffer): boolean {
  const shortest = Math.min(before.length, after.length)
  const longest = Math.max(before.length, after.length)
  if (bytes.length < shortest || bytes.length > longest) return false
  return bytes.every((byte, index) => {
    if (byte === after[index] || byte === before[index]) return true
    return index >= before.length && (byte === LINE_FEED || byte === 0)
  })
}

const LINE_FEED = 0x0a
