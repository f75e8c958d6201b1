/** Wildcards in paths: `*`, `?` and `[…]` within a name, `**` for folders at any depth. */

/** Whether a path has wildcards in it. */
export function hasWildcards(path: string): boolean {
  return /[*?[]/.test(path)
}

/** A regular expression for a name that `*`, `?` and `[…]` stand in. */
export function nameMatcher(pattern: string): RegExp {
  return new RegExp(`^${expressionOf(pattern)}$`, 'su')
}

/**
 * A test for paths. A pattern without a slash is for names at the top; one with slashes is compared from the right end, so
 * that `a/*.txt` is found in any folder.
 */
export function pathMatcher(pattern: string): (path: string) => boolean {
  const parts = pattern.split('/').filter((part) => part !== '' && part !== '.')
  const last = parts.length - 1
  const expressions = parts.map((part, index) => {
    if (part === '**') return index === last ? '(?:[^/]+/)*[^/]+' : '(?:[^/]+/)*'
    return expressionOf(part) + (index === last ? '' : '/')
  })
  const start = parts.length > 1 ? '(?:^|/)' : '^'
  const expression = new RegExp(`${start}${expressions.join('')}$`, 'su')
  return (path) => expression.test(path)
}

function expressionOf(pattern: string): string {
  const characters = [...pattern]
  let expression = ''
  for (let index = 0; index < characters.length; index += 1) {
    const character = characters[index] as string
    if (character === '*') {
      // Several in a row are one, and would only slow the search down.
      if (characters[index - 1] !== '*') expression += '[^/]*'
    } else if (character === '?') {
      expression += '[^/]'
    } else if (character === '[') {
      const end = endOfSet(characters, index + 1)
      expression += end === undefined ? '\\[' : setOf(characters.slice(index + 1, end))
      index = end ?? index
    } else {
      expression += escaped(character)
    }
  }
  return expression
}

/** Where a set ends: a `]` right at its beginning belongs to it. Undefined if it does not end at all. */
function endOfSet(characters: readonly string[], start: number): number | undefined {
  const first = characters[start] === '!' ? start + 1 : start
  const end = characters.indexOf(']', first + 1)
  return end < 0 ? undefined : end
}

function setOf(members: readonly string[]): string {
  const isNegated = members[0] === '!'
  const list = isNegated ? members.slice(1) : members
  let set = ''
  for (let index = 0; index < list.length; index += 1) {
    const low = list[index] as string
    const high = list[index + 1] === '-' ? list[index + 2] : undefined
    if (high === undefined) {
      set += escaped(low)
      continue
    }
    index += 2
    // A range that runs backwards holds nothing.
    if ((low.codePointAt(0) ?? 0) <= (high.codePointAt(0) ?? 0)) set += `${escaped(low)}-${escaped(high)}`
  }
  if (set === '') return isNegated ? '[^/]' : '(?!)'
  return isNegated ? `[^/${set}]` : `(?!/)[${set}]`
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}
