/** `nemo quickstart up`: starts the platform, in the background or here. */

import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { problemOf } from '../../../errors/problem.ts'
import { LocalError, run, UsageError } from '../../errors.ts'
import { oneOf, readNumber } from '../../global-options.ts'
import type { Invocation } from '../../invocation.ts'
import { renewContext } from './context.ts'
import {
  CONTEXT,
  type QuickstartHome,
  quickstartHome,
  type RunningServer,
  readServer,
  readSettings,
  type Settings,
  urlOf,
  writeSettings,
} from './home.ts'
import { shortenLog } from './log-file.ts'
import { findRunning } from './running.ts'

/** How it is to run. */
export interface UpFlags {
  port?: string
  foreground?: true
  engine: string
}

/** Starts it. */
export async function up(invocation: Invocation, flags: UpFlags): Promise<void> {
  const engine = oneOf('--engine', flags.engine, ['mock', 'platform']) ?? 'mock'
  const home = quickstartHome()
  const settings = await settingsFor(invocation, home, flags)
  const running = await findRunning(home)
  if (running !== undefined) {
    await alreadyRunning(invocation, settings, running, flags)
    return
  }
  await assertFree(settings.port)
  writeSettings(home, settings)
  await renewContext(invocation, settings)
  if (flags.foreground === true) {
    const { serve } = engine === 'mock' ? await import('./serve.ts') : await import('./real-platform.ts')
    await serve(invocation, home, settings)
    return
  }
  const progress = invocation.progress(
    engine === 'mock' ? 'Starting the platform…' : 'Starting the platform: this takes up to a minute…',
  )
  try {
    await startInBackground(invocation, home, settings, engine)
  } finally {
    progress.stop()
  }
  report(invocation, settings, engine)
}

/** Longest start, in ms. */
const LONGEST_START = { mock: 30_000, platform: 300_000 }
const LAST_LINES = 12

async function settingsFor(
  invocation: Invocation,
  home: QuickstartHome,
  { port }: UpFlags,
): Promise<Settings> {
  const number = readNumber('--port', port, { least: 1, most: 65_535 })
  let settings = readSettings(home)
  if (settings === undefined && invocation.isInteractive) {
    const { configure } = await import('./configure.ts')
    const { Command } = await import('commander')
    await configure(invocation, new Command())
    settings = readSettings(home)
  }
  if (settings === undefined) {
    throw new UsageError(
      'The quickstart is not configured yet',
      run('nemo quickstart configure --no-auth --yes'),
      run('nemo quickstart configure --auth --admin-email <email> --yes'),
    )
  }
  return number === undefined ? settings : { ...settings, port: number }
}

async function alreadyRunning(
  invocation: Invocation,
  settings: Settings,
  { port, pid }: RunningServer,
  flags: UpFlags,
): Promise<void> {
  if (flags.port !== undefined && settings.port !== port) {
    throw new LocalError(`The quickstart runs already, on port ${port} (process ${pid})`, [
      run(`nemo quickstart down && nemo quickstart up --port ${settings.port}`),
    ])
  }
  await renewContext(invocation, { ...settings, port })
  invocation.say(`The platform runs already at ${invocation.style.cyan(urlOf(port))} (process ${pid}).`)
}

/** Better now than in the log of a process in the background. */
async function assertFree(port: number): Promise<void> {
  const server = createServer()
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', resolve)
    })
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    const problem = code === 'EACCES' ? 'needs privileges' : 'is taken by another program'
    throw new LocalError(
      `Port ${port} ${problem}`,
      [
        run(`nemo quickstart up --port ${port + 1 > 65_535 ? 8081 : port + 1}`),
        ...(code === 'EACCES' ? [] : [run(`lsof -i :${port}`, 'See which one')]),
      ],
      { cause },
    )
  }
  await new Promise((resolve) => server.close(resolve))
}

async function startInBackground(
  { io }: Invocation,
  home: QuickstartHome,
  { port }: Settings,
  engine: 'mock' | 'platform',
): Promise<void> {
  shortenLog(home.log)
  const log = openSync(home.log, 'a', 0o600)
  const child = spawn(
    process.execPath,
    [
      ...process.execArgv,
      process.argv[1] ?? '',
      'quickstart',
      'up',
      '--foreground',
      '--port',
      String(port),
      '--engine',
      engine,
    ],
    { detached: true, stdio: ['ignore', log, log], env: { ...io.env, NO_COLOR: '1' }, windowsHide: true },
  )
  closeSync(log)
  let problem: string | undefined
  child.once('error', (error) => {
    problem = problemOf(error)
  })
  child.once('exit', (code, signal) => {
    problem ??= `it ended with ${signal ?? `code ${code}`}`
  })
  const deadline = performance.now() + LONGEST_START[engine]
  while (readServer(home)?.pid !== child.pid) {
    if (problem === undefined && performance.now() >= deadline) {
      problem = 'it took too long'
      child.kill('SIGTERM')
    }
    if (problem !== undefined) {
      throw new LocalError(
        `The platform did not start: ${problem}. The end of its log:\n${lastLines(home)}`,
        [run('nemo quickstart up --foreground'), run('nemo quickstart logs')],
      )
    }
    if (io.signal.aborted) {
      child.kill('SIGTERM')
      io.signal.throwIfAborted()
    }
    await sleep(20)
  }
  child.unref()
}

function lastLines({ log }: QuickstartHome): string {
  return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-LAST_LINES).join('\n')
}

function report(invocation: Invocation, { auth, adminEmail, port }: Settings, engine: string): void {
  const { style } = invocation
  invocation.say(
    `${style.green('✓')} The platform runs at ${style.cyan(urlOf(port))}${engine === 'mock' ? ' (built-in mock)' : ''}`,
  )
  invocation.say(auth ? `  Admin: ${style.cyan(adminEmail)}` : '  Authentication is off.')
  const { contextName } = invocation.config()
  if (contextName !== CONTEXT) {
    invocation.note(
      `The current context is '${contextName}'. To use this platform: nemo config use-context ${CONTEXT}`,
    )
  }
  invocation.say(style.dim("Run 'nemo workspaces list' to try it, and 'nemo quickstart down' to stop it."))
}
