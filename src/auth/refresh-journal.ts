/**
 * Remembers, across processes, that a refresh token was sent and no answer is known. Such a token is sent again: the journal
 * blocks nothing. It tells the next process that another one is still waiting for its answer, though not under the same lock; how
 * often answers were lost, which makes the next try wait a little; and, where the token is refused in the end, why.
 *
 * An entry is a small file beside the config, named after a hash of the token. It goes when the answer has come and its tokens
 * are stored, or when it is old.
 */

import { readFileSync } from 'node:fs'
import { link, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { realConfigPath } from '../config/paths.ts'
import { codeOf } from '../errors/error-code-of.ts'
import { loadZod } from '../inlined/index.ts'
import type * as z from '../inlined/zod.ts'
import { parseJson } from '../json.ts'
import { hostName, isPermitted } from '../process-facts.ts'

/** Last part of the names of entries. */
export const JOURNAL_SUFFIX = '.refresh-pending'
/** How long an entry counts, in ms. */
export const JOURNAL_LIFE = 24 * 60 * 60_000

/** How long an answer may take that somebody else is waiting for, in ms: longer than the longest token request. */
const LONGEST_FLIGHT = 35_000
/** Pause after the first lost answer, in ms; it doubles with each further one. */
const FIRST_PAUSE = 200
const LONGEST_PAUSE = 5_000

/** What is known of a refresh token whose answers were lost. */
export interface LostAnswers {
  /** When it was sent last, in ms since 1970. */
  readonly at: number
  /** How many answers never came. */
  readonly count: number
  /** How long to wait before it is sent again, in ms. */
  readonly pause: number
}

/** The file and the token that it is about. */
export interface JournalSubject {
  readonly configPath: string
  readonly refreshToken: string
}

/**
 * Looks a token up.
 *
 * @returns `elsewhere` while another process that lives waits for the answer, else what was lost; undefined for nothing.
 */
export async function lookUp(subject: JournalSubject): Promise<LostAnswers | 'elsewhere' | undefined> {
  const entry = await readEntry(pathOf(subject))
  if (entry === undefined) return undefined
  return isUnderWayElsewhere(entry) ? 'elsewhere' : lostAnswersOf(entry)
}

/**
 * Notes that a token is about to be sent, and forgets tokens that are in the file no more. Nothing hangs on it: where the entry
 * cannot be written, the token is sent all the same.
 *
 * @param others - The other refresh tokens in the file, whose entries stay.
 * @returns False where another process was faster: then there is its answer to wait for.
 */
export async function begin(subject: JournalSubject, others: readonly string[]): Promise<boolean> {
  const path = pathOf(subject)
  await tidy(subject, others)
  const before = await readEntry(path)
  const entry = { ...entryOf('sent'), lost: before?.lost ?? 0, failures: before?.failures ?? 0 }
  // An entry that was never ended is a lost answer too: its writer was killed.
  if (before?.state === 'sent') entry.lost += 1
  if (before !== undefined && !(await takeOver(path, before))) return false
  try {
    await write(path, entry, { isNew: true })
    return true
  } catch (error) {
    const code = codeOf(error)
    return code !== 'EEXIST' && code !== 'ENOENT'
  }
}

/** No answer came, or none that tells what became of the token. */
export async function noteLoss(subject: JournalSubject): Promise<void> {
  const path = pathOf(subject)
  const before = await readEntry(path)
  const entry = entryOf('lost')
  entry.lost = (before?.lost ?? 0) + 1
  entry.failures = (before?.failures ?? 0) + 1
  await write(path, entry, { isNew: false }).catch(() => {})
}

/**
 * The token was not spent: it was not sent after all, or refused.
 *
 * @param lost - Answers that were lost before: whoever tries it next is to learn that too.
 */
export async function giveUp(subject: JournalSubject, lost: LostAnswers | undefined): Promise<void> {
  if (lost === undefined) return complete(subject)
  const entry: Entry = { ...entryOf('lost'), at: lost.at, lost: lost.count }
  await write(pathOf(subject), entry, { isNew: false }).catch(() => {})
}

/** The answer is known: the token was not spent, or its successor is stored. */
export async function complete(subject: JournalSubject): Promise<void> {
  await rm(pathOf(subject), { force: true }).catch(() => {})
}

interface Entry {
  state: 'sent' | 'lost'
  /** Who sent it. */
  pid: number
  host: string
  /** When, in ms since 1970. */
  at: number
  /** Answers that were lost in all. */
  lost: number
  /** Those among them that somebody waited for in vain: they make the next one wait. */
  failures: number
}

let schema: z.ZodMiniType<Entry> | undefined

function entrySchema(): z.ZodMiniType<Entry> {
  const z = loadZod()
  schema ??= z.object({
    state: z.enum(['sent', 'lost']),
    pid: z.number(),
    host: z.string(),
    at: z.number(),
    lost: z.number(),
    failures: z.number(),
  })
  return schema
}

function entryOf(state: Entry['state']): Entry {
  return { state, pid: process.pid, host: hostName(), at: Date.now(), lost: 0, failures: 0 }
}

/** The entry of a file; undefined for none, or one that is too old to count. */
async function readEntry(path: string): Promise<Entry | undefined> {
  try {
    const text = await readFile(path, 'utf8')
    const parsed = entrySchema().safeParse(parseJson(text))
    // Older releases left empty files; so does a power cut.
    const entry = parsed.success ? parsed.data : await anonymousEntry(path)
    return Math.abs(Date.now() - entry.at) < JOURNAL_LIFE ? entry : undefined
  } catch {
    return undefined
  }
}

async function anonymousEntry(path: string): Promise<Entry> {
  const { mtimeMs } = await stat(path)
  return { state: 'sent', pid: 0, host: '', at: mtimeMs, lost: 0, failures: 0 }
}

function lostAnswersOf({ state, at, lost, failures }: Entry): LostAnswers {
  const pause = failures === 0 ? 0 : Math.min(FIRST_PAUSE * 2 ** (failures - 1), LONGEST_PAUSE)
  const left = Math.min(Math.max(at + pause - Date.now(), 0), pause)
  return { at, count: state === 'sent' ? lost + 1 : lost, pause: left }
}

/** Whether the answer may still come to somebody: who holds another lock than we do is not kept from sending by ours. */
function isUnderWayElsewhere({ state, pid, host, at }: Entry): boolean {
  const age = Date.now() - at
  if (state !== 'sent' || age < 0 || age > LONGEST_FLIGHT) return false
  if (host !== hostName()) return host !== ''
  return pid !== process.pid && isAlive(pid)
}

function isAlive(pid: number): boolean {
  try {
    // Whoever may not ask has to expect it.
    return !isPermitted({ name: 'run' }) || (process.kill(pid, 0) && !isZombie(pid))
  } catch (error) {
    // Somebody else's process.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Whether a process has ended, and only its parent does not know: where nobody looks after orphans it stays so. */
function isZombie(pid: number): boolean {
  try {
    return /^\d+ \(.*\) [ZX] /s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

/** Writes an entry as a whole; a new one only where there is none, so that of two processes one comes first. */
async function write(path: string, entry: Entry, { isNew }: { isNew: boolean }): Promise<void> {
  const temporary = nameBeside(path)
  try {
    await writeFile(temporary, `${JSON.stringify(entry)}\n`, { mode: 0o600 })
    await (isNew ? link : rename)(temporary, path)
  } finally {
    await rm(temporary, { force: true })
  }
}

/** A name that nobody else uses; what a crash leaves under it is tidied away like any entry. */
function nameBeside(path: string): string {
  return path.replace(JOURNAL_SUFFIX, `.${crypto.randomUUID()}${JOURNAL_SUFFIX}`)
}

/** Takes an entry away, so that of two processes that saw it one may go on; false where another one was faster. */
async function takeOver(path: string, seen: Entry): Promise<boolean> {
  const taken = nameBeside(path)
  try {
    await rename(path, taken)
  } catch (error) {
    return codeOf(error) !== 'ENOENT'
  }
  const isTheSame = isDeepStrictEqual(await readEntry(taken), seen)
  // It is somebody's who came in between.
  if (!isTheSame) await link(taken, path).catch(() => {})
  await rm(taken, { force: true }).catch(() => {})
  return isTheSame
}

async function tidy(subject: JournalSubject, others: readonly string[]): Promise<void> {
  const path = realConfigPath(subject.configPath)
  const tokens = [subject.refreshToken, ...others]
  const kept = new Set(tokens.map((refreshToken) => basename(pathOf({ ...subject, refreshToken }))))
  const folder = dirname(path)
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    if (!name.startsWith(`${basename(path)}.`) || !name.endsWith(JOURNAL_SUFFIX)) continue
    const entryPath = join(folder, name)
    if (kept.has(name) && (await readEntry(entryPath)) !== undefined) continue
    await rm(entryPath, { force: true }).catch(() => {})
  }
}

function pathOf({ configPath, refreshToken }: JournalSubject): string {
  // Loaded here, for few starts get this far.
  const { createHash } = process.getBuiltinModule('node:crypto')
  const hash = createHash('sha256').update(refreshToken).digest('hex').slice(0, 16)
  return `${realConfigPath(configPath)}.${hash}${JOURNAL_SUFFIX}`
}
