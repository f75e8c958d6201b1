/** Who one is, and where one logs in. */

import { AuthError } from '../errors/index.ts'
import type { APIPromise } from '../http/api-promise.ts'
import type { RequestOptions } from '../http/options.ts'
import { path } from '../http/path.ts'
import type { TokenSource } from '../http/token-source.ts'
import type { AuthDiscovery, AuthStatus, Identity, WaitForAccessParams } from '../types/index.ts'
import { type Caller, optional } from './caller.ts'
import { checkNames } from './polling.ts'
import { waitForAccess } from './workspaces/access.ts'

/** `client.auth`: who one is, and where one logs in. */
export class Auth {
  readonly #caller: Caller

  /** @internal */
  constructor(caller: Caller) {
    this.#caller = caller
  }

  /**
   * Tells who one is by the token at hand, where it comes from and until when it is good. Sends nothing: ask
   * {@link Auth.whoami} for what the platform makes of it.
   */
  async status(): Promise<AuthStatus> {
    const { baseURL, tokens } = this.#caller.http
    return { baseURL, ...(tokens === undefined ? WITHOUT_TOKEN : await tokens.status()) }
  }

  /**
   * A token that is valid now, for programs that send requests themselves. It is refreshed if need be; an unsigned one of
   * the config file that has ended is renewed on the spot.
   *
   * @throws AuthError if nobody is logged in, or the token has ended and cannot be refreshed.
   */
  async token(): Promise<string> {
    return this.#tokens().validToken()
  }

  /**
   * Refreshes the stored token even when it is not due, and stores the new one: for one that is to last through a long
   * job. Spends the refresh token; an unsigned token is renewed for the same length of time, without asking anybody.
   *
   * @returns What is known about the new token.
   * @throws AuthError where there is no refresh token, where it is refused, or where the token comes from elsewhere.
   */
  async refresh(): Promise<AuthStatus> {
    await this.#tokens().refresh()
    return this.status()
  }

  /**
   * Asks whether the platform wants to know who one is, and where to log in. Needs no token.
   *
   * @returns `{ auth_enabled, oidc }`; `oidc` is null without an identity provider.
   * @see `GET /apis/auth/discovery`
   */
  discover(options?: RequestOptions): APIPromise<AuthDiscovery> {
    return this.#caller.http.request(
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
    return this.authenticateGet(options)
  }

  /**
   * The same as {@link Auth.whoami}, as POST.
   *
   * @see `POST /apis/auth/authenticate`
   */
  authenticate(options?: RequestOptions): APIPromise<Identity> {
    return this.#caller.http.request(() => ({ method: 'POST', path: path`/apis/auth/authenticate` }), options)
  }

  /**
   * The same as {@link Auth.whoami}, under the name that the Python SDK has for it.
   *
   * @see `GET /apis/auth/authenticate`
   */
  authenticateGet(options?: RequestOptions): APIPromise<Identity> {
    return this.#caller.http.request(() => ({ method: 'GET', path: path`/apis/auth/authenticate` }), options)
  }

  /**
   * Waits until you really have a role in a workspace: a role takes up to half a minute to take effect after it was given.
   * Looks with requests that change nothing.
   *
   * @returns Nothing, as soon as the platform allows what the role allows.
   * @throws WaitTimeoutError if it does not in time: then the role was not given, or the token lacks a scope; NotFoundError if
   *   there is no such workspace; AuthenticationError without a valid token.
   */
  async waitForAccess(params: WaitForAccessParams = {}, options?: RequestOptions): Promise<void> {
    const {
      workspace = this.#caller.workspace,
      role = 'Viewer',
      timeout,
      poll_interval,
      ...rest
    } = optional(params)
    checkNames(rest, [])
    await waitForAccess(this.#caller, { workspace, role, timeout, poll_interval }, options)
  }

  #tokens(): TokenSource {
    const { tokens } = this.#caller.http
    if (tokens !== undefined) return tokens
    throw new AuthError('no-credentials', 'This client has no token: it was made with a base URL alone.', {
      remedies: [
        'Pass `accessToken` to the client',
        'Leave `baseURL` out to use the context of the config file',
      ],
    })
  }
}

// --- internal ---

const WITHOUT_TOKEN: Omit<AuthStatus, 'baseURL'> = {
  context: undefined,
  configPath: undefined,
  source: 'none',
  hasToken: false,
  principal: undefined,
  email: undefined,
  subject: undefined,
  groups: [],
  scopes: undefined,
  unsigned: false,
  expiresAt: undefined,
  expired: false,
  refreshable: false,
  hasRefreshToken: false,
}
