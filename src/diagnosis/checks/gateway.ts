/** The check of what a gateway lets through. */

import { PRODUCTS } from '../../generations.ts'
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
    const probes = await Promise.all(
      PRODUCTS.map(async ({ headerPrefix }) => ({
        headerPrefix,
        principal: await withHeader({
          [`${headerPrefix}Principal-Id`]: 'nemo-platform-doctor@example.invalid',
        }),
        authorized: await withHeader({ [`${headerPrefix}Authorized`]: 'true' }),
      })),
    )
    const outcome = (name: string, { answer, problem }: ProbeResult) =>
      `${name} without a token: ${answer === undefined ? problem : answer.status}`
    const evidence = probes.flatMap(({ headerPrefix, principal, authorized }) => [
      outcome(`${headerPrefix}Principal-Id`, principal),
      outcome(`${headerPrefix}Authorized: true`, authorized),
    ])
    const isIn = ({ answer }: ProbeResult) =>
      answer !== undefined && (answer.status < 300 || answer.status === 403) && !answer.isHtml
    // Without identity a platform answers 401 to …-Authorized, believed or not; a 403 to it would say nothing.
    const believed = probes.filter(
      ({ principal, authorized }) =>
        isIn(principal) || (isIn(authorized) && authorized.answer?.status !== 403),
    )
    if (believed.length > 0) {
      const names = PRODUCTS.flatMap(({ headerPrefix }) =>
        ['Principal-*', 'Scopes', 'Authorized'].map((name) => `${headerPrefix}${name}`),
      )
      return report.fail(
        'Identity headers from outside are believed: whoever reaches this URL can act as anybody.',
        evidence,
        [
          { text: `Let the gateway strip ${names.slice(0, -1).join(', ')} and ${names.at(-1)} from outside` },
          { text: 'Let nobody reach the platform but through the gateway' },
        ],
      )
    }
    const refused = probes
      .flatMap(({ principal, authorized }) => [principal, authorized])
      .every(({ answer }) => answer?.status === 401)
    return refused
      ? report.pass('Identity headers from outside are not believed.', evidence)
      : report.skip('The answers do not tell whether the headers are believed.', evidence)
  }),
]
