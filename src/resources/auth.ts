/** The caller's own identity, and where to log in. */

import type { InspectConfig } from '../diagnosis/check.ts'
import { loadPart } from '../errors/load-part.ts'
import { path } from '../http/request/path.ts'
import { checkRequestOptions, type RequestOptions } from '../http/request/request-options.ts'
import type { APIPromise } from '../http/response/api-promise.ts'
import type {
  AuthDiscovery,
  AuthStatus,
  CanAnswer,
  CanParams,
  CheckResult,
  DiagnoseParams,
  Explanation,
  Identity,
  WaitForAccessParams,
} from '../types/index.ts'
import { snapshot } from './shared/params.ts'
import type { ResourceContext } from './shared/resource-context.ts'

/** `client.auth`: the caller's own identity, and where to log in. */
export class Auth {
  readonly #context: ResourceContext
  readonly #inspectConfig: InspectConfig | undefined

  /** @internal */
  constructor(context: ResourceContext, inspectConfig?: InspectConfig) {
    this.#context = context
    this.#inspectConfig = inspectConfig
  }

  /**
   * Whom the current token names, where it comes from and until when it is valid. Sends nothing: ask
   * {@link Auth.whoami} for what the platform makes of it.
   */
  async status(): Promise<AuthStatus> {
    const { tokenStatus } = await loadPart(import('./own-token.ts'))
    return tokenStatus(this.#context)
  }

  /**
   * A token that is valid now, for programs that send requests themselves. It is refreshed if need be; an unsigned one of
   * the config file that has ended is renewed on the spot.
   *
   * @throws AuthError if nobody is logged in, or the token has ended and cannot be refreshed within `timeout`; APIUserAbortError.
   */
  async token(options?: Pick<RequestOptions, 'signal' | 'timeout'>): Promise<string> {
    const { validToken } = await loadPart(import('./own-token.ts'))
    return validToken(this.#context, options)
  }

  /**
   * Refreshes the stored token even when it is not due, and stores the new one: for one that is to last through a long
   * job. Spends the refresh token; an unsigned token is renewed for the same length of time, without asking anybody. A refresh that
   * takes longer than `timeout` goes on, and the next call finds its tokens.
   *
   * @returns What is known about the new token.
   * @throws AuthError where there is no refresh token, where it is refused, where the token comes from elsewhere, or where there is no
   *   answer within `timeout`; APIUserAbortError.
   */
  async refresh(options?: Pick<RequestOptions, 'signal' | 'timeout'>): Promise<AuthStatus> {
    const { refreshToken } = await loadPart(import('./own-token.ts'))
    await refreshToken(this.#context, options)
    return this.status()
  }

  /**
   * Asks whether the platform wants a login, and where to log in. Needs no token.
   *
   * @returns `{ auth_enabled, oidc }`; `oidc` is null without an identity provider.
   * @see `GET /apis/auth/discovery`
   */
  discover(options?: RequestOptions): APIPromise<AuthDiscovery> {
    return this.#context.http.request(
      () => ({ method: 'GET', path: path`/apis/auth/discovery`, withoutToken: true }),
      options,
    )
  }

  /**
   * Asks the platform whom it takes you for. Needs a token, but no role.
   *
   * @returns Subject, e-mail address, groups, scopes and kind of the token.
   * @throws AuthenticationError without a valid token.
   * @see `GET /apis/auth/authenticate`
   */
  whoami(options?: RequestOptions): APIPromise<Identity> {
    return this.#context.http.request(() => ({ method: 'GET', path: path`/apis/auth/authenticate` }), options)
  }

  /**
   * The same as {@link Auth.whoami}, as POST.
   *
   * @deprecated Use {@link Auth.whoami}.
   * @see `POST /apis/auth/authenticate`
   */
  authenticate(options?: RequestOptions): APIPromise<Identity> {
    return this.#context.http.request(
      () => ({ method: 'POST', path: path`/apis/auth/authenticate` }),
      options,
    )
  }

  /**
   * The same as {@link Auth.whoami}, under the name that the Python SDK has for it.
   *
   * @deprecated Use {@link Auth.whoami}.
   * @see `GET /apis/auth/authenticate`
   */
  authenticateGet(options?: RequestOptions): APIPromise<Identity> {
    return this.whoami(options)
  }

  /**
   * Finds out why a call failed. The server says no more than `Unauthorized` or `Forbidden`: the rest comes from the token,
   * from discovery, from what this client has changed, and from questions that change nothing on the platform. The token goes
   * nowhere but to the platform, and is not refreshed.
   *
   * @param error - Any error of this package; others are said to be foreign, unless one of ours is their cause.
   * @returns `{ cause, confidence, summary, evidence, remedies, advice }`, without secrets. A cause is `certain` only where nothing else
   *   fits.
   * @throws InvalidArgumentError for options that do not fit. What could not be found out is left out.
   * @see `GET /apis/auth/discovery`, `GET /apis/auth/authenticate`, and lists of the workspace that the call was for
   */
  async explain(error: unknown, options?: Pick<RequestOptions, 'signal'>): Promise<Explanation> {
    const { explainError } = await loadPart(import('../diagnosis/explain.ts'))
    return explainError(this.#context, error, checkRequestOptions(options).signal)
  }

  /**
   * Checks, in order, all that can be in the way: config file, platform, clock, token, scopes, role. Changes nothing,
   * refreshes nothing, sends the token nowhere but to the platform, and ends within 15 seconds.
   *
   * @returns One `{ id, status, summary, evidence, remedies, advice }` per check; a check that cannot know is `skip` and says why.
   * @see `GET /apis/auth/discovery`, `/cluster-info`, `/status`, `/apis/auth/authenticate`, and lists of the workspace
   */
  async diagnose(
    params: DiagnoseParams = {},
    options?: Pick<RequestOptions, 'signal'>,
  ): Promise<CheckResult[]> {
    const given = snapshot(params)
    const { runDiagnosis } = await loadPart(import('./auth-questions.ts'))
    return runDiagnosis(this.#context, given, this.#inspectConfig, options)
  }

  /**
   * Whether you may do something, by role and scopes, found out without doing it.
   *
   * @returns `{ allowed, permission, missing, summary, evidence, remedies, advice }`; `missing` is `token`, `scope` or `role`.
   * @throws InvalidArgumentError for a verb or resource that the API does not have.
   */
  async can(params: CanParams, options?: Pick<RequestOptions, 'signal'>): Promise<CanAnswer> {
    const given = snapshot(params)
    const { askWhetherAllowed } = await loadPart(import('./auth-questions.ts'))
    return askWhetherAllowed(this.#context, given, options)
  }

  /**
   * Waits until you really have a role, or a permission, in a workspace: a role takes up to half a minute to take effect after it was given.
   * Looks with requests that change nothing.
   *
   * @returns Nothing, as soon as the platform allows what the role allows.
   * @throws WaitTimeoutError if it does not in time: then the role was not given, or the token lacks a scope; NotFoundError if
   *   there is no such workspace; AuthenticationError without a valid token.
   */
  async waitForAccess(params: WaitForAccessParams = {}, options?: RequestOptions): Promise<void> {
    const given = snapshot(params)
    const { waitUntilAllowed } = await loadPart(import('./auth-questions.ts'))
    return waitUntilAllowed(this.#context, given, options)
  }
}
