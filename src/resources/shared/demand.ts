/** Params that only newer platforms know, and that older ones ignore to the caller's harm. */

import type { ReleaseDemand } from '../../http/request/operation.ts'

/**
 * What the given params demand of the platform.
 *
 * @param releases - The first release that knows a param, by the param's name.
 */
export function demandOf(
  params: Readonly<Record<string, unknown>>,
  releases: Readonly<Record<string, string>>,
): ReleaseDemand | undefined {
  const given = Object.keys(releases).filter((name) => params[name] !== undefined && params[name] !== null)
  const [first] = given
  return first === undefined ? undefined : { since: releases[first] as string, params: given }
}
