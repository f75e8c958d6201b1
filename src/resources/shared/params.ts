/** Checks of params that several helpers have in common. */

import { InvalidArgumentError } from '../../errors/index.ts'

/**
 * Checks that params have no other names than these.
 *
 * @throws InvalidArgumentError for a name that is not known: a limit that is not heeded would be found out late.
 */
export function checkNames(params: object, names: readonly string[]): void {
  for (const name of Object.keys(params)) {
    if (!names.includes(name)) {
      throw new InvalidArgumentError(name, `is no param of this method: those are ${names.join(', ')}`, {
        code: 'argument/unknown',
      })
    }
  }
}

/** The limit of a wait, under its name and under the one that it had before. */
export interface WaitLimit {
  readonly waitTimeout?: number | undefined
  readonly timeout?: number | undefined
}

/**
 * The limit of a wait in ms; `Infinity` is one.
 *
 * @throws InvalidArgumentError unless it is a duration, or if both names say different things.
 */
export function readWaitTimeout({ waitTimeout, timeout }: WaitLimit, fallback: number): number {
  for (const [name, limit] of Object.entries({ waitTimeout, timeout })) {
    if (limit !== undefined && !(typeof limit === 'number' && limit >= 0))
      throw new InvalidArgumentError(name, 'must be a number of milliseconds from 0 on')
  }
  if (waitTimeout !== undefined && timeout !== undefined && waitTimeout !== timeout)
    throw new InvalidArgumentError('timeout', 'is the older name of `waitTimeout`, which says something else')
  return waitTimeout ?? timeout ?? fallback
}

/** @throws InvalidArgumentError unless it is a pause in ms. */
export function checkInterval(interval: unknown): void {
  if (typeof interval === 'number' && interval >= 0 && Number.isFinite(interval)) return
  throw new InvalidArgumentError('poll_interval', 'must be a finite number of milliseconds from 0 on')
}

/**
 * The params as they are now: what the caller changes while a part of the package is loaded is none of the call's business.
 * Whatever is no object is left for the checks that follow.
 */
export function snapshot<Params>(params: Params): Params {
  if (typeof params !== 'object' || params === null || Array.isArray(params)) return params
  const entries = Object.entries(params).map(([name, value]) => [
    name,
    Array.isArray(value) ? [...value] : value,
  ])
  return Object.fromEntries(entries) as Params
}
