/** Options that have a name in code and a flag at the terminal. */

import { variableName } from '../generations.ts'
import type { Remedy } from './remedy.ts'

interface OptionNames {
  readonly call?: string
  readonly command?: string
}

const OPTIONS = {
  timeout: { call: '`timeout`, in ms', command: '--timeout <seconds>' },
  deadline: { call: '`deadline`, in ms' },
  maxConnections: { call: '`maxConnections`' },
  waitTimeout: { call: 'a larger `waitTimeout`, in ms' },
  baseURL: { call: '`baseURL`', command: '--base-url <url>' },
  workspace: { call: '`workspace`, of the call or of the client', command: '--workspace <name>' },
  contextName: { call: '`contextName`', command: '--context <name>' },
  // Getters, so that bundlers see that nothing happens when the file is loaded.
  configPath: {
    call: '`configPath`',
    get command() {
      return `export ${variableName('CONFIG_FILE')}=<path>`
    },
  },
  certificateAuthority: {
    get call() {
      return `\`certificateAuthority\`, or ${variableName('CLIENT_SSL_CERT_FILE')}`
    },
    command: 'nemo config set --certificate-authority <path>',
  },
  allowSelf: { call: '`allowSelf: true`', command: '--allow-self' },
  existOk: { call: '`exist_ok: true`' },
  strict: { call: 'leave out `strict`' },
  filter: { call: '`filter`', command: '--filter <filter>' },
  clientOptions: { call: 'new NeMoPlatform({ … })' },
} satisfies Readonly<Record<string, OptionNames>>

/** An option that a remedy may name. */
export type OptionName = keyof typeof OPTIONS

/** What an option does, and its names. */
export function setOption(name: OptionName, text: string): Remedy {
  return { text, ...OPTIONS[name] }
}
