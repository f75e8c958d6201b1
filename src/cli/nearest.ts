/** Finds the word that somebody may have meant. */

/** Words further away than this share of their length mean something else. */
const MOST_DIFFERENT = 0.4

/** Those of some words that look most like a word, nearest first; none where none does. */
export function nearestAll(word: string, words: readonly string[]): string[] {
  const rated = words
    .map((candidate) => ({ candidate, distance: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, distance }) => distance <= Math.max(word.length, candidate.length) * MOST_DIFFERENT)
    .sort((a, b) => a.distance - b.distance)
  return rated.map(({ candidate }) => candidate)
}

/** The nearest of them. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  return nearestAll(word, words)[0]
}

/** How many letters must be put in, taken out, replaced or swapped with their neighbour. */
function distance(from: string, to: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[row - 1] === to[column - 1]
      const isSwapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      current[column] = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (isSame ? 0 : 1),
        isSwapped && row > 1 && column > 1 ? at(beforeLast, column - 2) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    beforeLast = last
    last = current
  }
  return at(last, to.length)
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY
}
