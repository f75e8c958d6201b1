/** The server as seen by the bench: where it is, and how to set up its tokens. */

import { Child } from './child.ts'
import { pathOf } from './paths.ts'
import type { Login, Statistics } from './server-answers.ts'

/** The token of those who bring their own; the server takes any. */
const TOKEN = 'bench-token'

/** A running server. */
export class ServerProcess {
  readonly url: string
  /** What its clients show. */
  readonly token: string
  readonly #child: Child

  private constructor(url: string, token: string, child: Child) {
    this.url = url
    this.token = token
    this.#child = child
  }

  /** Starts the server in a process of its own. */
  static async start(program = 'server.ts'): Promise<ServerProcess> {
    const child = new Child({ file: process.execPath, args: [pathOf(program)], home: '/', role: 'server' })
    const { url, token = TOKEN } = await child.next()
    return new ServerProcess(String(url), String(token), child)
  }

  /** Begins a login anew, whose access token ends at that moment (seconds since 1970). */
  async login(expiresAt: number): Promise<Login> {
    const response = await fetch(`${this.url}/bench/login?expiresAt=${expiresAt}`, { method: 'POST' })
    return (await response.json()) as Login
  }

  /** What has been asked of the token endpoint since then. */
  async statistics(): Promise<Statistics> {
    return (await (await fetch(`${this.url}/bench/statistics`)).json()) as Statistics
  }

  /** Ends the server. */
  stop(): void {
    this.#child.stop()
  }
}
