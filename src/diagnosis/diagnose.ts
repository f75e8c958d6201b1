/** The troubleshooting page as checks: each looks, none changes anything, and one that cannot know says so. */

import { problemOf } from '../errors/problem.ts'
import type { CheckResult } from '../types/index.ts'
import { type Check, type CheckOutcome, type DiagnoseSettings, skip } from './check.ts'
import { ACCESS_CHECKS } from './checks/access.ts'
import { GATEWAY_CHECKS } from './checks/gateway.ts'
import { SERVER_CHECKS } from './checks/server.ts'
import { TOKEN_CHECKS } from './checks/token.ts'
import { DiagnosticContext, type Target } from './diagnostic-context.ts'
import { presented } from './finding.ts'
import { limited } from './probe.ts'

/** Runs all checks. Never fails: a check that cannot look is skipped, with the reason. */
export async function runChecks(target: Target, settings: DiagnoseSettings): Promise<CheckResult[]> {
  const context = await DiagnosticContext.of(target, limited(settings.signal))
  const config = settings.inspectConfig?.() ?? [skip('config-file', 'No config file is in use.')]
  // All at once: each waits for the answers that it needs, which several share.
  const looks = CHECKS.map((check) => outcomeOf(check, context, settings))
  const results = [...(await config), ...(await Promise.all(looks))]
  return results.map((result) => presented(result, context.token))
}

async function outcomeOf(
  check: Check,
  context: DiagnosticContext,
  settings: DiagnoseSettings,
): Promise<CheckOutcome> {
  try {
    return await check(context, settings)
  } catch (error) {
    // One check that breaks must not keep the others back.
    return skip(check.id, `It could not be checked: ${problemOf(error)}`)
  }
}

const CHECKS = [...SERVER_CHECKS, ...TOKEN_CHECKS, ...ACCESS_CHECKS, ...GATEWAY_CHECKS]
