/** What a check is made of. */

import type { Remedy } from '../remedies/index.ts'
import type { CheckResult, CheckStatus, KnownCheckId } from '../types/index.ts'
import type { DiagnosticContext } from './diagnostic-context.ts'

/** The outcome of a check, before it is handed out: remedies as data only. */
export type CheckOutcome = Omit<CheckResult, 'remedies'>

/** Checks the config file and what lies beside it. */
export type InspectConfig = () => Promise<readonly CheckOutcome[]>

/** What to look at. */
export interface DiagnoseSettings {
  readonly workspace: string | undefined
  readonly gateway: boolean
  readonly inspectConfig: InspectConfig | undefined
  readonly signal: AbortSignal | undefined
}

/** One check. */
export type Check = RunCheck & { readonly id: KnownCheckId }

/** Makes a check of what looks. */
export function check(
  id: KnownCheckId,
  look: (report: Report, context: DiagnosticContext, settings: DiagnoseSettings) => ReturnType<RunCheck>,
): Check {
  const run: RunCheck = (context, settings) => look(reporter(id), context, settings)
  return Object.assign(run, { id })
}

/** A check that was not made, and why. */
export function skip(id: KnownCheckId, reason: string): CheckOutcome {
  return reporter(id).skip(reason)
}

/** Reasons that several checks have for not looking. */
export const NO_TOKEN = 'There is no token to look at.'
export const NOT_ASKED = 'The platform gave no answer that tells.'
export const AUTH_OFF = 'Authentication is off.'

type RunCheck = (
  context: DiagnosticContext,
  settings: DiagnoseSettings,
) => CheckOutcome | Promise<CheckOutcome>

type Report = Readonly<
  Record<
    CheckStatus,
    (summary: string, evidence?: readonly string[], advice?: readonly Remedy[]) => CheckOutcome
  >
>

function reporter(id: KnownCheckId): Report {
  const say =
    (status: CheckStatus) =>
    (summary: string, evidence: readonly string[] = [], advice: readonly Remedy[] = []): CheckOutcome => ({
      id,
      status,
      summary,
      evidence: [...evidence],
      advice: [...advice],
    })
  return { pass: say('pass'), fail: say('fail'), warn: say('warn'), skip: say('skip') }
}
