/** Shows the page of a login in a browser, or the code of a device login: as text always, as a picture on a terminal, and in a browser where there is one. */

import type { LoginCode, LoginPage, LoginWait } from '../../../auth/index.ts'
import type { Invocation } from '../../invocation.ts'
import { printableLine } from '../../output/terminal.ts'
import { box } from './box.ts'
import { hasBrowser, openInBrowser } from './browser.ts'

const WAITING = 'Waiting for authorization...'

/** One login's dialogue. */
export class DeviceDialogue {
  readonly #invocation: Invocation
  readonly #mayOpenBrowser: boolean
  #progress: ReturnType<Invocation['progress']> | undefined
  #problem: string | undefined

  constructor(invocation: Invocation, options: { mayOpenBrowser: boolean }) {
    this.#invocation = invocation
    this.#mayOpenBrowser = options.mayOpenBrowser
  }

  /** Shows where to go with which code, and goes there. */
  async show({ verificationUri, verificationUriComplete, userCode }: LoginCode): Promise<void> {
    const { io, style } = this.#invocation
    const page = verificationUriComplete ?? verificationUri
    const lines = [
      { label: 'Visit:', text: verificationUri },
      { label: 'Enter code:', text: userCode },
    ]
    const paint = { label: style.cyan, text: style.bold }
    for (const line of box('Authorization Required', lines, io.stdout.columns, paint)) this.#say(line)
    if (this.#isTerminal) await this.#showPicture(page)
    await this.#open(page)
    this.#startWaiting()
  }

  /** Shows the page of a login that comes back to this machine, and goes there. */
  async showPage({ url }: LoginPage): Promise<void> {
    this.#say('Open this page in a browser of this machine to log in:')
    this.#say(this.#invocation.style.bold(printableLine(url)))
    await this.#open(url)
    this.#startWaiting()
  }

  async #open(page: string): Promise<void> {
    const { io, style } = this.#invocation
    if (!this.#mayOpenBrowser || !hasBrowser(io)) return
    this.#say(style.dim('Opening browser...'))
    const problem = await openInBrowser(page)
    if (problem !== undefined)
      this.#say(style.yellow(`No browser could be opened (${problem}): open the page yourself.`))
  }

  #startWaiting(): void {
    if (this.#isTerminal) this.#progress = this.#invocation.progress(WAITING)
    else this.#say(WAITING)
  }

  /** Tells of trouble while waiting, and when it is over. */
  wait({ problem }: LoginWait): void {
    if (problem === this.#problem) return
    this.#problem = problem
    const trouble = problem === undefined ? '' : `${problem}; asking again`
    if (this.#progress !== undefined)
      this.#progress.update(trouble === '' ? WAITING : `${WAITING} (${trouble})`)
    else if (trouble !== '') this.#invocation.note(trouble)
  }

  /** The wait is over, one way or the other. */
  end(): void {
    this.#progress?.stop()
    this.#progress = undefined
  }

  get #isTerminal(): boolean {
    return this.#invocation.io.stdout.isTTY === true
  }

  async #showPicture(page: string): Promise<void> {
    const { renderUnicodeCompact } = await import('uqr')
    const picture = renderUnicodeCompact(page, { border: 1 }).split('\n')
    // A picture that is cut off or wrapped is of no use to a camera.
    const { columns, rows } = this.#invocation.io.stdout
    if ((picture[0]?.length ?? 0) > (columns ?? 80) || picture.length + 6 > (rows ?? 24)) return
    this.#say('')
    for (const line of picture) this.#say(line)
    this.#say('')
  }

  #say(line: string): void {
    this.#invocation.say(line)
  }
}
