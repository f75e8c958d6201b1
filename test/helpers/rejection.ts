/** The error of a call that is to fail. */

/** What a promise rejects with; fails where it does not, or with something else than the class. */
export async function rejection<Instance extends Error>(
  promise: PromiseLike<unknown>,
  expected: abstract new (...args: never[]) => Instance,
): Promise<Instance> {
  let value: unknown
  try {
    value = await promise
  } catch (error) {
    if (error instanceof expected) return error
    throw new Error(`rejected with another error than ${expected.name}: ${String(error)}`, { cause: error })
  }
  throw new Error(`resolved instead of rejecting: ${JSON.stringify(value)}`)
}
