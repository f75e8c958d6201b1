/** Checks of the platform itself: there, well, and with the right time. */

import { asRecord } from '../../json.ts'
import { CLOCK_TOLERANCE } from '../../jwt/clock-tolerance.ts'
import { type Check, check, NOT_ASKED } from '../check.ts'
import { clockEvidence } from '../clock.ts'
import { durationText } from '../diagnostic-context.ts'
import { platformHealth } from '../server-errors.ts'

/** In their order. */
export const SERVER_CHECKS: readonly Check[] = [
  check('server-reachable', async (report, context) => {
    const probed = await context.ask('/apis/auth/discovery', { withoutToken: true })
    const base = context.target.http.baseURL
    if (probed.answer === undefined) {
      if (probed.ranOutOfTime) return report.skip(`No answer within the time limit.`)
      return report.fail(
        `${base} cannot be reached.`,
        [probed.problem],
        ['Check the base URL: nemo config view', `curl ${base.replace(/\/$/, '')}/health/live`],
      )
    }
    if ((await context.discovery()) !== undefined) return report.pass(`${base} answers.`)
    const { status, words, isHtml } = probed.answer
    return report.fail(
      isHtml
        ? 'An HTML page came in place of the platform: a proxy or login page stands in between, or the base URL is wrong.'
        : `What answers at ${base} is not the platform.`,
      [`GET /apis/auth/discovery: ${status} ${words}`],
      ['Check the base URL: nemo config view', `Open ${base} in a browser`],
    )
  }),
  check('server-version', async (report, context) => {
    const { answer } = await context.ask('/cluster-info', { withoutToken: true })
    const version = asRecord(answer?.json)?.['platform_version']
    if (typeof version !== 'string')
      return report.skip('The platform does not tell its version.', said('/cluster-info', answer))
    const [, major, minor] = /^(\d+)\.(\d+)/.exec(version) ?? []
    if (major === '0' && Number(minor) < 6) {
      return report.warn(
        `The platform is ${version}; this client was made for 0.6.`,
        [],
        ['Update the platform'],
      )
    }
    return report.pass(`The platform is ${version}.`)
  }),
  check('server-health', async (report, context) => {
    const health = await platformHealth(context)
    if (health.status === undefined)
      return report.skip('The platform does not tell how it is.', health.evidence)
    const logs = ["Look at the platform's log"]
    if (health.status === 'healthy') return report.pass('All services are ready.', health.evidence)
    if (health.status === 'degraded') return report.warn('The platform runs in part.', health.evidence, logs)
    return report.fail(`The platform says that it is ${health.status}.`, health.evidence, logs)
  }),
  check('auth-enabled', async (report, context) => {
    const discovery = await context.discovery()
    if (discovery === undefined) return report.skip(NOT_ASKED)
    if (!discovery.authEnabled)
      return report.warn(
        'Authentication is off: everybody may do everything.',
        [],
        ['Set auth.enabled: true in the platform config, where more than one person uses it'],
      )
    return report.pass(
      discovery.hasProvider
        ? `Authentication is on, with the identity provider ${discovery.issuer ?? ''}.`
        : 'Authentication is on, without an identity provider.',
    )
  }),
  check('clock-skew', async (report, context) => {
    await context.ask('/apis/auth/discovery', { withoutToken: true })
    const offset = context.clockOffset
    if (offset === undefined) return report.skip('The platform did not tell the time.')
    if (Math.abs(offset) < CLOCK_TOLERANCE) return report.pass('The clocks of platform and machine agree.')
    return report.warn(
      `The clocks of platform and machine differ by ${durationText(offset)}.`,
      clockEvidence(context),
      ['timedatectl set-ntp true'],
    )
  }),
]

function said(path: string, answer: { status: number; words: string } | undefined): string[] {
  return answer === undefined ? [] : [`GET ${path}: ${answer.status} ${answer.words}`]
}
