/** Runs the built `nemo` as somebody with an empty home folder and no terminal. */

import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
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
  }
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
