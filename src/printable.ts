/** Makes texts of others safe to show: what a server, a file or an argument holds must not steer a terminal, or lie by its direction. */

/**
 * Control characters (C0 but for line end and tab, DEL, C1), and those that change the direction of text or are lines of their own:
 * with them, a terminal shows something else than what is there.
 */
export const UNSAFE = /[^\P{Cc}\n\t]|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu

/** Text without anything that steers a terminal. Lines stay. */
export function printable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(UNSAFE, '')
}

/** The same on one line. */
export function printableLine(text: string): string {
  return printable(text.replace(/\s+/gu, ' '))
}
