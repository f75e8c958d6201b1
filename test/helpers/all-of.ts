/** Reads something that comes piece by piece to its end. */

/** All items, in their order. */
export async function allOf<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = []
  for await (const item of items) list.push(item)
  return list
}
