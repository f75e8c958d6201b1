/** Runs the built `nemo` as somebody with an empty home folder and no terminal. */

import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from '../helpers/config-files.ts'

/** The built command. */
export const BINARY = fileURLToPath(new URL('../../dist/cli/bin.js', import.meta.url))

/** What became of a run. */
export interface Run {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A run that goes on. */
export interface Running extends PromiseLike<Run> {
  /** Waits for a text on standard output; gives what a group of the pattern matched. */
  printed(pattern: RegExp): Promise<string>
  /** The same, on standard error. */
  noted(pattern: RegExp): Promise<string>
  /** Presses Ctrl-C. */
  interrupt(): void
}

/** Somebody's home. */
export interface Home {
  readonly folder: string
  /** Where the config file is, or would be: that of NeMo Helix, unless there is only one of NeMo Platform. */
  readonly configPath: string
  /**
   * Runs `nemo`.
   *
   * @param input - What it reads from standard input; nothing if left out.
   */
  nemo(
    args: readonly string[],
    environment?: Readonly<Record<string, string>>,
    input?: string | Uint8Array,
  ): Running
  /** Runs it with a standard input on which nothing comes, and sends it a signal once it waits for that. */
  waiting(args: readonly string[], signal: NodeJS.Signals): Promise<Run>
}

/** An empty home. */
export function emptyHome(): Home {
  const folder = temporaryFolder()
  return {
    folder,
    get configPath() {
      const places = ['nhx', 'nmp'].map((product) => join(folder, '.config', product, 'config.yaml'))
      return places.find((place) => existsSync(place)) ?? String(places[0])
    },
    nemo: (args, environment = {}, input) =>
      run(args, { PATH: process.env['PATH'], HOME: folder, ...environment }, input),
    waiting: (args, signal) => waiting(args, { PATH: process.env['PATH'], HOME: folder }, signal),
  }
}

async function waiting(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  signal: NodeJS.Signals,
): Promise<Run> {
  const child = spawn(process.execPath, [BINARY, ...args], { env, stdio: 'pipe' })
  onTestFinished(() => void child.kill('SIGKILL'))
  const texts = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      texts[name] += text
    })
  const ended = new Promise<Run>((resolve) => child.once('close', (code) => resolve({ code, ...texts })))
  while (!isReady(child.pid)) await sleep(20)
  await sleep(300)
  child.kill(signal)
  return ended
}

function run(args: readonly string[], env: NodeJS.ProcessEnv, input: string | Uint8Array = ''): Running {
  const child = spawn(process.execPath, [BINARY, ...args], { env, stdio: 'pipe' })
  child.stdin.on('error', () => {}).end(input)
  onTestFinished(() => void child.kill('SIGKILL'))
  let stdout = ''
  let stderr = ''
  const waiting = new Set<() => void>()
  const look = () => {
    for (const check of waiting) check()
  }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    look()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
    look()
  })
  let ended = false
  const exited = new Promise<Run>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      ended = true
      resolve({ code, stdout, stderr })
      look()
    })
  })
  return {
    // biome-ignore lint/suspicious/noThenProperty: it is to be awaited
    then: (onResult, onError) => exited.then(onResult, onError),
    interrupt: () => void child.kill('SIGINT'),
    printed: (pattern) => seen(pattern, () => stdout),
    noted: (pattern) => seen(pattern, () => stderr),
  }

  function seen(pattern: RegExp, text: () => string): Promise<string> {
    return new Promise((resolve, reject) => {
      const check = () => {
        const match = pattern.exec(text())
        if (match === null && !ended) return
        waiting.delete(check)
        if (match === null) reject(new Error(`it ended without ${pattern}:\n${stdout}\n${stderr}`))
        else resolve(match[1] ?? match[0])
      }
      waiting.add(check)
      check()
    })
  }
}

/** Whether a process has set up what it does at signals (SIGHUP is one that Node itself leaves alone); taken for granted where the system does not tell. */
function isReady(pid: number | undefined): boolean {
  try {
    const [, mask = '0'] = /^SigCgt:\s*([\da-f]+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return (BigInt(`0x${mask}`) & (1n << BigInt(constants.signals.SIGHUP - 1))) !== 0n
  } catch {
    return true
  }
}
