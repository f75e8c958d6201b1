/** The error of a call that must fail. */

import { expect } from 'vitest'

/** Waits for a call to fail with an error of a class, and gives it. */
export async function errorOf<Failure extends Error>(
  call: PromiseLike<unknown>,
  type: abstract new (...parameters: never[]) => Failure,
): Promise<Failure> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(type)
  return error as Failure
}
