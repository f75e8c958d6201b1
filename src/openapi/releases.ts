/**
 * The description of one release, made out of that of all: `x-since` and `x-until` say which releases have something, `x-differs`
 * which value a keyword has from which release on.
 */

/** What says which releases have it. */
export interface Lifespan {
  readonly 'x-since'?: string
  readonly 'x-until'?: string
}

/** Whether a release has something. */
export function isInRelease({ 'x-since': since, 'x-until': until }: Lifespan, release: string): boolean {
  return (
    (since === undefined || compareReleases(since, release) <= 0) &&
    (until === undefined || compareReleases(release, until) <= 0)
  )
}

const known = new WeakMap<object, Map<string, unknown>>()

/** A part of the description as a release has it. References in it lead to schemas of that release. */
export function ofRelease<Part extends object>(part: Part, release: string): Part {
  const seen = known.get(part) ?? new Map<string, unknown>()
  known.set(part, seen)
  if (!seen.has(release)) seen.set(release, project(part, release))
  return seen.get(release) as Part
}

/** The release that a reference is about; undefined for one that is about all. */
export function releaseIn(reference: string): string | undefined {
  return /^#\/releases\/([^/]+)\//.exec(reference)?.[1]
}

/** Less than 0 where the first is the older one. */
export function compareReleases(one: string, other: string): number {
  const [major = 0, minor = 0] = one.split('.').map(Number)
  const [otherMajor = 0, otherMinor = 0] = other.split('.').map(Number)
  return major - otherMajor || minor - otherMinor
}

const ALL = '#/components/schemas/'

function project(value: unknown, release: string): unknown {
  if (typeof value === 'string')
    return value.startsWith(ALL) ? `#/releases/${release}/${value.slice(ALL.length)}` : value
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value))
    return value.filter((member) => isThere(member, release)).map((member) => project(member, release))
  const { 'x-differs': differs = {}, ...rest } = value as Readonly<Record<string, unknown>>
  const changed = Object.entries(differs as Readonly<Record<string, Values>>).map(([keyword, values]) => [
    keyword,
    valueIn(values, release),
  ])
  const members = Object.entries({ ...rest, ...Object.fromEntries(changed) })
  return Object.fromEntries(
    members
      .filter(([, member]) => member !== undefined && isThere(member, release))
      .map(([key, member]) => [key, project(member, release)]),
  )
}

/** Values by the release from which on they count. */
type Values = Readonly<Record<string, unknown>>

function valueIn(values: Values, release: string): unknown {
  const [, value] = Object.entries(values).findLast(([from]) => compareReleases(from, release) <= 0) ?? []
  return value ?? undefined
}

function isThere(value: unknown, release: string): boolean {
  return typeof value !== 'object' || value === null || isInRelease(value as Lifespan, release)
}
