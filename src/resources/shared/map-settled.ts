/** Works through a list with a few tasks at a time. */

/**
 * Runs a task for each item, never more than `limit` at once.
 *
 * @returns The outcomes, in the order of the items: like `Promise.allSettled`.
 */
export async function mapSettled<Item, Result>(
  items: readonly Item[],
  limit: number,
  task: (item: Item) => Promise<Result>,
): Promise<PromiseSettledResult<Result>[]> {
  const outcomes: PromiseSettledResult<Result>[] = []
  const queue = items.entries()
  const work = async () => {
    for (const [index, item] of queue) {
      try {
        outcomes[index] = { status: 'fulfilled', value: await task(item) }
      } catch (reason) {
        outcomes[index] = { status: 'rejected', reason }
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, work))
  return outcomes
}
