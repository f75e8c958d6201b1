/** Where a request gets its token from. This is all that HTTP knows about tokens. */

import type { AuthStatus } from '../types/index.ts'

/** How long a call waits for a token. */
export interface TokenWait {
  /** In ms. */
  readonly timeout?: number | undefined
  readonly signal?: AbortSignal | undefined
}

/** Gives tokens, and is told which ones the server took and refused. */
export interface TokenSource {
  /** The token for the next request; undefined where none is to be sent. */
  token(wait?: TokenWait): string | undefined | Promise<string | undefined>
  /**
   * Called after a 401: another token, if there is one.
   *
   * @param refused - The token that was sent, if one was.
   * @param headers - Headers of the 401, for the server's clock.
   */
  renew(refused: string | undefined, headers: Headers, wait?: TokenWait): Promise<string | undefined>
  /** Called when the server has taken a token. */
  markAccepted(accepted: string): void
  /** Called when the renewed token was refused too: renewing it once more would help nobody, for a while. */
  markRejected(refused: string): void
  /**
   * The token at hand as it is, neither refreshed nor renewed; undefined where there is none. A function or an exchange is
   * asked only if it never was.
   */
  peek(): Promise<string | undefined>
  /** What is known about the token at hand. Nobody is asked. */
  status(): Promise<TokenStatus>
  /**
   * A token that can be used now, even by others than this client.
   *
   * @throws AuthError where there is none.
   */
  validToken(wait?: TokenWait): Promise<string>
  /**
   * Gets another token though the one at hand may be good.
   *
   * @throws AuthError where there is no way to one.
   */
  refresh(wait?: TokenWait): Promise<void>
}

/** What a source can tell by itself. */
export interface TokenStatus extends Omit<AuthStatus, 'baseURL'> {
  /** Where a platform keeps the login, and renews its tokens; undefined for all other logins. */
  readonly keptAt?: { readonly url: string; readonly isElsewhere: boolean } | undefined
}
