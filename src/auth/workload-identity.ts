/** Tokens for workloads: the platform exchanges the token that the orchestrator put into a file (RFC 8693). */

import { readFile } from 'node:fs/promises'
import { AuthError } from '../errors/index.ts'
import { PRODUCTS, variableName } from '../generations.ts'
import type { TokenSource } from '../http/token-source.ts'
import { repeatCall, setOption } from '../remedies/index.ts'
import { withoutTrailingSlashes } from '../trailing-slashes.ts'
import type { ServerClock } from './clock.ts'
import type { Discovery, PlainFetch } from './discovery.ts'
import { endOf, lifetimeOf } from './lifetime.ts'
import { within } from './running-time.ts'
import { isSafeEndpoint } from './safe-endpoint.ts'
import { requestGrant, TokenRequestError } from './token-request.ts'
import { cachedTokenSource, type ObtainedToken, type WaitFor } from './token-sources.ts'
import type { TokenPlace } from './token-status.ts'

const TOKEN_EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange'
const ACCESS_TOKEN_TYPE = 'urn:ietf:params:oauth:token-type:access_token'
const JWT_TYPE = 'urn:ietf:params:oauth:token-type:jwt'
const DOCKER_PROOF_TYPE = 'urn:nvidia:nemo:params:oauth:token-type:docker-opaque-workload-proof'

/** Where the subject token is, and who exchanges it. */
export interface WorkloadIdentitySettings {
  readonly baseURL: string
  readonly tokenFile: string
  readonly discovery: Discovery
  readonly clock: ServerClock
  readonly fetch: PlainFetch
  readonly place: TokenPlace
}

/** Exchanges the subject token at the first request, and anew before the access token ends. The file is read each time. */
export function workloadIdentity(settings: WorkloadIdentitySettings): TokenSource {
  const slowError = (timeout: number) =>
    new AuthError('workload-identity', `The workload token exchange gave no token within ${timeout} ms.`, {
      remedies: [repeatCall(), setOption('timeout', 'Allow more time')],
    })
  const waitFor: WaitFor = (pending, wait) =>
    within(pending, wait, (timeout) => {
      throw slowError(timeout)
    })
  return cachedTokenSource(() => exchange(settings), settings.clock, settings.place, waitFor)
}

async function exchange(settings: WorkloadIdentitySettings): Promise<ObtainedToken> {
  const { baseURL, tokenFile, discovery, clock, fetch, place } = settings
  const variable = place.variable ?? variableName('WORKLOAD_IDENTITY_TOKEN_FILE')
  const failure = (problem: string, cause?: unknown) => exchangeError(variable, problem, cause)
  const document = await discovery.get()
  if (document === undefined) throw failure('The platform does not answer at /apis/auth/discovery.')
  const workload = document.provider?.workload
  if (workload?.isEnabled !== true) {
    throw failure(
      'The platform does not exchange workload tokens (workload_token_exchange_enabled is not true).',
    )
  }
  const { clientId } = workload
  const url = workload.tokenEndpoint ?? `${withoutTrailingSlashes(baseURL)}/apis/auth/token`
  if (clientId === undefined) throw failure('The platform names no client id for the exchange.')
  if (!isSafeEndpoint(url)) throw failure(`The token endpoint ${url} is neither https nor on this machine.`)
  const subjectToken = await readSubjectToken(tokenFile, variable)
  const parameters = {
    subject_token: subjectToken,
    subject_token_type: isDockerProof(subjectToken) ? DOCKER_PROOF_TYPE : JWT_TYPE,
    requested_token_type: ACCESS_TOKEN_TYPE,
    ...(workload.audience ? { audience: workload.audience } : {}),
    ...(workload.scope ? { scope: workload.scope } : {}),
  }
  try {
    const answer = await requestGrant({ url, clientId, fetch }, TOKEN_EXCHANGE, parameters, [subjectToken])
    const now = clock.now()
    const lifetime = lifetimeOf(answer.accessToken, { endsAt: endOf(answer, now), from: now })
    if (lifetime.endsAt === undefined) throw failure('The answer does not tell how long the token lives.')
    if (lifetime.endsAt <= clock.now()) throw failure('The answer holds a token that has ended already.')
    return { token: answer.accessToken, lifetime }
  } catch (error) {
    if (error instanceof TokenRequestError)
      throw failure(`Workload token exchange failed: ${error.problem}.`, error)
    throw error
  }
}

/** Proofs of workloads in Docker are no JWTs. */
function isDockerProof(token: string): boolean {
  return PRODUCTS.some(({ workloadProofPrefix }) => token.startsWith(workloadProofPrefix))
}

async function readSubjectToken(path: string, variable: string): Promise<string> {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path)).trim()
  } catch (error) {
    throw exchangeError(variable, `Unable to read ${variable} at ${path}.`, error)
  }
  if (text === '') throw exchangeError(variable, `${variable} at ${path} is empty.`)
  return text
}

function exchangeError(variable: string, problem: string, cause?: unknown): AuthError {
  const code = cause instanceof TokenRequestError ? cause.code : undefined
  const remedies = [
    { text: `Check ${variable} and auth.workload_identity in the platform config, or unset the variable` },
  ]
  return new AuthError('workload-identity', problem, { oauthError: code, cause, remedies })
}
