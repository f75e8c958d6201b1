/** What can be found out without changing anything: from the token itself, and by asking the platform. Each question is sent once. */

import { type AccessHistory, unknownScopes, withoutScopePrefix } from '../access/index.ts'
import { type DiscoveryDocument, readDiscovery } from '../discovery-document.ts'
import { problemOf } from '../errors/problem.ts'
import { type Generation, NAMES_OF, NEWEST, platformTokenKind } from '../generations.ts'
import type { HttpClient } from '../http/client.ts'
import { pathBelow } from '../http/request/path.ts'
import type { TokenStatus } from '../http/token-source.ts'
import { sleep, untilAborted } from '../http/transport/idle-timeout.ts'
import { asRecord } from '../json.ts'
import { CLOCK_TOLERANCE } from '../jwt/clock-tolerance.ts'
import {
  decodeToken,
  emailOf,
  isUnsigned,
  numberClaim,
  scopesOf,
  type TokenClaims,
  textClaim,
} from '../jwt/decode-token.ts'
import { identifyPlatform, RELEASE_PATH } from '../platform-info.ts'
import { clean } from './finding.ts'
import { Probe, type ProbeResult } from './probe.ts'

/** How long a token that is at hand may take to be read, in ms. */
const GRACE = 100

/** What discovery says, as far as it makes sense. */
export interface DiscoveryInfo {
  readonly document: DiscoveryDocument
  readonly authEnabled: boolean
  readonly hasProvider: boolean
  /** What it lacks, so that nobody can log in by it. */
  readonly problem: string | undefined
  readonly issuer: string | undefined
  /** All that tokens may be for; the default one first. */
  readonly clientIds: readonly string[]
  readonly scopePrefix: string | undefined
}

/** The caller's identity, as the platform sees it. */
export interface WhoamiInfo {
  readonly principal: string | undefined
  readonly email: string | undefined
  readonly scopes: readonly string[]
}

/** The client that is looked at. */
export interface Target {
  readonly http: HttpClient
  /** What the client has seen of who may do what. */
  readonly access: AccessHistory
  /** The workspace of calls that name none. */
  readonly workspace: string | undefined
}

/** What is known about one client, its token and its platform. */
export class DiagnosticContext {
  readonly target: Target
  readonly probe: Probe
  /** The token, whether it is still valid or not; undefined where there is none. */
  readonly token: string | undefined
  /** Why there is no token, where getting one failed. */
  readonly tokenProblem: string | undefined
  readonly status: TokenStatus | undefined
  readonly claims: TokenClaims | undefined
  /** Whether the token carries no signature; false for what is no JWT. */
  readonly isUnsigned: boolean
  readonly #answers = new Map<string, Promise<ProbeResult>>()
  #offset: number | undefined

  private constructor(
    target: Target,
    token: string | undefined,
    tokenProblem: string | undefined,
    status: TokenStatus | undefined,
    signal: AbortSignal | undefined,
  ) {
    const decoded = token === undefined ? undefined : decodeToken(token)
    this.target = target
    this.token = token
    this.tokenProblem = tokenProblem
    this.status = status
    this.claims = decoded?.claims
    this.isUnsigned = decoded !== undefined && isUnsigned(decoded)
    this.probe = new Probe(target.http, token, signal)
  }

  /** Takes the token that the client holds; calls a token function or exchange only if it was never called. */
  static async of(target: Target, signal?: AbortSignal): Promise<DiagnosticContext> {
    const { tokens } = target.http
    let token: string | undefined
    let problem: string | undefined
    try {
      // A function that never answers must not keep everything else from being looked at.
      token = await (tokens && beforeTheEnd(tokens.peek(), signal))
    } catch (error) {
      problem = signal?.aborted ? 'it did not come within the time limit' : clean(problemOf(error), undefined)
    }
    const status = await tokens?.status().catch(() => undefined)
    return new DiagnosticContext(target, token, problem, status, signal)
  }

  /** Asks a question once, however often it is of interest. */
  ask(
    path: string,
    question: { method?: 'POST'; body?: unknown; withoutToken?: boolean } = {},
  ): Promise<ProbeResult> {
    const key = JSON.stringify([question.method, path, question.withoutToken])
    let pending = this.#answers.get(key)
    if (pending === undefined) {
      pending = this.probe.ask({ path, ...question }).then((probed) => {
        this.#observe(probed)
        return probed
      })
      this.#answers.set(key, pending)
    }
    return pending
  }

  /** The discovery document, asked without a token. */
  async discovery(): Promise<DiscoveryInfo | undefined> {
    const { answer } = await this.ask('/apis/auth/discovery', { withoutToken: true })
    const document = answer?.status === 200 ? readDiscovery(answer.json) : undefined
    if (document === undefined) return undefined
    const { authEnabled, provider } = document
    const usual = provider?.clients.find(({ isDefault }) => isDefault)
    const ids = [usual?.clientId, ...(provider?.clientIds ?? [])].filter((id) => id !== undefined)
    return {
      document,
      authEnabled,
      hasProvider: provider !== undefined,
      problem: provider?.problem,
      issuer: provider?.issuer,
      clientIds: [...new Set(ids)],
      scopePrefix: usual?.scopePrefix,
    }
  }

  /** The generation of the platform; undefined where it does not tell. */
  async generation(): Promise<Generation | undefined> {
    const ask = async () => (await this.ask(RELEASE_PATH, { withoutToken: true })).answer?.json
    return (await identifyPlatform(this.target.http.baseURL, ask)).generation
  }

  /** What the platform calls the role of who may do everything; that of the newest release where it does not tell. */
  async administratorRole(): Promise<string> {
    return NAMES_OF[(await this.generation()) ?? NEWEST].administratorRole
  }

  /** Whether scopes bind who may do everything, and those of unknown families restrict nothing: so it is from 0.7 on. */
  async hasNewScopeRules(): Promise<boolean> {
    const generation = await this.generation()
    return generation !== undefined && generation !== '0.6'
  }

  /** What the platform says to `/apis/auth/authenticate`. */
  whoamiAnswer(): Promise<ProbeResult> {
    return this.ask('/apis/auth/authenticate')
  }

  /** The caller's identity, as the platform sees it; undefined where it does not say. */
  async whoami(): Promise<WhoamiInfo | undefined> {
    const { answer } = await this.whoamiAnswer()
    const identity = answer?.status === 200 ? asRecord(answer.json) : undefined
    if (identity === undefined) return undefined
    return {
      principal: textClaim(identity, 'principal'),
      email: textClaim(identity, 'email'),
      scopes: scopesOf({ scope: identity['scopes'] }) ?? this.shortScopes ?? [],
    }
  }

  /** The path of a URL below the base URL; the whole path of one elsewhere. */
  pathOf(url: string): string {
    return pathBelow(new URL(this.target.http.baseURL), new URL(url))
  }

  /** How far the platform's clock is ahead of this machine's, in ms; undefined where it did not tell. */
  get clockOffset(): number | undefined {
    return this.#offset
  }

  /** The time at the platform in seconds since 1970, as far as that is known. */
  now(): number {
    const offset = this.#offset ?? 0
    return (Date.now() + (Math.abs(offset) < CLOCK_TOLERANCE ? 0 : offset)) / 1000
  }

  /** Scopes of the token; undefined where it has none. */
  get scopes(): readonly string[] | undefined {
    return this.claims && scopesOf(this.claims)
  }

  /** Scopes of the token without what a provider puts before them. */
  get shortScopes(): readonly string[] | undefined {
    return this.scopes?.map(withoutScopePrefix)
  }

  get email(): string | undefined {
    return this.claims && emailOf(this.claims)
  }

  /** A claim that is a number. */
  time(name: 'exp' | 'iat' | 'nbf'): number | undefined {
    return this.claims && numberClaim(this.claims, name)
  }

  /** A claim that is a text. */
  text(name: string): string | undefined {
    return this.claims && textClaim(this.claims, name)
  }

  /** Whether the platform itself issued the token: an access key, or the result of a workload exchange. */
  get isPlatformToken(): boolean {
    return this.platformTokenKind !== undefined
  }

  /** What kind of token of the platform's own it is. */
  get platformTokenKind(): string | undefined {
    return this.claims && platformTokenKind(this.claims)
  }

  /** Which of the token's scopes the platform looks at: from 0.7 on not those that it does not know. */
  async effectiveScopes(): Promise<readonly string[] | undefined> {
    const unknown = (await this.hasNewScopeRules()) ? unknownScopes(this.shortScopes) : []
    return this.shortScopes?.filter((scope) => !unknown.includes(scope))
  }

  #observe({ answer }: ProbeResult): void {
    const date = answer?.headers.get('date')
    if (answer === undefined || date == null || answer.headers.has('age')) return
    const offset = Date.parse(date) + 500 - Date.now()
    if (!Number.isNaN(offset)) this.#offset = offset
  }
}

/** The value, unless the signal ends first; what is at hand is there even after it. */
async function beforeTheEnd<Value>(value: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  return Promise.race([
    value,
    untilAborted(new Promise<never>(() => {}), signal).catch(async (reason: unknown) => {
      await sleep(GRACE)
      throw reason
    }),
  ])
}

/** A time in seconds since 1970 as text; the number itself where no clock goes that far. */
export function timeText(seconds: number): string {
  const date = new Date(seconds * 1000)
  return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString().replace('.000Z', 'Z')
}

/** A difference of clocks in words. */
export function durationText(milliseconds: number): string {
  const seconds = Math.round(Math.abs(milliseconds) / 1000)
  if (seconds < 120) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}
