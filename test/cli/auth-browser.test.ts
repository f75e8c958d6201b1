/** Whether a browser is opened for a login, and the frame around its code. */

import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import { box } from '../../src/cli/commands/auth/box.ts'
import { hasBrowser } from '../../src/cli/commands/auth/browser.ts'

const terminal = { isTTY: true } as NodeJS.WriteStream
const pipe = { isTTY: false } as NodeJS.WriteStream

describe('a browser', () => {
  test.each<[boolean, string, NodeJS.Platform, Record<string, string>]>([
    [true, 'on a Mac', 'darwin', {}],
    [true, 'on Windows', 'win32', {}],
    [true, 'on Linux with X11', 'linux', { DISPLAY: ':0' }],
    [true, 'on Linux with Wayland', 'linux', { WAYLAND_DISPLAY: 'wayland-0' }],
    [true, 'in WSL', 'linux', { WSL_DISTRO_NAME: 'Ubuntu' }],
    [false, 'on Linux without windows', 'linux', {}],
    [false, 'on a Mac that one has come to by ssh', 'darwin', { SSH_CONNECTION: '1 2 3 4' }],
    [true, 'by ssh that sends windows along', 'linux', { SSH_TTY: '/dev/pts/1', DISPLAY: 'localhost:10' }],
    [false, 'in CI', 'darwin', { CI: 'true' }],
  ])('is there: %s, %s', (expected, _, platform, env) => {
    expect(hasBrowser({ env, stdout: terminal }, platform)).toBe(expected)
    expect(hasBrowser({ env, stdout: pipe }, platform)).toBe(false)
  })
})

describe('the frame', () => {
  const plain = { label: (text: string) => text, text: (text: string) => text }
  const lines = [
    { label: 'Visit:', text: 'https://idp.example.com/device' },
    { label: 'Enter code:', text: 'BCDF-GHJK' },
  ]

  test('fits its lines', () => {
    expect(box('Authorization Required', lines, 80, plain)).toEqual([
      '╭─ Authorization Required ──────────────╮',
      '│ Visit: https://idp.example.com/device │',
      '│ Enter code: BCDF-GHJK                 │',
      '╰───────────────────────────────────────╯',
    ])
  })

  test('fits its title', () => {
    const drawn = box('A title that is long', [{ label: 'A:', text: 'b' }], undefined, plain)

    expect(new Set(drawn.map(({ length }) => length)).size).toBe(1)
  })

  test('is left out where the terminal is too narrow: what is cut in two cannot be copied', () => {
    expect(box('Authorization Required', lines, 30, plain)).toEqual([
      'Authorization Required:',
      'Visit: https://idp.example.com/device',
      'Enter code: BCDF-GHJK',
    ])
  })

  test('does not count colours', () => {
    const coloured = { label: (text: string) => `\u001b[36m${text}\u001b[0m`, text: (text: string) => text }

    expect(box('T', lines, 80, coloured).map((line) => stripVTControlCharacters(line))).toEqual(
      box('T', lines, 80, plain),
    )
  })
})
