/**
 * Keeps operations away from platforms that do not have them. Loaded with the first operation that not every release has.
 */

import { APIStatusError, UnsupportedOperationError } from '../errors/index.ts'
import { knownPlatform, type PlatformInfo } from '../platform-info.ts'
import { printableLine } from '../printable.ts'
import { updatePlatform } from '../remedies/index.ts'
import { unknownScopes } from '../scope-families.ts'
import { type Asking, identify } from './identify.ts'
import type { Log } from './log.ts'
import type { Operation } from './request/operation.ts'

/**
 * Lets an operation pass that the platform has, or may have.
 *
 * @throws UnsupportedOperationError if it is known not to.
 */
export async function admit(
  operation: Operation,
  http: Asking & { readonly log: Log },
  signal: AbortSignal | undefined,
): Promise<void> {
  const { demands, apis } = operation
  let info = knownPlatform(http.baseURL)
  if (releaseIn(info) === undefined && demands !== undefined)
    info = await identify(http, { signal, maxRetries: 0 })
  if (releaseIn(info) !== undefined) {
    const problem = unsupported(operation, info)
    if (problem !== undefined) throw problem
  } else if (demands !== undefined) {
    http.log.warnOnce(
      `the platform does not say its release: before ${demands.since} it ignores ${demands.params.join(', ')}`,
    )
  }
  if (Array.isArray(apis)) warnOfUnknownAPIs(apis, http.log)
}

/** What is made for APIs that the platform does not know is made for all of them. */
function warnOfUnknownAPIs(apis: readonly string[], log: Log): void {
  const unknown = apis.filter((name) => unknownScopes([`${name}:read`]).length > 0)
  if (unknown.length === 0) return
  const effect = unknown.length < apis.length ? 'the others alone' : 'all APIs'
  log.warnOnce(
    `the platform is not known to have the API ${printableLine(unknown.join(' and '))}, and passes over such scopes: the key is good for ${effect}`,
  )
}

/** What a refused operation failed with: a platform that does not have it answers 404, or 403 to most. */
export async function explainFailure(
  operation: Operation,
  error: unknown,
  http: Asking,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  if (!(error instanceof APIStatusError) || ![403, 404, 405].includes(error.status)) return error
  return unsupported(operation, await identify(http, { signal, maxRetries: 0 }), error) ?? error
}

function unsupported(
  { method, path, since, until, demands }: Operation,
  info: PlatformInfo,
  cause?: unknown,
): UnsupportedOperationError | undefined {
  const version = releaseIn(info)
  if (version === undefined) return undefined
  const name = `${info.name ?? 'a platform of release'} ${version}`
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

/** Its release, or at least its generation. */
function releaseIn({ version, generation }: PlatformInfo): string | undefined {
  return version !== undefined && /^v?\d+\.\d/.test(version) ? version.replace(/^v/, '') : generation
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
