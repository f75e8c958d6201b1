/**
 * The tokens of a config file's context: refreshed before they end or when the server refuses them, stored before they
 * are used, and never spent twice, neither by the calls of this process nor by other processes, Python's among them.
 */

import { type LoadedConfig, loadConfigFileAsync } from '../config/load.ts'
import { LOCK_TIMEOUT, LockNotNeeded, type LockOptions } from '../config/lock.ts'
import type { ConfigPath } from '../config/paths.ts'
import { StoredTokens, tokensInFile } from '../config/resolve.ts'
import { problemOf } from '../errors/problem.ts'
import type { TokenSource, TokenStatus } from '../http/token-source.ts'
import { decodeToken, textClaim } from '../jwt/decode-token.ts'
import type { ServerClock } from './clock.ts'
import type { Discovery, PlainFetch } from './discovery.ts'
import { fileSignature } from './file-signature.ts'
import { type Lifetime, lifetimeOf } from './lifetime.ts'
import {
  authDisabledError,
  deadLoginError,
  isStorageFault,
  loggedOutError,
  lostError,
  noProviderError,
  noRefreshTokenError,
  refreshRefusedError,
  storageError,
  unreachableError,
} from './refresh-errors.ts'
import { begin, complete, isPending } from './refresh-journal.ts'
import { isSafeEndpoint, requestRefresh, type TokenAnswer, TokenRequestError } from './token-request.ts'
import { expiredTokenError, statusOf } from './token-status.ts'
import { isUnsignedToken, renewUnsignedToken } from './unsigned-renewal.ts'

/** What writes the config file is loaded when a token is refreshed, not before. */
const loadWriter = () => import('../config/update.ts')

/** Room that new tokens may need in the file, in bytes, beyond what is there. */
const ROOM_FOR_TOKENS = 64 * 1024
/** After a refresh that brought nothing while the token can still be used, how long none is tried, in ms. */
const PAUSE_AFTER_FAILURE = 10_000

/** Which tokens, and whom to ask for new ones. */
export interface StoredTokenSettings {
  readonly location: ConfigPath
  readonly contextName: string
  /** The tokens as the config was read. */
  readonly tokens: StoredTokens
  /** Whether the platform is on another origin than the context's cluster. */
  readonly isForeignOrigin: boolean
  readonly discovery: Discovery
  readonly clock: ServerClock
  readonly fetch: PlainFetch
  readonly warn: (message: string) => void
}

/** Makes the source of a context's tokens. */
export class StoredTokenSource implements TokenSource {
  readonly #settings: StoredTokenSettings
  readonly #lock: LockOptions
  #tokens: StoredTokens
  #lifetime: Lifetime
  /** Tokens that the provider gave, but that could not be stored yet. */
  #unstored: { tokens: StoredTokens; spent: string } | undefined
  #pending: Promise<void> | undefined
  #forced: Promise<void> | undefined
  #deadRefreshToken: { token: string; signature: string } | undefined
  #abandoned: string | undefined
  #quietUntil = Number.NEGATIVE_INFINITY

  constructor(settings: StoredTokenSettings) {
    this.#settings = settings
    this.#lock = { timeout: LOCK_TIMEOUT, warn: settings.warn }
    this.#tokens = settings.tokens
    this.#lifetime = lifetimeOf(settings.tokens.accessToken)
  }

  /** Takes over tokens that somebody has just read from the file. */
  offer(tokens: StoredTokens): void {
    const isBusy = this.#pending !== undefined || this.#unstored !== undefined
    if (!isBusy && !tokens.equals(this.#tokens)) this.#adopt(tokens)
  }

  token(): string | undefined | Promise<string | undefined> {
    const { known } = this.#settings.discovery
    if (known === undefined) return this.#tokenOnceDiscovered()
    if (!known.auth_enabled) return undefined
    if (!this.#isDue() && this.#unstored === undefined) return this.#tokens.accessToken
    return this.#freshToken()
  }

  async renew(refused: string | undefined, headers: Headers): Promise<string | undefined> {
    const { clock, discovery } = this.#settings
    clock.observe(headers)
    if (refused === undefined) {
      // Authentication was off when we asked, and is on now.
      const document = await discovery.renew()
      return document?.auth_enabled ? this.token() : undefined
    }
    if (refused !== this.#tokens.accessToken) return this.#tokens.accessToken
    if (refused === this.#abandoned) return undefined
    await this.#refresh(refused)
    return this.#tokens.accessToken === refused ? undefined : this.#tokens.accessToken
  }

  markRejected(refused: string): void {
    this.#abandoned = refused
  }

  async peek(): Promise<string> {
    await this.#lookAtFile()
    return this.#tokens.accessToken
  }

  async status(): Promise<TokenStatus> {
    await this.#lookAtFile()
    return this.#status()
  }

  async validToken(): Promise<string> {
    await this.#lookAtFile()
    const { discovery } = this.#settings
    const isFresh = !this.#isDue() && this.#unstored === undefined
    // Where the platform wants no token, one that has ended is as good as any.
    if (isFresh || (await discovery.get())?.auth_enabled === false) return this.#tokens.accessToken
    await this.#refresh()
    if (this.#hasEnded() && isUnsignedToken(this.#tokens.accessToken)) await this.refresh()
    if (this.#hasEnded()) throw expiredTokenError(this.#status())
    return this.#tokens.accessToken
  }

  refresh(): Promise<void> {
    this.#forced ??= this.#refreshInTurn().finally(() => {
      this.#forced = undefined
    })
    return this.#forced
  }

  #status(): TokenStatus {
    const { location, contextName, clock } = this.#settings
    const { accessToken, refreshToken } = this.#tokens
    const place = { source: 'file', context: contextName, configPath: location.path } as const
    return statusOf(place, accessToken, {
      endsAt: this.#lifetime.endsAt,
      now: clock.now(),
      hasRefreshToken: refreshToken !== undefined,
      isRefreshable: refreshToken !== undefined || isUnsignedToken(accessToken),
    })
  }

  /** Takes over what others have stored meanwhile; a file that cannot be read tells nothing. */
  async #lookAtFile(): Promise<void> {
    const { location, contextName } = this.#settings
    const loaded = await loadConfigFileAsync(location).catch(() => undefined)
    const stored = loaded && tokensInFile(loaded, contextName)
    if (stored !== undefined) this.offer(stored)
  }

  /** Refreshes even a token that is good, when no other refresh is under way. Calls that come meanwhile wait for it. */
  async #refreshInTurn(): Promise<void> {
    while (this.#pending !== undefined) await this.#pending.catch(() => {})
    const refresh = this.#refreshRegardless()
    this.#pending = refresh
      .catch(() => {})
      .finally(() => {
        this.#pending = undefined
      })
    await refresh
  }

  async #refreshRegardless(): Promise<void> {
    const { location, contextName } = this.#settings
    const { withContextLocks } = await loadWriter()
    try {
      await withContextLocks(location, contextName, this.#lock, async () => {
        if (this.#unstored !== undefined) await this.#store(this.#unstored.tokens, this.#unstored.spent)
        const loaded = await loadConfigFileAsync(location)
        const stored = tokensInFile(loaded, contextName)
        if (stored === undefined) throw loggedOutError(contextName)
        if (!stored.equals(this.#tokens)) this.#adopt(stored)
        if (isUnsignedToken(stored.accessToken)) return this.#renewUnsigned()
        if (stored.refreshToken === undefined) throw noRefreshTokenError()
        if (this.#knownToBeDead()) throw deadLoginError()
        if ((await this.#settings.discovery.get())?.auth_enabled === false) throw authDisabledError()
        if (!(await this.#spendRefreshToken(loaded))) throw noProviderError()
      })
    } catch (error) {
      throw isStorageFault(error) ? storageError(error) : error
    }
  }

  /** Renews an unsigned token. The locks are held, and the token is the one in the file. */
  async #renewUnsigned(): Promise<void> {
    const { location, contextName, clock } = this.#settings
    const accessToken = renewUnsignedToken(this.#tokens.accessToken, clock.now())
    const { writeChanges } = await loadWriter()
    const changes = { access_token: accessToken, refresh_token: null }
    await writeChanges(location, contextName, changes, this.#lock)
    this.#adopt(new StoredTokens(accessToken))
  }

  async #tokenOnceDiscovered(): Promise<string | undefined> {
    const document = await this.#settings.discovery.get()
    if (document?.auth_enabled === false) return undefined
    // Without an answer nobody knows whether a token is wanted: the request itself will show.
    return this.#isDue() || this.#unstored !== undefined ? this.#freshToken() : this.#tokens.accessToken
  }

  async #freshToken(): Promise<string> {
    await this.#refresh()
    return this.#tokens.accessToken
  }

  /** Whether it is time to look for a new token. */
  #isDue(): boolean {
    const { renewAt } = this.#lifetime
    const now = this.#settings.clock.now()
    if (renewAt === undefined || now < renewAt) return false
    const canWait = !this.#hasEnded() || this.#tokens.refreshToken === undefined
    return !canWait || performance.now() >= this.#quietUntil
  }

  #hasEnded(): boolean {
    const { endsAt } = this.#lifetime
    return endsAt !== undefined && this.#settings.clock.now() >= endsAt
  }

  #adopt(tokens: StoredTokens, answer?: TokenAnswer): void {
    this.#tokens = tokens
    this.#lifetime = lifetimeOf(tokens.accessToken, {
      expiresIn: answer?.expiresIn,
      at: this.#settings.clock.now(),
    })
    this.#abandoned = undefined
    this.#quietUntil = Number.NEGATIVE_INFINITY
  }

  /** One refresh at a time; whoever comes meanwhile shares its outcome. */
  #refresh(refused?: string): Promise<void> {
    this.#pending ??= this.#refreshOrBear(refused).finally(() => {
      this.#pending = undefined
    })
    return this.#pending
  }

  /** Refreshes; a failure is borne while the token still lives and nobody has refused it. */
  async #refreshOrBear(refused: string | undefined): Promise<void> {
    try {
      if (this.#knownToBeDead()) throw deadLoginError()
      await this.#refreshUnderLock(refused)
    } catch (error) {
      const isUsable = refused === undefined && !this.#hasEnded() && this.#unstored === undefined
      if (!isUsable) throw isStorageFault(error) ? storageError(error) : error
      this.#quietUntil = performance.now() + PAUSE_AFTER_FAILURE
      this.#settings.warn(`the token could not be refreshed, and is used until it ends: ${problemOf(error)}`)
    }
  }

  async #refreshUnderLock(refused: string | undefined): Promise<void> {
    const { location, contextName } = this.#settings
    const { withContextLocks } = await loadWriter()
    const isNotNeeded = this.#unstored === undefined ? this.#watchFile(refused) : undefined
    try {
      await withContextLocks(location, contextName, { ...this.#lock, isNotNeeded }, async () => {
        if (this.#unstored !== undefined) {
          await this.#store(this.#unstored.tokens, this.#unstored.spent)
          if (refused === undefined && !this.#isDue()) return
        }
        const loaded = await loadConfigFileAsync(location)
        const stored = tokensInFile(loaded, contextName)
        if (stored === undefined) throw loggedOutError(contextName)
        if (!this.#adoptIfBetter(stored, refused)) await this.#spendRefreshToken(loaded)
      })
    } catch (error) {
      if (!(error instanceof LockNotNeeded)) throw error
    }
  }

  /** While others hold the lock, looks whether they have stored a token that will do: then there is nothing to wait for. */
  #watchFile(refused: string | undefined): () => Promise<boolean> {
    const { location, contextName } = this.#settings
    let seen: string | undefined
    return async () => {
      const signature = fileSignature(location.path)
      if (signature === seen) return false
      seen = signature
      const stored = tokensInFile(await loadConfigFileAsync(location), contextName)
      return stored !== undefined && this.#adoptIfBetter(stored, refused)
    }
  }

  /** Takes over other tokens than ours; tells whether they can be used as they are. */
  #adoptIfBetter(stored: StoredTokens, refused: string | undefined): boolean {
    if (stored.equals(this.#tokens)) return false
    this.#adopt(stored)
    return !this.#hasEnded() && stored.accessToken !== refused
  }

  /**
   * Spends the refresh token. The locks are held, and the token is the one in the file.
   *
   * @returns Whether there is another token now; false where there is no refresh token, or nowhere to send it.
   */
  async #spendRefreshToken(loaded: LoadedConfig, isSecondTry = false): Promise<boolean> {
    const { location, contextName, fetch } = this.#settings
    const { refreshToken } = this.#tokens
    if (refreshToken !== undefined && isPending(location.path, refreshToken)) throw lostError()
    const endpoint = refreshToken === undefined ? undefined : await this.#tokenEndpoint()
    if (refreshToken === undefined || endpoint === undefined) {
      // The token is used until it ends, and then the server says so.
      this.#quietUntil = performance.now() + PAUSE_AFTER_FAILURE
      return false
    }
    const { assertWritable } = await loadWriter()
    await assertWritable(location, ROOM_FOR_TOKENS, this.#lock).catch((error: unknown) => {
      throw storageError(error)
    })
    await begin(location.path, refreshToken, otherRefreshTokens(loaded, refreshToken))
    let answer: TokenAnswer
    try {
      answer = await requestRefresh({ ...endpoint, fetch }, refreshToken)
    } catch (error) {
      if (!(error instanceof TokenRequestError)) throw error
      if (error.outcome === 'lost') throw lostError(error)
      await complete(location.path, refreshToken)
      if (error.code !== 'invalid_grant') throw refreshRefusedError(error)
      // Somebody who takes no lock may have refreshed meanwhile.
      const signature = fileSignature(location.path)
      const again = await loadConfigFileAsync(location)
      const stored = tokensInFile(again, contextName)
      if (stored === undefined || stored.equals(this.#tokens) || isSecondTry) {
        this.#deadRefreshToken = { token: refreshToken, signature }
        throw deadLoginError(error)
      }
      this.#adopt(stored)
      return this.#hasEnded() ? this.#spendRefreshToken(again, true) : true
    }
    const tokens = new StoredTokens(answer.accessToken, answer.refreshToken ?? refreshToken)
    this.#adopt(tokens, answer)
    this.#deadRefreshToken = undefined
    this.#unstored = { tokens, spent: refreshToken }
    await this.#store(tokens, refreshToken)
    return true
  }

  async #store(tokens: StoredTokens, spent: string): Promise<void> {
    const { location, contextName } = this.#settings
    const changes = { access_token: tokens.accessToken, refresh_token: tokens.refreshToken ?? null }
    const { writeChanges } = await loadWriter()
    try {
      await writeChanges(location, contextName, changes, this.#lock)
    } catch (error) {
      throw storageError(error)
    }
    this.#unstored = undefined
    await complete(location.path, spent)
  }

  /** Where to refresh; undefined where there is no identity provider at all. */
  async #tokenEndpoint(): Promise<{ url: string; clientId: string } | undefined> {
    const { discovery, isForeignOrigin, warn } = this.#settings
    let document = await discovery.get()
    // The platform leaves the endpoint out while it cannot reach the identity provider.
    if (document === undefined || (document.oidc && !document.oidc.token_endpoint))
      document = await discovery.renew()
    if (document === undefined)
      throw unreachableError('The platform does not answer at /apis/auth/discovery.')
    const { oidc } = document
    if (!oidc) return undefined
    if (!oidc.token_endpoint || !oidc.client_id) {
      throw unreachableError('The platform names no token endpoint: it cannot reach the identity provider.')
    }
    if (!isSafeEndpoint(oidc.token_endpoint)) {
      throw unreachableError(
        `The token endpoint ${oidc.token_endpoint} is neither https nor on this machine.`,
      )
    }
    if (isForeignOrigin) {
      const issuer = textClaim(decodeToken(this.#tokens.accessToken)?.claims ?? {}, 'iss')
      if (issuer === undefined || issuer !== oidc.issuer) {
        warn('the refresh token is not used: the platform at this base URL has another identity provider')
        return undefined
      }
    }
    return { url: oidc.token_endpoint, clientId: oidc.client_id }
  }

  #knownToBeDead(): boolean {
    const dead = this.#deadRefreshToken
    if (dead === undefined || dead.token !== this.#tokens.refreshToken) return false
    return dead.signature === fileSignature(this.#settings.location.path)
  }
}

function otherRefreshTokens(loaded: LoadedConfig, refreshToken: string): string[] {
  if (loaded.state !== 'present') return []
  return loaded.file.users.flatMap((user) =>
    user.type === 'oauth' && user.refresh_token && user.refresh_token !== refreshToken
      ? [user.refresh_token]
      : [],
  )
}
