/** What is known of the platform at a base URL: learnt from its answers, once, for all clients of this process. */

import { type Generation, NAMES_OF, NEWEST, OLDEST, type ProductNames } from './generations.ts'
import { isRecord } from './json.ts'
import { withoutTrailingSlashes } from './trailing-slashes.ts'

/** What a platform is. */
export interface PlatformInfo {
  /** NeMo Platform or NeMo Helix; undefined where nothing tells. */
  name: ProductNames['product'] | undefined
  /** Its release, for instance `0.8.1`; undefined where it does not tell. */
  version: string | undefined
  /** The generation that it is spoken to as; undefined where nothing tells. */
  generation: Generation | undefined
  /** What is not known of it, in sentences; mostly nothing. */
  notes: string[]
}

interface Facts {
  /** By the shape of its discovery document. */
  shape?: Generation | undefined
  /** Undefined as long as it has not told. */
  version?: string | undefined
  /** Why it did not tell, and when it was asked. */
  failure?: { problem: string; at: number } | undefined
  pending?: Promise<void> | undefined
}

/** Where a platform tells its release, to everybody. */
export const RELEASE_PATH = '/cluster-info'
/** After an answer that told nothing, how long it is not asked again, in ms. */
const PAUSE_AFTER_FAILURE = 30_000

const platforms = new Map<string, Facts>()

/** What a flat discovery document has from 0.7 on. */
const ADDED_IN_0_7 = ['cli_client_id', 'bearer_token_source', 'device_authorization_requires_device_id']

/** The generation whose discovery documents look like that; undefined for one without identity provider, and for no document. */
export function generationByShape(document: unknown): Generation | undefined {
  const oidc = isRecord(document) ? document['oidc'] : undefined
  if (!isRecord(oidc)) return undefined
  if (!isFlat(oidc)) return '0.8'
  return ADDED_IN_0_7.some((key) => key in oidc) ? '0.7' : '0.6'
}

/** Whether the fields of one client stand beside each other there, as up to 0.7, and none in a list. */
export function isFlat(oidc: Readonly<Record<string, unknown>>): boolean {
  return oidc['clients'] === undefined || (oidc['clients'] === null && 'client_id' in oidc)
}

/** Notes what the shape of a discovery document tells. */
export function noteShape(baseURL: string, generation: Generation | undefined): void {
  if (generation !== undefined) factsOf(baseURL).shape = generation
}

/** What is known without asking. */
export function knownPlatform(baseURL: string): PlatformInfo {
  const { shape, version, failure } = factsOf(baseURL)
  const byVersion = version === undefined ? undefined : generationOf(version)
  const generation = shape ?? byVersion?.generation
  const notes = version === undefined ? [] : releaseNotes(version)
  if (version === undefined && failure !== undefined)
    notes.push(`The release of the platform is not known: ${failure.problem}.`)
  return { name: generation && NAMES_OF[generation].product, version, generation, notes }
}

/** What there is to say about a release that this client does not know, in sentences. */
export function releaseNotes(version: string): string[] {
  const known = generationOf(version)
  if (known === undefined) return [`The platform calls its release '${version}', which tells no generation.`]
  if (known.isOlder)
    return [`Release ${version} is older than all that this client knows: it is spoken to as to ${OLDEST}.`]
  if (!known.isNewer) return []
  return [`Release ${version} is newer than all that this client knows: it is spoken to as to ${NEWEST}.`]
}

/**
 * What is known, after the platform has been asked for its release. It is asked once; where it did not tell, again after a while.
 *
 * @param ask - Gets the JSON at {@link RELEASE_PATH}; what it throws is borne.
 * @param signal - Ends the asking. Others who wait for it ask again.
 */
export async function identifyPlatform(
  baseURL: string,
  ask: () => Promise<unknown>,
  signal?: AbortSignal | null,
): Promise<PlatformInfo> {
  const facts = factsOf(baseURL)
  while (facts.version === undefined && !hasJustFailed(facts) && !signal?.aborted) {
    facts.pending ??= learn(facts, ask, signal).finally(() => {
      facts.pending = undefined
    })
    await facts.pending
  }
  return knownPlatform(baseURL)
}

function hasJustFailed({ failure }: Facts): boolean {
  return failure !== undefined && performance.now() - failure.at < PAUSE_AFTER_FAILURE
}

async function learn(
  facts: Facts,
  ask: () => Promise<unknown>,
  signal: AbortSignal | null | undefined,
): Promise<void> {
  let problem = `${RELEASE_PATH} does not answer`
  try {
    const answer = await ask()
    const version = isRecord(answer) ? answer['platform_version'] : undefined
    // It goes into texts: a release is a few characters, and no others.
    if (typeof version === 'string' && /^[\w.+-]{1,64}$/.test(version)) {
      facts.version = version
      facts.failure = undefined
      return
    }
    problem = `what answers at ${RELEASE_PATH} tells none`
  } catch {
    // Whoever needs more than that gets the error of the call itself. One that was given up says nothing of the platform.
    if (signal?.aborted) return
  }
  facts.failure = { problem, at: performance.now() }
}

/** The generation of a release; undefined for what is no number. */
function generationOf(
  version: string,
): { generation: Generation; isNewer: boolean; isOlder: boolean } | undefined {
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(version) ?? []
  if (major === undefined || minor === undefined) return undefined
  const release = rank(Number(major), Number(minor))
  const all = Object.keys(NAMES_OF) as Generation[]
  const known = all.filter((one) => rankOf(one) <= release).at(-1)
  return {
    generation: known ?? OLDEST,
    isNewer: release > rankOf(NEWEST),
    isOlder: known === undefined,
  }
}

function rankOf(generation: Generation): number {
  const [major = 0, minor = 0] = generation.split('.').map(Number)
  return rank(major, minor)
}

function rank(major: number, minor: number): number {
  return major * 1000 + minor
}

function factsOf(baseURL: string): Facts {
  const { origin, pathname } = new URL(baseURL)
  const key = `${origin}${withoutTrailingSlashes(pathname)}`
  const facts = platforms.get(key) ?? {}
  platforms.set(key, facts)
  return facts
}
