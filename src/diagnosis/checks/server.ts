/** Checks of the platform itself: reachable, healthy, and with the right time. */

import { asRecord } from '../../json.ts'
import { CLOCK_TOLERANCE } from '../../jwt/clock-tolerance.ts'
import { releaseNotes } from '../../platform-info.ts'
import {
  checkBaseURL,
  checkServer,
  openInBrowser,
  platformConfig,
  readPlatformLog,
  setClock,
} from '../../remedies/index.ts'
import { type Check, check, NOT_ASKED } from '../check.ts'
import { durationText } from '../diagnostic-context.ts'
import { platformHealth } from '../server-errors.ts'
import { clockEvidence } from '../token-evidence.ts'

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
        [checkBaseURL(), checkServer(base, undefined, '/health/live')],
      )
    }
    if ((await context.discovery()) !== undefined) return report.pass(`${base} answers.`)
    const { status, detail, isHtml } = probed.answer
    return report.fail(
      isHtml
        ? 'An HTML page came in place of the platform: a proxy or login page stands in between, or the base URL is wrong.'
        : `What answers at ${base} is not the platform.`,
      [`GET /apis/auth/discovery: ${status} ${detail}`],
      [checkBaseURL(), openInBrowser(base)],
    )
  }),
  check('server-version', async (report, context) => {
    const { answer } = await context.ask('/cluster-info', { withoutToken: true })
    const version = asRecord(answer?.json)?.['platform_version']
    if (typeof version !== 'string')
      return report.skip('The platform does not tell its version.', responseEvidence('/cluster-info', answer))
    const [, major, minor] = /^(\d+)\.(\d+)/.exec(version) ?? []
    if (major === '0' && Number(minor) < 6) {
      return report.warn(
        `The platform is ${version}; this client was made for 0.6.`,
        [],
        [{ text: 'Update the platform' }],
      )
    }
    return report.pass(`The platform is ${version}.`, releaseNotes(version))
  }),
  check('server-health', async (report, context) => {
    const health = await platformHealth(context)
    if (health.status === undefined)
      return report.skip('The platform does not tell how it is.', health.evidence)
    const logs = [readPlatformLog()]
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
        [platformConfig('auth.enabled', 'true', 'where more than one person uses it')],
      )
    if (discovery.problem !== undefined)
      return report.warn(
        'Authentication is on, and nobody can log in by what the platform says of it.',
        [discovery.problem],
        [platformConfig('auth.oidc')],
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
      [setClock('this machine')],
    )
  }),
]

function responseEvidence(path: string, answer: { status: number; detail: string } | undefined): string[] {
  return answer === undefined ? [] : [`GET ${path}: ${answer.status} ${answer.detail}`]
}
