/**
 * The tokens of a config file's context: refreshed before they end or when the server refuses them, and stored before they are
 * used. A refresh token whose answer has come is never sent again, neither by the calls of this process nor by other processes,
 * Python's among them; one whose answer was lost is, until an answer comes.
 */

import { type LoadedConfig, loadConfigFileAsync } from '../config/load.ts'
import { LOCK_TIMEOUT, type LockHolder, LockNotNeeded, type LockOptions } from '../config/lock.ts'
import type { ConfigPath } from '../config/paths.ts'
import { StoredTokens, tokensInFile } from '../config/resolve.ts'
import type { AuthError } from '../errors/index.ts'
import { problemOf } from '../errors/problem.ts'
import type { TokenSource, TokenStatus, TokenWait } from '../http/token-source.ts'
import type { ServerClock } from './clock.ts'
import type { Discovery, PlainFetch } from './discovery.ts'
import { fileSignature } from './file-signature.ts'
import { endOf, type Lifetime, lifetimeOf } from './lifetime.ts'
import { loginFactsIn } from './provider-pin.ts'
import {
  authDisabledError,
  deadLoginError,
  foreignPlatformError,
  isStorageFault,
  lockedError,
  loggedOutError,
  lostError,
  noProviderError,
  noRefreshTokenError,
  refreshRefusedError,
  slowRefreshError,
  storageError,
} from './refresh-errors.ts'
import {
  begin,
  complete,
  giveUp,
  type JournalSubject,
  type LostAnswers,
  lookUp,
  noteLoss,
} from './refresh-journal.ts'
import { trackRefresh } from './refreshes-in-flight.ts'
import { RejectedToken } from './rejected-token.ts'
import { within } from './running-time.ts'
import { findRefreshEndpoint, type RefreshEndpoint } from './token-endpoint.ts'
import { requestBrokerRefresh, requestRefresh, type TokenAnswer, TokenRequestError } from './token-request.ts'
import { expiredTokenError, statusOf } from './token-status.ts'
import { isUnsignedToken, renewUnsignedToken } from './unsigned-renewal.ts'

/** What writes the config file is loaded when a token is refreshed, not before. */
const loadWriter = () => import('../config/update.ts')

/** Room that new tokens may need in the file, in bytes, beyond what is there. */
const ROOM_FOR_TOKENS = 64 * 1024
/** After a refresh that brought nothing while the token can still be used, how long none is tried, in ms. */
const PAUSE_AFTER_FAILURE = 10_000
/** How often the file is looked at while somebody else's refresh is awaited, in ms. */
const LOOK_AGAIN_AFTER = 50
/** After a refusal, how long the tokens of somebody who took no lock may be on their way to the file, in ms. */
const LONGEST_WRITE = 1_000

/** Which tokens, and whom to ask for new ones. */
export interface StoredTokenSettings {
  readonly location: ConfigPath
  readonly contextName: string
  /** The platform. */
  readonly baseURL: string
  /** The tokens as the config was read. */
  readonly tokens: StoredTokens
  /** Whether the platform is on another origin than the context's cluster. */
  readonly isForeignOrigin: boolean
  readonly discovery: Discovery
  readonly clock: ServerClock
  readonly fetch: PlainFetch
  readonly warn: (message: string) => void
}

/** What became of a refresh token: `nowhere` and `foreign` say that there is no endpoint to send it to. */
type Outcome = 'renewed' | 'nowhere' | 'foreign'

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
  #deadRefreshToken: { token: string; signature: string; lost: LostAnswers | undefined } | undefined
  readonly #rejected = new RejectedToken()
  /** Calls that wait for a refresh. */
  #waiting = 0
  /** The lock that the refresh waits for, and who has it. */
  #awaitedLock: { path: string; holder: LockHolder } | undefined
  #quietUntil = Number.NEGATIVE_INFINITY

  constructor(settings: StoredTokenSettings) {
    this.#settings = settings
    const onWait = (path: string, holder: LockHolder) => {
      this.#awaitedLock = { path, holder }
    }
    this.#lock = { timeout: LOCK_TIMEOUT, warn: settings.warn, onWait }
    this.#tokens = settings.tokens
    this.#lifetime = lifetimeFrom(settings.tokens, settings.clock)
  }

  /** Takes over tokens that somebody has just read from the file. */
  offer(tokens: StoredTokens): void {
    const isBusy = this.#pending !== undefined || this.#unstored !== undefined
    if (!isBusy && !tokens.equals(this.#tokens)) this.#adopt(tokens)
  }

  token(wait?: TokenWait): string | undefined | Promise<string | undefined> {
    const { known } = this.#settings.discovery
    if (known === undefined) return this.#tokenOnceDiscovered(wait)
    if (!known.authEnabled) return undefined
    if (!this.#isDue() && this.#unstored === undefined) return this.#tokens.accessToken
    return this.#freshToken(wait)
  }

  async renew(refused: string | undefined, headers: Headers, wait?: TokenWait): Promise<string | undefined> {
    const { clock, discovery } = this.#settings
    clock.observe(headers)
    if (refused === undefined) {
      // Authentication was off when we asked, and is on now.
      const document = await discovery.renew()
      return document?.authEnabled ? this.token(wait) : undefined
    }
    if (refused !== this.#tokens.accessToken) return this.#tokens.accessToken
    if (this.#rejected.is(refused)) return undefined
    await this.#waitForRefresh(refused, wait)
    return this.#tokens.accessToken === refused ? undefined : this.#tokens.accessToken
  }

  markAccepted(accepted: string): void {
    this.#rejected.lift(accepted)
  }

  markRejected(refused: string): void {
    this.#rejected.mark(refused)
  }

  async peek(): Promise<string> {
    await this.#lookAtFile()
    return this.#tokens.accessToken
  }

  async status(): Promise<TokenStatus> {
    const { contextName, isForeignOrigin } = this.#settings
    const loaded = await this.#lookAtFile()
    const url = loaded && loginFactsIn(loaded, contextName).brokerURL
    const keptAt = url === undefined ? undefined : { url, isElsewhere: isForeignOrigin }
    return { ...this.#status(), keptAt }
  }

  async validToken(wait?: TokenWait): Promise<string> {
    await this.#lookAtFile()
    const { discovery } = this.#settings
    const isFresh = !this.#isDue() && this.#unstored === undefined
    // Where the platform wants no token, one that has ended is as good as any.
    if (isFresh || (await within(discovery.get(), wait, nothing))?.authEnabled === false)
      return this.#tokens.accessToken
    await this.#waitForRefresh(undefined, wait)
    if (this.#hasEnded() && isUnsignedToken(this.#tokens.accessToken)) await this.refresh(wait)
    if (this.#hasEnded()) throw expiredTokenError(this.#status())
    return this.#tokens.accessToken
  }

  refresh(wait?: TokenWait): Promise<void> {
    this.#forced ??= this.#refreshInTurn().finally(() => {
      this.#forced = undefined
    })
    return within(this.#forced, wait, (timeout) => {
      throw this.#slowError(timeout)
    })
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
  async #lookAtFile(): Promise<LoadedConfig | undefined> {
    const { location, contextName } = this.#settings
    const loaded = await loadConfigFileAsync(location).catch(() => undefined)
    const stored = loaded && tokensInFile(loaded, contextName)
    if (stored !== undefined) this.offer(stored)
    return loaded
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
        this.#awaitedLock = undefined
        if (this.#unstored !== undefined) await this.#store(this.#unstored.tokens, this.#unstored.spent)
        const loaded = await loadConfigFileAsync(location)
        const stored = tokensInFile(loaded, contextName)
        if (stored === undefined) throw loggedOutError(contextName)
        if (!stored.equals(this.#tokens)) this.#adopt(stored)
        if (isUnsignedToken(stored.accessToken)) return this.#renewUnsigned()
        if (stored.refreshToken === undefined) throw noRefreshTokenError()
        this.#assertNotDead()
        if ((await this.#settings.discovery.get())?.authEnabled === false) throw authDisabledError()
        const outcome = await this.#spendRefreshToken(loaded)
        if (outcome === 'nowhere') throw noProviderError()
        if (outcome === 'foreign') throw foreignPlatformError(this.#settings.baseURL)
      })
    } catch (error) {
      throw isStorageFault(error) ? storageError(error) : error
    } finally {
      this.#awaitedLock = undefined
    }
  }

  /** Renews an unsigned token. The locks are held, and the token is the one in the file. */
  async #renewUnsigned(): Promise<void> {
    const { location, contextName, clock } = this.#settings
    const accessToken = renewUnsignedToken(this.#tokens.accessToken, clock.now())
    const { writeChanges } = await loadWriter()
    const changes = { access_token: accessToken, refresh_token: null, token_broker_url: null }
    await writeChanges(location, contextName, changes, this.#lock)
    this.#adopt(new StoredTokens(accessToken))
  }

  async #tokenOnceDiscovered(wait: TokenWait | undefined): Promise<string | undefined> {
    const document = await within(this.#settings.discovery.get(), wait, nothing)
    if (document?.authEnabled === false) return undefined
    // Without an answer nobody knows whether a token is wanted: the request itself will show.
    return this.#isDue() || this.#unstored !== undefined ? this.#freshToken(wait) : this.#tokens.accessToken
  }

  async #freshToken(wait: TokenWait | undefined): Promise<string> {
    await this.#waitForRefresh(undefined, wait)
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

  #adopt(tokens: StoredTokens): void {
    this.#tokens = tokens
    this.#lifetime = lifetimeFrom(tokens, this.#settings.clock)
    this.#quietUntil = Number.NEGATIVE_INFINITY
  }

  /** Waits for a refresh, but not longer than a call may take. The refresh goes on, and the next call finds its tokens. */
  async #waitForRefresh(refused?: string, wait?: TokenWait): Promise<void> {
    const refresh = this.#refresh(refused)
    this.#waiting += 1
    try {
      await within(refresh, wait, (timeout) => {
        if (!this.#isUsable(refused)) throw this.#slowError(timeout)
        this.#quietUntil = performance.now() + PAUSE_AFTER_FAILURE
      })
    } finally {
      this.#waiting -= 1
    }
  }

  /** What a refresh is waiting for that takes longer than the call may. */
  #slowError(timeout: number): AuthError {
    const lock = this.#awaitedLock
    return lock === undefined ? slowRefreshError(timeout) : lockedError(lock.path, lock.holder)
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
      this.#assertNotDead()
      await this.#refreshUnderLock(refused)
    } catch (error) {
      if (!this.#isUsable(refused)) throw isStorageFault(error) ? storageError(error) : error
      this.#quietUntil = performance.now() + PAUSE_AFTER_FAILURE
      this.#settings.warn(`the token could not be refreshed, and is used until it ends: ${problemOf(error)}`)
    }
  }

  /** Whether the token at hand can be used as it is. */
  #isUsable(refused: string | undefined): boolean {
    return refused === undefined && !this.#hasEnded() && this.#unstored === undefined
  }

  async #refreshUnderLock(refused: string | undefined): Promise<void> {
    const { location, contextName } = this.#settings
    const { withContextLocks } = await loadWriter()
    const hasBetterToken = this.#watchFile(refused)
    let nobodyWaits = false
    const isNotNeeded = async () => {
      nobodyWaits = this.#waiting === 0
      return nobodyWaits || hasBetterToken()
    }
    // Tokens that are nowhere but here have to be stored, whoever waits for it.
    const lock = this.#unstored === undefined ? { ...this.#lock, isNotNeeded } : this.#lock
    try {
      await withContextLocks(location, contextName, lock, async () => {
        this.#awaitedLock = undefined
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
    } finally {
      this.#awaitedLock = undefined
    }
    // Somebody may have come after the wait was given up.
    if (nobodyWaits && this.#waiting > 0) await this.#refreshUnderLock(refused)
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
   * @returns Whether there is another token now.
   */
  async #spendRefreshToken(loaded: LoadedConfig, isSecondTry = false): Promise<Outcome> {
    const { location, contextName, baseURL, isForeignOrigin, discovery, fetch, warn } = this.#settings
    const { accessToken, refreshToken } = this.#tokens
    const facts = loginFactsIn(loaded, contextName)
    const question = { accessToken, facts, isForeignOrigin, baseURL, discovery, fetch, warn }
    const endpoint = refreshToken === undefined ? undefined : await findRefreshEndpoint(question)
    if (refreshToken === undefined || endpoint === undefined || endpoint.kind === 'none') {
      // The token is used until it ends, and then the server says so.
      this.#quietUntil = performance.now() + PAUSE_AFTER_FAILURE
      if (endpoint === undefined || endpoint.kind !== 'none' || !endpoint.isForeign) return 'nowhere'
      warn("the refresh token is not used: this base URL is not the login's, and its issuer cannot be asked")
      return 'foreign'
    }
    const subject = { configPath: location.path, refreshToken }
    const turn = await this.#takeTurn(subject, otherRefreshTokens(loaded, refreshToken))
    if (turn === 'overtaken') return this.#useOthers(isSecondTry)
    try {
      // With the journal in place: it must not take the room that the tokens need.
      await this.#assertStorable()
    } catch (error) {
      await giveUp(subject, turn.lost)
      throw error
    }
    return trackRefresh(this.#send(endpoint, subject, turn.lost, isSecondTry))
  }

  /** Makes sure that new tokens can be stored, before the old one is spent. */
  async #assertStorable(): Promise<void> {
    const { location } = this.#settings
    const { assertWritable } = await loadWriter()
    try {
      await assertWritable(location, ROOM_FOR_TOKENS, this.#lock)
    } catch (error) {
      throw storageError(error)
    } finally {
      this.#awaitedLock = undefined
    }
  }

  /**
   * Waits until the refresh token may be sent: while another process that our lock does not bind waits for the answer to the same
   * token, and for a pause after answers that were lost.
   */
  async #takeTurn(
    subject: JournalSubject,
    others: readonly string[],
  ): Promise<{ lost: LostAnswers | undefined } | 'overtaken'> {
    let resumeAt: number | undefined
    for (;;) {
      const known = await lookUp(subject)
      if (known !== 'elsewhere') {
        resumeAt ??= performance.now() + (known?.pause ?? 0)
        if (performance.now() >= resumeAt && (await begin(subject, others)))
          return (await this.#isStillOurs(subject, known)) ? { lost: known } : 'overtaken'
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_AFTER))
      if (!(await this.#isStillStored())) return 'overtaken'
    }
  }

  /**
   * Whether nobody has used the token in the last moment. Whoever our lock does not bind stores its tokens before its entry goes:
   * with the entry being ours, the file tells for certain. If it is not so, the entry is given up.
   */
  async #isStillOurs(subject: JournalSubject, lost: LostAnswers | undefined): Promise<boolean> {
    let isOurs = false
    try {
      isOurs = await this.#isStillStored()
    } finally {
      if (!isOurs) await giveUp(subject, lost)
    }
    return isOurs
  }

  /** Whether the file holds the tokens that we have. */
  async #isStillStored(): Promise<boolean> {
    const { location, contextName } = this.#settings
    const stored = tokensInFile(await loadConfigFileAsync(location), contextName)
    return stored?.equals(this.#tokens) ?? false
  }

  /** Takes over the tokens of whoever was faster; those that have ended are refreshed in turn. */
  async #useOthers(isSecondTry: boolean): Promise<Outcome> {
    const { location, contextName } = this.#settings
    const loaded = await loadConfigFileAsync(location)
    const stored = tokensInFile(loaded, contextName)
    if (stored === undefined) throw loggedOutError(contextName)
    this.#adopt(stored)
    return this.#hasEnded() && !isSecondTry ? this.#spendRefreshToken(loaded, true) : 'renewed'
  }

  /** Sends the refresh token, and stores what comes back. */
  async #send(
    endpoint: RefreshEndpoint,
    subject: JournalSubject,
    lost: LostAnswers | undefined,
    isSecondTry: boolean,
  ): Promise<Outcome> {
    const { refreshToken } = subject
    const { fetch } = this.#settings
    let answer: TokenAnswer
    try {
      answer = await (endpoint.kind === 'broker'
        ? requestBrokerRefresh({ ...endpoint, fetch }, refreshToken)
        : requestRefresh({ ...endpoint, fetch }, refreshToken))
    } catch (error) {
      const isOpen = !(error instanceof TokenRequestError) || error.leavesOutcomeOpen
      await (isOpen ? noteLoss(subject) : giveUp(subject, lost))
      if (!(error instanceof TokenRequestError)) throw error
      if (isOpen) throw lostError(error)
      if (error.code !== 'invalid_grant') throw refreshRefusedError(error)
      if (!isSecondTry && (await this.#othersStore())) return this.#useOthers(false)
      const signature = fileSignature(this.#settings.location.path)
      this.#deadRefreshToken = { token: refreshToken, signature, lost }
      throw deadLoginError(error, lost)
    }
    const endsAt = endOf(answer, this.#settings.clock.now())
    const tokens = new StoredTokens(answer.accessToken, answer.refreshToken ?? refreshToken, endsAt)
    this.#adopt(tokens)
    this.#deadRefreshToken = undefined
    this.#unstored = { tokens, spent: refreshToken }
    await this.#store(tokens, refreshToken)
    return 'renewed'
  }

  /** `expires_at` of the file: of use to tools of 0.7 and later; earlier ones have none. */
  #storedEnd(tokens: StoredTokens): number | undefined {
    if (this.#settings.discovery.known?.generation === '0.6') return undefined
    const { endsAt } = lifetimeFrom(tokens, this.#settings.clock)
    return endsAt === undefined ? undefined : endsAt / 1000
  }

  /** Whether somebody who takes no lock has refreshed, and stores the tokens by now or in a moment. */
  async #othersStore(): Promise<boolean> {
    for (let waited = 0; ; waited += LOOK_AGAIN_AFTER) {
      if (!(await this.#isStillStored())) return true
      if (waited >= LONGEST_WRITE) return false
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_AFTER))
    }
  }

  async #store(tokens: StoredTokens, spent: string): Promise<void> {
    const { location, contextName } = this.#settings
    const changes = {
      access_token: tokens.accessToken,
      refresh_token: tokens.refreshToken ?? null,
      expires_at: this.#storedEnd(tokens),
    }
    const { writeChanges } = await loadWriter()
    try {
      await writeChanges(location, contextName, changes, this.#lock)
    } catch (error) {
      throw storageError(error)
    }
    this.#unstored = undefined
    await complete({ configPath: location.path, refreshToken: spent })
  }

  /** Fails where the provider has refused this refresh token, and nothing has changed since. */
  #assertNotDead(): void {
    const dead = this.#deadRefreshToken
    if (dead === undefined || dead.token !== this.#tokens.refreshToken) return
    if (dead.signature === fileSignature(this.#settings.location.path))
      throw deadLoginError(undefined, dead.lost)
  }
}

/** The life of tokens; of one that does not tell when it began, what is left of it now. */
function lifetimeFrom({ accessToken, endsAt }: StoredTokens, clock: ServerClock): Lifetime {
  return lifetimeOf(accessToken, { endsAt, from: clock.now() })
}

function nothing(): undefined {}

function otherRefreshTokens(loaded: LoadedConfig, refreshToken: string): string[] {
  if (loaded.state !== 'present') return []
  return loaded.file.users.flatMap((user) =>
    user.type === 'oauth' && user.refresh_token && user.refresh_token !== refreshToken
      ? [user.refresh_token]
      : [],
  )
}
