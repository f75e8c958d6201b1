/** Wildcards in paths: `*`, `?` and `[…]` within a name, `**` for folders at any depth. */

/** Whether a path has wildcards in it. */
export function hasWildcards(path: string): boolean {
  return /[*?[]/.test(path)
}

/** Tells which names a pattern means. */
export interface NameMatcher {
  test(name: string): boolean
}

/** A test for a name that `*`, `?` and `[…]` stand in. */
export function nameMatcher(pattern: string): NameMatcher {
  const steps = stepsOf(pattern)
  return { test: (name) => covers(steps, [...name], isInName) }
}

/**
 * A test for paths. A pattern without a slash is for names at the top; one with slashes is compared from the right end, so
 * that `a/*.txt` is found in any folder.
 */
export function pathMatcher(pattern: string): (path: string) => boolean {
  const parts = pattern.split('/').filter((part) => part !== '' && part !== '.')
  const steps: Step[] = parts.length > 1 ? [ANY_NUMBER] : []
  for (const [index, part] of parts.entries()) {
    if (part !== '**') {
      const name = nameMatcher(part)
      steps.push((segment) => name.test(segment))
    } else if (index === parts.length - 1) {
      // At the end it means a file, and not the folder itself.
      steps.push(ANY_NUMBER, isFull)
    } else {
      steps.push(ANY_NUMBER)
    }
  }
  return (path) => covers(steps, path.split('/'), isFull)
}

/** Any number of items, also none. */
const ANY_NUMBER = Symbol('any number')

/** One item that passes a test, or any number of items. */
type Step = typeof ANY_NUMBER | ((item: string) => boolean)

/**
 * Whether steps cover items from the first to the last. It goes back to the latest `ANY_NUMBER` only, which is enough: the time is at
 * most the number of steps times that of items, where an expression may take one that doubles with each star.
 *
 * @param isSkippable - What `ANY_NUMBER` covers.
 */
function covers(
  steps: readonly Step[],
  items: readonly string[],
  isSkippable: (item: string) => boolean,
): boolean {
  let step = 0
  let item = 0
  let star: { readonly step: number; item: number } | undefined
  while (item < items.length) {
    const current = steps[step]
    const value = items[item] as string
    if (current === ANY_NUMBER) {
      star = { step, item }
      step += 1
    } else if (current?.(value)) {
      step += 1
      item += 1
    } else if (star !== undefined && isSkippable(items[star.item] as string)) {
      star.item += 1
      item = star.item
      step = star.step + 1
    } else {
      return false
    }
  }
  return steps.slice(step).every((rest) => rest === ANY_NUMBER)
}

function isInName(character: string): boolean {
  return character !== '/'
}

function isFull(segment: string): boolean {
  return segment !== ''
}

function stepsOf(pattern: string): Step[] {
  const characters = [...pattern]
  const steps: Step[] = []
  for (let index = 0; index < characters.length; index += 1) {
    const character = characters[index] as string
    if (character === '*') {
      // Several in a row are one.
      if (characters[index - 1] !== '*') steps.push(ANY_NUMBER)
    } else if (character === '?') {
      steps.push(isInName)
    } else if (character === '[') {
      const end = endOfSet(characters, index + 1)
      steps.push(end === undefined ? (other) => other === '[' : setOf(characters.slice(index + 1, end)))
      index = end ?? index
    } else {
      steps.push((other) => other === character)
    }
  }
  return steps
}

/** Where a set ends: a `]` right at its beginning belongs to it. Undefined if it does not end at all. */
function endOfSet(characters: readonly string[], start: number): number | undefined {
  const first = characters[start] === '!' ? start + 1 : start
  const end = characters.indexOf(']', first + 1)
  return end < 0 ? undefined : end
}

function setOf(members: readonly string[]): (character: string) => boolean {
  const isNegated = members[0] === '!'
  const list = isNegated ? members.slice(1) : members
  const ranges: [low: number, high: number][] = []
  for (let index = 0; index < list.length; index += 1) {
    const low = codeOf(list[index])
    const high = list[index + 1] === '-' ? list[index + 2] : undefined
    // A range that runs backwards holds nothing.
    ranges.push([low, high === undefined ? low : codeOf(high)])
    if (high !== undefined) index += 2
  }
  return (character) => {
    const code = codeOf(character)
    const isMember = ranges.some(([low, high]) => low <= code && code <= high)
    return isInName(character) && isMember !== isNegated
  }
}

function codeOf(character: string | undefined): number {
  return character?.codePointAt(0) ?? 0
}
