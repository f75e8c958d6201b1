/** What one caller has seen in one workspace, through one client. */

import type { AccessEffect } from './access-effect.ts'
import { LONGEST_PROPAGATION, SHORT_PROPAGATION } from './propagation.ts'

/** A change that a client made in its own access to a workspace. */
export interface AccessChange {
  readonly kind: AccessEffect['kind']
  /** How long ago, in ms. */
  readonly age: number
  /** Whether it may not have taken effect everywhere yet. */
  readonly isPending: boolean
}

/** Remembers the last change and what has worked since. Times are on the clock of `performance.now()`. */
export class WorkspaceHistory {
  readonly #change:
    | { readonly kind: AccessEffect['kind']; readonly at: number; readonly settledAt: number }
    | undefined
  #hasRead = false
  #hasWritten = false

  /**
   * @param kind - The change that it begins with; undefined where this client made none.
   * @param waited - Whether the server has waited until the change took effect, as far as it sees.
   */
  constructor(kind?: AccessEffect['kind'], waited = false) {
    if (kind === undefined) return
    const at = performance.now()
    this.#change = { kind, at, settledAt: at + (waited ? SHORT_PROPAGATION : LONGEST_PROPAGATION) }
  }

  /** Whether a read has worked since the last change. */
  get hasRead(): boolean {
    return this.#hasRead
  }

  /** Something has worked. */
  noteSuccess(isRead: boolean): void {
    if (isRead) this.#hasRead = true
    else this.#hasWritten = true
  }

  /** A read was refused: access was lost, and that reads worked before says nothing any more. */
  noteRefusedRead(): void {
    this.#hasRead = false
  }

  /** The last change of the caller's own access; undefined where this client made none. */
  get lastChange(): AccessChange | undefined {
    if (this.#change === undefined) return undefined
    const { kind, at, settledAt } = this.#change
    const now = performance.now()
    const isOnTheWay = now < settledAt
    return { kind, age: now - at, isPending: isOnTheWay && !(kind === 'granted' && this.#hasWritten) }
  }

  /**
   * How much longer the role that a request needs may be on its way, in ms; undefined where none is expected any more, or
   * something of the kind has worked already.
   */
  roleExpectedFor(isRead: boolean): number | undefined {
    if (this.#change?.kind !== 'granted' || this.#hasWritten || (this.#hasRead && isRead)) return undefined
    const remaining = this.#change.settledAt - performance.now()
    return remaining > 0 ? remaining : undefined
  }
}
