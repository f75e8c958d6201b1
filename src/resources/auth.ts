/** Who one is, and where one logs in. */

import type { APIPromise } from '../http/api-promise.ts'
import type { RequestOptions } from '../http/options.ts'
import { path } from '../http/path.ts'
import type { AuthDiscovery, Identity } from '../types/index.ts'
import type { Caller } from './caller.ts'

/** `client.auth`: who one is, and where one logs in. */
export class Auth {
  readonly #caller: Caller

  /** @internal */
  constructor(caller: Caller) {
    this.#caller = caller
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
}
