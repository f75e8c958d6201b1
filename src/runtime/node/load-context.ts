/**
 * Loads what opens a context. As built, Node does so when the first one is opened, and bundlers take it in from the start: see
 * `onDemand()` in `rolldown.config.ts`.
 */

import * as context from './context.ts'

/** What opens a context; at once, since a client is made in one step. */
export function loadContext(): typeof context {
  return context
}
