/** Builds request paths in which no argument can break out of its place. */

import { InvalidArgumentError } from '../../errors/index.ts'
import { withoutTrailingSlashes } from '../../trailing-slashes.ts'
import { missingArgument } from './missing-argument.ts'

/** Parts that are no arguments of an operation: each plugin, and each collection of jobs, has operations of its own. */
const TELLING: ReadonlySet<string> = new Set(['plugin', 'base'])

/**
 * A path whose parts are still unchecked: it is built inside the promise of a call, so that a bad argument rejects the
 * promise like every other error.
 */
export class Path {
  readonly #literals: readonly string[]
  readonly #parts: readonly Readonly<Record<string, unknown>>[]

  /** Waited for before it is built, where a part of it is only found out. */
  readonly prepare: (() => Promise<void>) | undefined

  constructor(
    literals: readonly string[],
    parts: readonly Readonly<Record<string, unknown>>[],
    prepare?: () => Promise<void>,
  ) {
    this.#literals = literals
    this.#parts = parts
    this.prepare = prepare
  }

  /** The path with the names of its parts in braces, but for those that say which operation it is. */
  get template(): string {
    const names = this.#parts.map((part) => {
      const [name, value] = Object.entries(part)[0] ?? ['path', undefined]
      return TELLING.has(name) ? String(value) : `{${name}}`
    })
    return this.#literals.map((literal, index) => literal + (names[index] ?? '')).join('')
  }

  /**
   * The path, each part percent-encoded once.
   *
   * @throws InvalidArgumentError for a part that is no text, is empty, or is `.` or `..`.
   */
  build(): string {
    let path = this.#literals[0] ?? ''
    for (const [index, part] of this.#parts.entries()) {
      const [name, value] = Object.entries(part)[0] ?? ['path', undefined]
      path += encodePart(name, value) + (this.#literals[index + 1] ?? '')
    }
    return path
  }
}

/**
 * Writes a path with named parts: path`/apis/entities/v2/workspaces/${{ workspace }}/projects/${{ name }}`.
 * Each part is an object of one key, whose name shows up in errors.
 */
export function path(literals: TemplateStringsArray, ...parts: Readonly<Record<string, unknown>>[]): Path {
  return new Path(literals, parts)
}

/** The path of a URL below a base URL, with a slash at its front; the whole path of a URL that does not lie below it. */
export function pathBelow(base: URL, { pathname }: URL): string {
  const prefix = withoutTrailingSlashes(base.pathname)
  return pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : pathname
}

/**
 * Checks a path that the caller wrote in full, for `client.get` and its like.
 *
 * @throws InvalidArgumentError for dot segments, backslashes, line breaks, and for anything that is no text.
 */
export function checkRawPath(raw: unknown): string {
  if (typeof raw !== 'string' || raw === '')
    throw new InvalidArgumentError('path', 'must be a text like /apis/plugins')
  // A URL parser drops these characters, or takes them for slashes.
  if (/[\\\t\r\n]/.test(raw)) {
    throw new InvalidArgumentError('path', 'must not have backslashes, tabs or line breaks')
  }
  const segments = raw.replace(/[?#].*$/s, '').split('/')
  for (const segment of segments) {
    if (isDots(segment.replace(/%2e/gi, '.')))
      throw new InvalidArgumentError('path', 'must not have `.` or `..` parts')
  }
  return raw
}

/** What a path segment may hold as it is, beyond what `encodeURIComponent` leaves alone. */
const ALLOWED_IN_SEGMENT = /%(?:24|26|2B|2C|3A|3B|3D|40)/g

function encodePart(name: string, value: unknown): string {
  if (value === undefined || value === null) {
    throw missingArgument(name)
  }
  if (typeof value !== 'string') throw new InvalidArgumentError(name, `must be text, not ${typeof value}`)
  if (value === '') throw new InvalidArgumentError(name, 'must not be empty')
  if (isDots(value)) throw new InvalidArgumentError(name, 'must not be `.` or `..`')
  try {
    return encodeURIComponent(value).replace(ALLOWED_IN_SEGMENT, decodeURIComponent)
  } catch (error) {
    throw new InvalidArgumentError(name, 'must be well-formed Unicode text', { cause: error })
  }
}

function isDots(segment: string): boolean {
  return segment === '.' || segment === '..'
}
