/** What a check is made of. */

import type { CheckResult, CheckStatus } from '../types/index.ts'
import type { DiagnosticContext } from './diagnostic-context.ts'

/** What was found in the config file; undefined where none is in use. */
export type InspectConfig = () => Promise<readonly CheckResult[]>

/** What to look at. */
export interface DiagnoseSettings {
  readonly workspace: string | undefined
  readonly gateway: boolean
  readonly inspectConfig: InspectConfig | undefined
  readonly signal: AbortSignal | undefined
}

/** One check. */
export type Check = Look & { readonly id: string }

/** Makes a check of what looks. */
export function check(
  id: string,
  look: (report: Report, context: DiagnosticContext, settings: DiagnoseSettings) => ReturnType<Look>,
): Check {
  const run: Look = (context, settings) => look(reporter(id), context, settings)
  return Object.assign(run, { id })
}

/** A check that was not made, and why. */
export function skip(id: string, reason: string): CheckResult {
  return reporter(id).skip(reason)
}

/** Reasons that several checks have for not looking. */
export const NO_TOKEN = 'There is no token to look at.'
export const NOT_ASKED = 'The platform gave no answer that tells.'
export const AUTH_OFF = 'Authentication is off.'

type Look = (context: DiagnosticContext, settings: DiagnoseSettings) => CheckResult | Promise<CheckResult>

type Report = Readonly<
  Record<
    CheckStatus,
    (summary: string, evidence?: readonly string[], remedies?: readonly string[]) => CheckResult
  >
>

function reporter(id: string): Report {
  const say =
    (status: CheckStatus) =>
    (summary: string, evidence: readonly string[] = [], remedies: readonly string[] = []): CheckResult => ({
      id,
      status,
      summary,
      evidence: [...evidence],
      remedies: [...remedies],
    })
  return { pass: say('pass'), fail: say('fail'), warn: say('warn'), skip: say('skip') }
}
