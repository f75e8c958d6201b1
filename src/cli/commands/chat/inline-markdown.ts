/** What stands within a line of Markdown: emphasis, code, links. */

import type { Style } from '../../output/style.ts'

/** An escaped mark, code, a link or an image, and text that is both bold and italic, bold, or italic. */
const INLINE = new RegExp(
  [
    /\\([!-/:-@[-`{-~])/,
    /`{1,3}([^`]+)`{1,3}/,
    /!?\[([^[\]]+)\]\(([^()\s]+)(?:\s[^()]*)?\)/,
    /\*\*\*(?=\S)([^*]+)\*\*\*/,
    /\*\*(?=\S)((?:[^*]|\*(?!\*))+)\*\*/,
    /(?<![\p{L}\p{N}_])__(?=\S)((?:[^_]|_(?!_))+)__(?![\p{L}\p{N}_])/u,
    /\*(?=[^\s*])([^*]*[^*\s])\*/,
    /(?<![\p{L}\p{N}_])_(?=[^\s_])([^_]*[^_\s])_(?![\p{L}\p{N}_])/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gu',
)

/** Paints it. Without colour, code keeps its marks: nothing else tells it from the words around it. */
export function inlineMarkdown(text: string, style: Style): string {
  const { bold, italic, cyan, dim, isColoured } = style
  const inner = (words: string) => inlineMarkdown(words, style)
  return text.replace(
    INLINE,
    (all, escaped, code, label, target, both, strong, strongToo, light, lightToo) => {
      if (escaped !== undefined) return escaped
      if (code !== undefined) return isColoured ? cyan(code.trim()) : all
      if (label !== undefined) return label === target ? label : `${inner(label)} ${dim(`(${target})`)}`
      if (both !== undefined) return bold(italic(inner(both)))
      const heavy = strong ?? strongToo
      return heavy !== undefined ? bold(inner(heavy)) : italic(inner(light ?? lightToo))
    },
  )
}

/** Whether a line has a mark that what is still to come may close. */
export function hasOpenMark(line: string): boolean {
  const rest = line.replace(INLINE, '')
  if (/\*(?!\s)|`|\\$|(?<![\p{L}\p{N}])_(?!\s)/u.test(rest)) return true
  const open = rest.lastIndexOf('[')
  if (open < 0) return false
  const close = rest.indexOf(']', open)
  if (close < 0 || close === rest.length - 1) return true
  return rest[close + 1] === '(' && rest.indexOf(')', close) < 0
}
