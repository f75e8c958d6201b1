/** A few lines in a frame, as the Python command line draws it around the code of a login. */

/** A line: what it is, and the value. */
export interface BoxLine {
  readonly label: string
  readonly text: string
}

/** Colours. */
export interface BoxPaint {
  label(text: string): string
  text(text: string): string
}

/**
 * Draws it.
 *
 * @param columns - Width of the terminal. A text that would not fit stands without a frame: cut in two it could not be
 *   copied.
 */
export function box(
  title: string,
  lines: readonly BoxLine[],
  columns: number | undefined,
  paint: BoxPaint,
): string[] {
  const painted = lines.map(({ label, text }) => ({
    line: `${paint.label(label)} ${paint.text(text)}`,
    length: label.length + 1 + text.length,
  }))
  const inner = Math.max(title.length + 2, ...painted.map(({ length }) => length))
  if (inner + 4 > (columns ?? Number.POSITIVE_INFINITY))
    return [`${title}:`, ...painted.map(({ line }) => line)]
  return [
    `╭─ ${title} ${'─'.repeat(inner - title.length - 1)}╮`,
    ...painted.map(({ line, length }) => `│ ${line}${' '.repeat(inner - length)} │`),
    `╰${'─'.repeat(inner + 2)}╯`,
  ]
}
