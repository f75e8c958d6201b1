/** Tells a process from another one that has got its id later. */

import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/** What a process keeps as long as it lives, and no later one has too. */
export interface ProcessIdentity {
  /** When it was started, in the words of the operating system. */
  readonly started: string
  /** Its command line. */
  readonly command: string
}

/** Who has a process id now; undefined where nobody has, or the system does not tell. */
export async function identityOf(pid: number): Promise<ProcessIdentity | undefined> {
  try {
    if (process.platform === 'linux') return await fromProc(pid)
    return process.platform === 'win32' ? undefined : await fromPs(pid)
  } catch {
    return undefined
  }
}

async function fromProc(pid: number): Promise<ProcessIdentity> {
  const [boot, stat, command] = await Promise.all([
    readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
    readFile(`/proc/${pid}/stat`, 'utf8'),
    readFile(`/proc/${pid}/cmdline`, 'utf8'),
  ])
  // The name of the program, in parentheses, may hold anything. What follows begins with field 3; 22 is the start.
  const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[22 - 3]
  if (started === undefined) throw new Error(`/proc/${pid}/stat has no start time`)
  return { started: `${boot.trim()} ${started}`, command: command.replaceAll('\0', ' ').trim() }
}

async function fromPs(pid: number): Promise<ProcessIdentity> {
  const ask = async (field: string) => {
    const args = ['-o', `${field}=`, '-p', String(pid)]
    const { stdout } = await promisify(execFile)('ps', args, { env: { ...process.env, LC_ALL: 'C' } })
    return stdout.trim()
  }
  return { started: await ask('lstart'), command: await ask('command') }
}
