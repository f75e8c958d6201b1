/** The troubleshooting page as checks: each looks, none changes anything, and one that cannot know says so. */

import type { CheckResult } from '../types/index.ts'
import { type DiagnoseSettings, skip } from './check.ts'
import { ACCESS_CHECKS } from './checks/access.ts'
import { GATEWAY_CHECKS } from './checks/gateway.ts'
import { SERVER_CHECKS } from './checks/server.ts'
import { TOKEN_CHECKS } from './checks/token.ts'
import { Facts, type Subject } from './facts.ts'
import { clean } from './prober.ts'

/** Longest time that all checks together may take, in ms. */
const TIME_LIMIT = 15_000
/** Runs all checks. Never fails: a check that cannot look is skipped, with the reason. */
export async function runChecks(subject: Subject, settings: DiagnoseSettings): Promise<CheckResult[]> {
  const limit = AbortSignal.timeout(TIME_LIMIT)
  const signal = settings.signal === undefined ? limit : AbortSignal.any([settings.signal, limit])
  const facts = await Facts.of(subject, signal)
  const config = (await settings.inspectConfig?.()) ?? [skip('config-file', 'No config file is in use.')]
  const results: CheckResult[] = [...config]
  for (const check of CHECKS) {
    try {
      results.push(await check(facts, settings))
    } catch (error) {
      // Not to know is no reason to keep the other checks back.
      results.push(
        skip(check.id, `It could not be checked: ${error instanceof Error ? error.message : String(error)}`),
      )
    }
  }
  return results.map((result) => withoutSecrets(result, facts.token))
}

// --- internal ---

const CHECKS = [...SERVER_CHECKS, ...TOKEN_CHECKS, ...ACCESS_CHECKS, ...GATEWAY_CHECKS]

function withoutSecrets(result: CheckResult, token: string | undefined): CheckResult {
  return {
    ...result,
    summary: clean(result.summary, token),
    evidence: result.evidence.map((line) => clean(line, token)),
    remedies: result.remedies.map((line) => clean(line, token)),
  }
}
