/** Colours, where they are wanted. */

import { styleText } from 'node:util'

/** Paints a text; gives it back as it is where there is no colour. */
export interface Style {
  readonly isColoured: boolean
  bold(text: string): string
  dim(text: string): string
  italic(text: string): string
  red(text: string): string
  green(text: string): string
  yellow(text: string): string
  cyan(text: string): string
}

/** Whether a stream takes colours: a terminal that can, unless `NO_COLOR` or the preference says no. */
export function wantsColour(
  stream: { isTTY?: boolean | undefined },
  env: Readonly<Record<string, string | undefined>>,
  preference = true,
): boolean {
  if (env['NO_COLOR']) return false
  if (env['FORCE_COLOR'] && env['FORCE_COLOR'] !== '0') return true
  return stream.isTTY === true && env['TERM'] !== 'dumb' && preference
}

/** The painter. */
export function createStyle(isColoured: boolean): Style {
  const paint = (format: Parameters<typeof styleText>[0]) =>
    isColoured ? (text: string) => styleText(format, text, { validateStream: false }) : (text: string) => text
  return {
    isColoured,
    bold: paint('bold'),
    dim: paint('dim'),
    italic: paint('italic'),
    red: paint('red'),
    green: paint('green'),
    yellow: paint('yellow'),
    cyan: paint('cyan'),
  }
}
