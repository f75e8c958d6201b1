/** The device flow (RFC 8628): a code is shown, and somebody enters it in a browser on any machine. */

import type { OidcClient } from '../../discovery-document.ts'
import { NEMO_HELIX } from '../../generations.ts'
import { sleep } from '../../http/transport/idle-timeout.ts'
import type { PlainFetch } from '../discovery.ts'
import {
  requestDeviceCode,
  requestDeviceToken,
  type TokenAnswer,
  TokenRequestError,
} from '../token-request.ts'
import { deviceId } from './device-id.ts'
import type { BrowserLoginOptions, DeviceLoginOptions } from './login-options.ts'
import { expiredCodeError, loginRefusedError, type ProviderContext } from './provider-errors.ts'

/** Whom to ask for what. */
export interface DeviceGrant extends Omit<ProviderContext, 'step'> {
  readonly deviceEndpoint: string
  readonly tokenEndpoint: string
  readonly client: OidcClient
  readonly fetch: PlainFetch
}

/** What a device calls itself where the platform gives it no name; the Python tools call themselves so. */
const DEFAULT_DEVICE_NAME = `${NEMO_HELIX.product} CLI`
/** What `slow_down` adds to the pause, in seconds, for good. */
const SLOWER = 5
/** Looks without an answer, one after the other, that are borne. */
const MOST_FAILURES = 5

/**
 * Asks for a code, shows it and waits until it has been approved. A provider that gives no answer is asked again.
 *
 * @throws AuthError if it is denied, expires, or the provider refuses.
 */
export async function deviceLogin(
  grant: DeviceGrant,
  options: DeviceLoginOptions | BrowserLoginOptions,
): Promise<TokenAnswer> {
  const { clientId, fetch, scopes, client } = grant
  const { signal } = options
  const scope = scopes.join(' ')
  const parameters = { scope, ...(await deviceParameters(client)) }
  const start = { url: grant.deviceEndpoint, clientId, fetch }
  const code = await requestDeviceCode(start, parameters, signal).catch((error: unknown) => {
    throw error instanceof TokenRequestError
      ? loginRefusedError(error, { ...grant, step: 'device-code' })
      : error
  })
  const deadline = performance.now() + code.expiresIn * 1000
  const { verificationUri, verificationUriComplete, userCode, expiresIn } = code
  await options.onCode?.({ verificationUri, verificationUriComplete, userCode, expiresIn })
  let { interval } = code
  let failures = 0
  let problem: string | undefined
  for (;;) {
    const left = (deadline - performance.now()) / 1000
    if (left <= 0) throw expiredCodeError()
    options.onWaiting?.({ interval, expiresIn: Math.ceil(left), problem })
    await sleep(Math.min(interval, left) * 1000, signal)
    try {
      const endpoint = { url: grant.tokenEndpoint, clientId, fetch, bearerField: client.bearerField }
      const pollScope = client.pollsWithScope ? scope : undefined
      return await requestDeviceToken(endpoint, code.deviceCode, pollScope, signal)
    } catch (error) {
      if (!(error instanceof TokenRequestError) || signal?.aborted) throw error
      problem = undefined
      if (error.code === 'slow_down') interval += SLOWER
      else if (error.code === 'expired_token') throw expiredCodeError(error)
      else if (error.code !== 'authorization_pending') {
        failures += 1
        if (!isTransient(error) || failures > MOST_FAILURES)
          throw loginRefusedError(error, { ...grant, step: 'device-token' })
        problem = error.problem
        // A provider in trouble is asked less often (section 3.5).
        interval += 1
        continue
      }
      failures = 0
    }
  }
}

/** What some providers want to know of a device. */
async function deviceParameters({ needsDeviceId, deviceName }: OidcClient): Promise<Record<string, string>> {
  const name = deviceName ?? (needsDeviceId ? DEFAULT_DEVICE_NAME : undefined)
  return {
    ...(needsDeviceId ? { device_id: await deviceId() } : {}),
    ...(name === undefined ? {} : { display_name: name }),
  }
}

/** No answer, or one of a server in trouble, says nothing about the code. */
function isTransient({ outcome, code, status = 0 }: TokenRequestError): boolean {
  if (outcome !== 'refused') return code === undefined
  return status >= 500 || status === 429 || code === 'temporarily_unavailable'
}
