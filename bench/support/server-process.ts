/** The server as seen by the bench: where it is, and how to set up its tokens. */

import { Child } from './child.ts'
import { pathOf } from './paths.ts'
import type { Login, Statistics } from './server-answers.ts'

/** A running server. */
export class ServerProcess {
  readonly url: string
  readonly #child: Child

  private constructor(url: string, child: Child) {
    this.url = url
    this.#child = child
  }

  /** Starts the server in a process of its own. */
  static async start(): Promise<ServerProcess> {
    const child = new Child({ file: process.execPath, args: [pathOf('server.ts')], home: '/' })
    const { url } = await child.next()
    return new ServerProcess(String(url), child)
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
