/** Options that have a name in code and a flag at the terminal, where more than one place tells of them. */

import { variableName } from '../generations.ts'
import type { Remedy } from './remedy.ts'

interface OptionNames {
  readonly call?: string
  readonly command?: string
}

const OPTIONS = {
  timeout: { call: '`timeout`, in ms', command: '--timeout <seconds>' },
  waitTimeout: { call: 'a larger `waitTimeout`, in ms' },
  baseURL: { call: '`baseURL`', command: '--base-url <url>' },
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
} satisfies Readonly<Record<string, OptionNames>>

/** What an option does, and its names. */
export function setOption(name: keyof typeof OPTIONS, text: string): Remedy {
  return { text, ...OPTIONS[name] }
}
