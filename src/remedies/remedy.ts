/** A remedy as data, and the two ways it is shown: to whoever writes code, and to whoever sits at a terminal. */

/** One thing that may solve a problem. */
export interface Remedy {
  /** What to do, in words that fit both audiences; just the command where nothing has to be added to it. */
  readonly text: string
  /** A shell line that does it. */
  readonly command?: string | undefined
  /** A call, or an option in backticks, that does it in code. */
  readonly call?: string | undefined
}

/** A remedy for somebody who writes code: with the call where there is one, else with the command. */
export function forCode({ text, command, call }: Remedy): string {
  return withAction(text, call ?? command)
}

/** A remedy for somebody at a terminal: with the command, never with a call. */
export function forTerminal({ text, command }: Remedy): string {
  return withAction(text, command)
}

function withAction(text: string, action: string | undefined): string {
  return action === undefined || action === text ? text : `${text}: ${action}`
}
