/** The troubleshooting page as checks: each looks, none changes anything, and one that cannot know says so. */

import type { CheckResult } from '../types/index.ts'
import { type DiagnoseSettings, skip } from './check.ts'
import { ACCESS_CHECKS } from './checks/access.ts'
import { GATEWAY_CHECKS } from './checks/gateway.ts'
import { SERVER_CHECKS } from './checks/server.ts'
import { TOKEN_CHECKS } from './checks/token.ts'
import { Facts, type Subject } from './facts.ts'
import { limited, withoutSecrets } from './prober.ts'

/** Runs all checks. Never fails: a check that cannot look is skipped, with the reason. */
export async function runChecks(subject: Subject, settings: DiagnoseSettings): Promise<CheckResult[]> {
  const facts = await Facts.of(subject, limited(settings.signal))
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
