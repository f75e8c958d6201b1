/** The check of what a gateway lets through. */

import { AUTH_OFF, type Check, check, NOT_ASKED } from '../check.ts'
import type { ProbeResult } from '../probe.ts'

/** Without a token, and only where it was asked for. */
export const GATEWAY_CHECKS: readonly Check[] = [
  check('gateway-headers', async (report, context, { gateway }) => {
    if (!gateway)
      return report.skip(
        'Not asked for: pass `gateway: true` (nemo auth doctor --gateway) to try identity headers from outside.',
      )
    const discovery = await context.discovery()
    if (discovery === undefined) return report.skip(NOT_ASKED)
    if (!discovery.authEnabled) return report.skip(AUTH_OFF)
    const withHeader = (headers: Record<string, string>) =>
      context.probe.ask({
        path: '/apis/entities/v2/workspaces?page_size=1',
        withoutToken: true,
        headers: { authorization: null, ...headers },
      })
    const principal = await withHeader({ 'x-nmp-principal-id': 'nemo-platform-doctor@example.invalid' })
    const authorized = await withHeader({ 'x-nmp-authorized': 'true' })
    const outcome = (name: string, { answer, problem }: ProbeResult) =>
      `${name} without a token: ${answer === undefined ? problem : answer.status}`
    const evidence = [outcome('X-NMP-Principal-Id', principal), outcome('X-NMP-Authorized: true', authorized)]
    const isIn = ({ answer }: ProbeResult) =>
      answer !== undefined && (answer.status < 300 || answer.status === 403) && !answer.isHtml
    // Without identity, 0.6.0 answers 401 to X-NMP-Authorized, believed or not; a 403 to it would say nothing.
    if (isIn(principal) || (isIn(authorized) && authorized.answer?.status !== 403)) {
      return report.fail(
        'Identity headers from outside are believed: whoever reaches this URL can act as anybody.',
        evidence,
        [
          { text: 'Let the gateway strip X-NMP-Principal-*, X-NMP-Scopes and X-NMP-Authorized from outside' },
          { text: 'Let nobody reach the platform but through the gateway' },
        ],
      )
    }
    const refused = [principal, authorized].every(({ answer }) => answer?.status === 401)
    return refused
      ? report.pass('Identity headers from outside are not believed.', evidence)
      : report.skip('The answers do not tell whether the headers are believed.', evidence)
  }),
]
