/** What a server holds does not steer the terminal; a program that reads gets it as it is. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { FORMATS } from '../../../src/cli/output/formats.ts'
import { Printer, type PrinterSettings } from '../../../src/cli/output/printer.ts'
import { createProgress } from '../../../src/cli/output/progress.ts'
import { createStyle } from '../../../src/cli/output/style.ts'
import { printable, writeText } from '../../../src/cli/output/terminal.ts'

const EVIL = 'a\u001b]0;title\u0007b\u009b31mc\u202ed\u2066e\u200ff\u007fg\u2028h'
const STEERS =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/

function printer(format: PrinterSettings['format'], terminalColumns: number | undefined): Printer {
  return new Printer({
    format,
    preference: 'table',
    columns: undefined,
    truncate: false,
    timestamps: 'iso8601',
    terminalColumns,
    style: createStyle(false),
  })
}

/** Keeps what is written to it. */
function output(isTTY: boolean) {
  const written: string[] = []
  return { isTTY, written, write: (text: string) => written.push(text) }
}

describe.each(FORMATS)('as %s', (format) => {
  test.each([true, false])('nothing steers a terminal (a list: %s)', async (list) => {
    const record = { name: EVIL, [`key${EVIL}`]: [EVIL], nested: { [EVIL]: EVIL } }

    const { text } = await printer(format, 200).format(list ? [record] : record, { list })

    expect(text).not.toMatch(STEERS)
  })
})

describe('a pipe gets what there is', () => {
  test.each(['json', 'raw', 'csv', 'markdown'] as const)('as %s', async (format) => {
    const { text } = await printer(format, undefined).format([{ name: EVIL }], { list: true })

    expect(text).toContain('\u009b31mc\u202ed\u2066e\u200ff\u007fg')
  })

  test('as a record', async () => {
    const { text } = await printer('table', undefined).format({ name: EVIL }, {})

    expect(text).toContain(EVIL)
  })
})

test.each(['json', 'raw', 'yaml'] as const)('%s for a terminal means the same', async (format) => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(EVIL, '\r', '\n\u001b'),
      async (text, evil) => {
        const value = { [text + evil]: [evil + text], b: `- ${text}` }

        const shown = await printer(format, 80).format(value, {})

        expect(format === 'yaml' ? parse(shown.text) : JSON.parse(shown.text)).toEqual(
          JSON.parse(JSON.stringify(value)),
        )
        expect(shown.text).not.toMatch(STEERS)
      },
    ),
  )
})

test.each(['- \n', '\n', 'a\n\n', 'a\n \n', ' ', '\t\n', 'a\n'])(
  'yaml that ends with the text %j means the same',
  async (text) => {
    const { text: shown } = await printer('yaml', 80).format({ text }, {})

    expect(parse(shown)).toEqual({ text })
  },
)

test('a line of ours keeps its colours, and nothing else', () => {
  const style = createStyle(true)
  const line = `${style.red(style.bold('Error:'))} ${EVIL}\u001b[8mhidden\u001b[2J`
  const terminal = output(true)
  const pipe = output(false)

  writeText(terminal, line)
  writeText(pipe, line)

  expect(terminal.written).toEqual([`${style.red(style.bold('Error:'))} ${printable(EVIL)}[8mhidden[2J`])
  expect(pipe.written).toEqual([line])
})

test('a spinner shows no text that steers', () => {
  const stderr = output(true)
  const { signal } = new AbortController()

  const progress = createProgress(EVIL, { stderr: stderr as unknown as NodeJS.WriteStream, signal, env: {} })
  progress.update(`${EVIL}\nnext`)
  progress.stop(EVIL)

  // biome-ignore lint/suspicious/noControlCharactersInRegex: what redraws the line is ours
  const shown = stderr.written.join('').replace(/\r?\u001b\[(?:2K|\?25[lh])/g, '')
  expect(shown).not.toMatch(STEERS)
})
