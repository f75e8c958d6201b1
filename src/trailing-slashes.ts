/** Takes slashes off the end of a URL or a path. */

/**
 * The text without slashes at its end. By an expression this takes a time that grows with the square of the length, where slashes
 * stand in the middle.
 */
export function withoutTrailingSlashes(text: string): string {
  let end = text.length
  while (end > 0 && text[end - 1] === '/') end -= 1
  return text.slice(0, end)
}
