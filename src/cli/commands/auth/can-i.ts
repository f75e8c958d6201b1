/** `nemo auth can-i`. */

import type { CanAnswer, NeMoPlatform } from '../../../index.ts'
import { SilentError } from '../../errors.ts'
import type { Invocation } from '../../invocation.ts'
import { adviceLines } from '../../output/advice.ts'
import type { Progress } from '../../output/progress.ts'
import { printableLine } from '../../output/terminal.ts'

/** Flags of the command. */
export interface CanFlags {
  readonly wait?: true
  readonly json?: true
}

/** A role takes up to half a minute to arrive, in ms. */
const LONGEST_WAIT = 35_000
const PAUSE = 1_000

/** Answers yes or no, and says what is missing. Exit code 1 unless the answer is yes. */
export async function canI(
  invocation: Invocation,
  verb: string,
  resource: string,
  flags: CanFlags,
): Promise<void> {
  const client = invocation.client()
  const answer = flags.wait
    ? await waitForIt(invocation, client, verb, resource)
    : await client.auth.can({ verb, resource }, { signal: invocation.io.signal })
  const format = invocation.globals.outputFormat
  if (flags.json) invocation.sayJson(answer, 2)
  else if (format !== undefined && format !== 'table') await invocation.print(answer)
  else printAnswer(invocation, answer)
  if (answer.allowed !== true) throw new SilentError()
}

/** Only a role can be on its way: scopes and tokens do not change by waiting. */
async function waitForIt(
  invocation: Invocation,
  client: NeMoPlatform,
  verb: string,
  resource: string,
): Promise<CanAnswer> {
  const { io } = invocation
  const deadline = performance.now() + LONGEST_WAIT
  let progress: Progress | undefined
  try {
    for (;;) {
      const answer = await client.auth.can({ verb, resource }, { signal: io.signal })
      const isOver = answer.allowed || answer.missing !== 'role' || performance.now() >= deadline
      if (isOver || io.signal.aborted) return answer
      progress ??= invocation.progress('Waiting for the role to take effect')
      await new Promise((resolve) => setTimeout(resolve, PAUSE))
    }
  } finally {
    progress?.stop()
  }
}

function printAnswer(
  invocation: Invocation,
  { allowed, summary, evidence, advice, permission }: CanAnswer,
): void {
  const { style } = invocation
  const colour = allowed ? style.green : allowed === undefined ? style.yellow : style.red
  invocation.sayText(colour(printableLine(summary)))
  invocation.say(style.dim(`  permission: ${permission}`))
  if (allowed) return
  for (const line of evidence) invocation.sayText(style.dim(printableLine(line)), '  ')
  for (const line of adviceLines(advice)) invocation.sayText(printableLine(line), '  → ')
}
