/** How deep JSON may be nested: Python's reader, and with it the platform's, gives up at its recursion limit. */

import { httpError } from './responses.ts'

/** Python's recursion limit. */
const DEEPEST = 1000

/** Whether a text opens more lists and objects within each other than the platform's reader follows. */
export function isTooDeep(text: string): boolean {
  let depth = 0
  let isInText = false
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index]
    if (isInText) {
      if (char === '\\') index += 1
      else if (char === '"') isInText = false
    } else if (char === '"') isInText = true
    else if (char === '[' || char === '{') {
      depth += 1
      if (depth > DEEPEST) return true
    } else if (char === ']' || char === '}') depth -= 1
  }
  return false
}

/**
 * Stops what is nested too deep before anything looks into it.
 *
 * @throws HTTPError with 400.
 */
export function assertDepth(text: string): void {
  if (isTooDeep(text)) throw httpError(400, 'There was an error parsing the body')
}
