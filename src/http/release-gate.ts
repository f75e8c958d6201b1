/**
 * Keeps operations away from platforms that do not have them. Loaded with the first operation that not every release has; which
 * release the platform is of is found out elsewhere.
 */

import { APIStatusError, UnsupportedOperationError } from '../errors/index.ts'
import { updatePlatform } from '../remedies/index.ts'
import type { Log } from './log.ts'
import type { Operation } from './request/operation.ts'

/** What is known of the connected platform. */
export interface ConnectedPlatform {
  /** Name and version, for instance `NeMo Helix 0.8.1`. */
  readonly name: string
  /** For instance `0.8.1`. */
  readonly version: string
}

/** Knows, or finds out, which platform the client is connected to. */
export interface PlatformKnowledge {
  /** What is known already, without asking. */
  known(): ConnectedPlatform | undefined
  /** Asks where it is not known; undefined where the platform does not say. */
  find(signal: AbortSignal | undefined): Promise<ConnectedPlatform | undefined>
}

/**
 * Lets an operation pass that the platform has, or may have.
 *
 * @throws UnsupportedOperationError if it is known not to.
 */
export async function admit(
  operation: Operation,
  platform: PlatformKnowledge | undefined,
  signal: AbortSignal | undefined,
  log: Log,
): Promise<void> {
  const { demands } = operation
  const found = platform?.known() ?? (demands === undefined ? undefined : await platform?.find(signal))
  if (found !== undefined) {
    const problem = unsupported(operation, found)
    if (problem !== undefined) throw problem
  } else if (demands !== undefined) {
    log.warnOnce(
      `the platform does not say its release: before ${demands.since} it ignores ${demands.params.join(', ')}`,
    )
  }
}

/** What a refused operation failed with: a platform that does not have it answers 404, or 403 to most. */
export async function explainFailure(
  operation: Operation,
  error: unknown,
  platform: PlatformKnowledge | undefined,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  if (!(error instanceof APIStatusError) || ![403, 404, 405].includes(error.status)) return error
  const found = platform?.known() ?? (await platform?.find(signal))
  return found === undefined ? error : (unsupported(operation, found, error) ?? error)
}

function unsupported(
  { method, path, since, until, demands }: Operation,
  { name, version }: ConnectedPlatform,
  cause?: unknown,
): UnsupportedOperationError | undefined {
  const operation = `${method} ${typeof path === 'string' ? path : path.template}`
  const details = { operation, since, until, version, cause }
  if (since !== undefined && isOlder(version, since)) {
    return new UnsupportedOperationError(`${operation} came with release ${since}, and this is ${name}.`, {
      ...details,
      remedies: [updatePlatform(since)],
    })
  }
  if (until !== undefined && isOlder(until, releaseOf(version))) {
    return new UnsupportedOperationError(
      `${operation} went after release ${until}, and this is ${name}.`,
      details,
    )
  }
  if (demands === undefined || !isOlder(version, demands.since)) return undefined
  const params = demands.params.map((param) => `\`${param}\``).join(', ')
  return new UnsupportedOperationError(
    `${params} of ${operation} came with release ${demands.since}, and this is ${name}, which would ignore it.`,
    { ...details, since: demands.since, remedies: [updatePlatform(demands.since)] },
  )
}

/** `0.8.1` is of the release `0.8`. */
function releaseOf(version: string): string {
  return version.split('.').slice(0, 2).join('.')
}

function isOlder(version: string, other: string): boolean {
  const [one, two] = [version, other].map((text) => text.split('.').map((part) => Number.parseInt(part, 10)))
  const [major = 0, minor = 0] = one ?? []
  const [otherMajor = 0, otherMinor = 0] = two ?? []
  return major < otherMajor || (major === otherMajor && minor < otherMinor)
}
