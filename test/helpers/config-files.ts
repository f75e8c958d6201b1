/** Config files in folders of their own. */

import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigError } from 'nemo-platform'
import { onTestFinished } from 'vitest'

/** A folder that is gone after the test. */
export function temporaryFolder(parent = tmpdir()): string {
  const folder = mkdtempSync(join(parent, 'nemo-config-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Writes a config file as if it had been there for an hour: nobody can be in the middle of writing it. */
export function configFile(content: string | Uint8Array, folder = temporaryFolder()): string {
  const path = join(folder, 'config.yaml')
  writeFileSync(path, content)
  makeOld(path)
  return path
}

/** Makes a file look as if it had been written an hour ago. */
export function makeOld(path: string): void {
  const hourAgo = Date.now() / 1000 - 3600
  utimesSync(path, hourAgo, hourAgo)
}

/** Lines to add to the parts of a config, without their indentation. */
export interface ExtraLines {
  top?: readonly string[]
  cluster?: readonly string[]
  /** Lines of the user, its type among them. @default no lines: a user without login */
  user?: readonly string[]
  context?: readonly string[]
}

/** A config with one context: `main` on `https://nmp.example.com/`. */
export function oneContext(extra: ExtraLines = {}): string {
  const indented = (lines: readonly string[] = []) => lines.map((line) => `  ${line}`)
  const lines = [
    'current_context: main',
    'clusters:',
    '- name: main-cluster',
    '  base_url: https://nmp.example.com/',
    ...indented(extra.cluster),
    'users:',
    '- name: main-user',
    ...indented(extra.user),
    'contexts:',
    '- name: main',
    '  cluster: main-cluster',
    '  user: main-user',
    ...indented(extra.context),
    ...(extra.top ?? []),
  ]
  return `${lines.join('\n')}\n`
}

/** Lines of a user who is logged in. */
export function loggedIn(token = 'stored-token', refreshToken?: string): string[] {
  const lines = ['type: oauth', `token: ${token}`]
  return refreshToken === undefined ? lines : [...lines, `refresh_token: ${refreshToken}`]
}

/** The ConfigError that an action throws; fails where it throws none. */
export function configErrorOf(action: () => unknown): ConfigError {
  try {
    action()
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw new Error(`threw another error than ConfigError: ${String(error)}`, { cause: error })
  }
  throw new Error('did not throw')
}
