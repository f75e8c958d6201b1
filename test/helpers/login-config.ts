/** The config file of somebody who is logged in, with comments and keys that no program of ours knows. */

import { chmodSync, readFileSync, statSync } from 'node:fs'
import { loadConfig } from 'nemo-platform/config'
import { expect } from 'vitest'
import { configFile } from './config-files.ts'

/** What stands in the file. */
export interface LoginConfig {
  url: string
  accessToken: string
  refreshToken?: string | undefined
  folder?: string | undefined
}

/** Writes the file: context `main`, mode 0600. */
export function loginConfig({ url, accessToken, refreshToken, folder }: LoginConfig): string {
  const path = configFile(
    [
      '# my platform',
      'current_context: main',
      'clusters:',
      '- name: main-cluster',
      `  base_url: ${url}/`,
      '  x-region: north # nobody knows this key',
      'users:',
      '- type: oauth',
      '  name: main-user',
      `  token: ${accessToken} # changes often`,
      ...(refreshToken === undefined ? [] : [`  refresh_token: ${refreshToken}`]),
      'contexts:',
      '- name: main',
      '  cluster: main-cluster',
      '  user: main-user',
      '  workspace: default',
      'x-tool: {version: 3}',
      '',
    ].join('\n'),
    folder,
  )
  chmodSync(path, 0o600)
  return path
}

/** The tokens that are in the file now. */
export function storedTokens(path: string): { accessToken: string; refreshToken: string | undefined } {
  const user = loadConfig({ configPath: path, environment: {} }).file.users[0]
  if (user?.type !== 'oauth') throw new Error('Nobody is logged in there')
  return { accessToken: user.token, refreshToken: user.refresh_token ?? undefined }
}

/** Fails unless everything but the tokens is as {@link loginConfig} wrote it. */
export function expectOnlyTokensChanged(path: string): void {
  const text = readFileSync(path, 'utf8')
  for (const kept of [
    '# my platform\n',
    '  x-region: north # nobody knows this key\n',
    ' # changes often\n',
    'x-tool: {version: 3}\n',
  ]) {
    expect(text).toContain(kept)
  }
  expect(statSync(path).mode & 0o777).toBe(0o600)
}
