/** Home folders that hold nothing but, perhaps, the config file of a login. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Login } from './server-answers.ts'

/** A home folder for one process, removed at the end. */
export class Home {
  readonly path = mkdtempSync(join(tmpdir(), 'nemo-bench-'))

  /** Writes the config file as the Python command line does after a login. */
  writeConfig(url: string, { access_token, refresh_token }: Login): void {
    const folder = join(this.path, '.config', 'nmp')
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(join(folder, 'config.yaml'), configText(url, access_token, refresh_token), { mode: 0o600 })
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true })
  }
}

function configText(url: string, accessToken: string, refreshToken: string): string {
  return `current_context: default
clusters:
- name: default-cluster
  base_url: ${url}/
  metadata: {}
users:
- type: oauth
  name: default-user
  token: ${accessToken}
  refresh_token: ${refreshToken}
contexts:
- name: default
  cluster: default-cluster
  user: default-user
  workspace: default
  preferences:
    output_format: table
    timestamp_format: iso8601
    truncate: true
    color_output: true
  metadata: {}
telemetry_enabled: true
`
}
