/** Checks of the platform itself: there, well, and with the right time. */

import { type Check, check, NOT_ASKED } from '../check.ts'
import { clockEvidence } from '../clock.ts'
import { CLOCK_TOLERANCE, durationText, record } from '../facts.ts'
import { platformHealth } from '../server-faults.ts'

/** In their order. */
export const SERVER_CHECKS: readonly Check[] = [
  check('server-reachable', async (report, facts) => {
    const probed = await facts.ask('/apis/auth/discovery', { withoutToken: true })
    const base = facts.subject.http.baseURL
    if (probed.answer === undefined) {
      if (probed.ranOutOfTime) return report.skip(`No answer within the time limit.`)
      return report.fail(
        `${base} cannot be reached.`,
        [probed.problem],
        ['Check the base URL: nemo config view', `curl ${base.replace(/\/$/, '')}/health/live`],
      )
    }
    if ((await facts.discovery()) !== undefined) return report.pass(`${base} answers.`)
    const { status, words, isHtml } = probed.answer
    return report.fail(
      isHtml
        ? 'An HTML page came in place of the platform: a proxy or login page stands in between, or the base URL is wrong.'
        : `What answers at ${base} is not the platform.`,
      [`GET /apis/auth/discovery: ${status} ${words}`],
      ['Check the base URL: nemo config view', `Open ${base} in a browser`],
    )
  }),
  check('server-version', async (report, facts) => {
    const { answer } = await facts.ask('/cluster-info', { withoutToken: true })
    const version = record(answer?.json)?.['platform_version']
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
  check('server-health', async (report, facts) => {
    const health = await platformHealth(facts)
    if (health.status === undefined)
      return report.skip('The platform does not tell how it is.', health.evidence)
    const logs = ["Look at the platform's log"]
    if (health.status === 'healthy') return report.pass('All services are ready.', health.evidence)
    if (health.status === 'degraded') return report.warn('The platform runs in part.', health.evidence, logs)
    return report.fail(`The platform says that it is ${health.status}.`, health.evidence, logs)
  }),
  check('auth-enabled', async (report, facts) => {
    const discovery = await facts.discovery()
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
  check('clock-skew', async (report, facts) => {
    await facts.ask('/apis/auth/discovery', { withoutToken: true })
    const offset = facts.clockOffset
    if (offset === undefined) return report.skip('The platform did not tell the time.')
    if (Math.abs(offset) < CLOCK_TOLERANCE) return report.pass('The clocks of platform and machine agree.')
    return report.warn(
      `The clocks of platform and machine differ by ${durationText(offset)}.`,
      clockEvidence(facts),
      ['timedatectl set-ntp true'],
    )
  }),
]

// --- internal ---

function said(path: string, answer: { status: number; words: string } | undefined): string[] {
  return answer === undefined ? [] : [`GET ${path}: ${answer.status} ${answer.words}`]
}
