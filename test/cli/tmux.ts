/** A terminal of 80 columns, with somebody at it. */

import { execFileSync, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { BINARY, type Home } from './run-nemo.ts'

const LONGEST_WAIT = 15_000

/** Whether there is one here. */
export const hasTerminal = spawnSync('tmux', ['-V']).status === 0

/** A terminal. */
export interface Terminal {
  /** Types text. */
  type(text: string): void
  /** Presses keys, by tmux's names: `Enter`, `Down`, `C-c`. */
  press(...keys: string[]): void
  /** Types a command. */
  run(command: string): void
  /** What is on the screen; with escape sequences where asked for. */
  screen(options?: { raw: boolean }): string
  /** Waits until something is on the screen; gives the screen. */
  shows(pattern: RegExp): Promise<string>
  /** Clears screen and history. */
  clear(): Promise<void>
}

/** Opens one, with a shell in somebody's home. */
export async function openTerminal(home: Home, environment: Record<string, string> = {}): Promise<Terminal> {
  const socket = `nemo-${randomUUID()}`
  const tmux = (...args: string[]) =>
    execFileSync('tmux', ['-u', '-L', socket, ...args], { encoding: 'utf8' })
  const bin = join(home.folder, 'bin')
  mkdirSync(bin)
  writeFileSync(join(bin, 'nemo'), `#!/bin/sh\nexec "${process.execPath}" "${BINARY}" "$@"\n`, {
    mode: 0o755,
  })
  const variables = {
    HOME: home.folder,
    PATH: `${bin}:${process.env['PATH']}`,
    PS1: '$ ',
    LANG: 'C.UTF-8',
    HISTFILE: '/dev/null',
    ...environment,
  }
  const settings = Object.entries(variables).flatMap(([name, value]) => [`${name}=${value}`])
  const shell = ['env', '-u', 'CI', '-u', 'NMP_CONFIG_FILE', ...settings, 'bash', '--noprofile', '--norc']
  tmux('-f', '/dev/null', 'new-session', '-d', '-x', '80', '-y', '50', ...shell)
  onTestFinished(() => void spawnSync('tmux', ['-L', socket, 'kill-server']))
  const screen: Terminal['screen'] = ({ raw } = { raw: false }) =>
    tmux('capture-pane', '-p', ...(raw ? ['-e'] : []))
  const shows: Terminal['shows'] = async (pattern) => {
    const deadline = Date.now() + LONGEST_WAIT
    for (;;) {
      const text = screen()
      if (pattern.test(text)) return text
      if (Date.now() > deadline) throw new Error(`The screen does not show ${pattern}:\n${text}`)
      await sleep(30)
    }
  }
  const terminal: Terminal = {
    type: (text) => void tmux('send-keys', '-l', text),
    press: (...keys) => void tmux('send-keys', ...keys),
    run: (command) => void tmux('send-keys', command, 'Enter'),
    screen,
    shows,
    clear: async () => {
      tmux('send-keys', 'clear', 'Enter')
      await shows(/^\$\s*$/)
    },
  }
  await shows(/^\$/m)
  return terminal
}
