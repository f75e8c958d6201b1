/** `nemo` at a terminal of 80 columns: questions, progress, errors. */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import width from 'fast-string-width'
import { MockPlatform } from 'nemo-platform/testing'
import { describe, expect, onTestFinished, test } from 'vitest'
import { brokenModel } from './broken-model.ts'
import { freePort } from './free-port.ts'
import { emptyHome } from './run-nemo.ts'
import { scene } from './scene.ts'
import { hasTerminal, openTerminal } from './tmux.ts'

const widest = (screen: string) => Math.max(...screen.split('\n').map((line) => width(line)))

describe.skipIf(!hasTerminal)('at a terminal', { timeout: 60_000 }, () => {
  test('the quickstart is configured in a dialogue, and used', async () => {
    const home = emptyHome()
    const port = await freePort()
    onTestFinished(async () => void (await home.nemo(['quickstart', 'down'])))
    const terminal = await openTerminal(home)

    terminal.run('nemo quickstart configure')
    await terminal.shows(/Save configuration\?[\s\S]*Configure advanced options - authentication, port/)
    terminal.press('Down', 'Enter')
    await terminal.shows(/Enable authentication\/authorization\?[\s\S]*Yes - Require authentication/)
    terminal.press('Down', 'Enter')
    await terminal.shows(/Authorization enabled[\s\S]*Admin email \(may do everything\)/)
    terminal.type('nobody')
    terminal.press('Enter')
    await terminal.shows(/Enter an e-mail address/)
    terminal.press('C-u')
    terminal.type('admin@example.com')
    terminal.press('Enter')
    await terminal.shows(/Admin: admin@example\.com[\s\S]*nemo auth login --unsigned-token --email <email>/)
    terminal.press('C-u')
    terminal.type(`${port}`)
    terminal.press('Enter')
    expect(widest(await terminal.shows(/Configuration saved successfully!/))).toBeLessThanOrEqual(80)

    await terminal.clear()
    terminal.run('nemo quickstart up')
    await terminal.shows(/✓ The platform runs at .*[\s\S]*Admin: admin@example\.com/)
    await terminal.clear()
    terminal.run(`nemo workspaces create ml-team --description "${'A long description. '.repeat(5)}"`)
    await terminal.shows(/. Creating ml-team, and waiting for your role…/)
    await terminal.shows(/^name {9}ml-team$/m)
    await terminal.clear()
    terminal.run('nemo workspaces members add ana@example.com --roles Editor -w ml-team')
    await terminal.shows(/. Waiting for the roles of ana@example\.com to take effect/)
    const added = await terminal.shows(/^roles {7}Editor$/m)
    // Nothing of the progress is left.
    expect(added).not.toContain('Waiting')

    await terminal.clear()
    terminal.run('NHX_TIMESTAMP_FORMAT=iso8601 nemo workspaces list; nemo workspaces get nope')
    const list = await terminal.shows(/Not found: \(404\)[\s\S]*Try:\n {2}1\. .*\n {5}/)
    expect(list).toMatch(/┏━+┳━+┳━+┓[\s\S]*│ ml-team │ A long description\..*… │/)
    expect(widest(list)).toBeLessThanOrEqual(80)
  })

  test('a list is watched in place, with what is said of it', async () => {
    const { home, nemo } = await scene()
    const job = (name: string) => [
      ...['jobs', 'create', name, '--source', 'tests', '--spec', '{}', '--platform-spec'],
      '{"steps": [{"name": "s1", "executor": {"provider": "subprocess", "command": ["true"]}}]}',
    ]
    for (const name of ['one', 'two']) expect(await nemo(job(name))).toMatchObject({ code: 0 })
    const terminal = await openTerminal(home)
    terminal.run('nemo jobs list --watch --page-size 1; echo "code $?"')
    await terminal.shows(/page 1 of 2/)
    expect(await nemo(job('three'))).toMatchObject({ code: 0 })
    const redrawn = await terminal.shows(/page 1 of 3/)
    expect(redrawn.match(/page 1 of/g)).toHaveLength(1)
    expect(redrawn.match(/┏━/g)).toHaveLength(1)
    terminal.press('C-c')
    const ended = await terminal.shows(/^code \d+/m)
    expect(ended).toMatch(/^Interrupted\.\ncode 130$/m)
    expect(ended).not.toContain('^C')
  })

  test('a conversation outlives an answer that breaks off', async () => {
    const { home } = await scene()
    const url = await brokenModel((prompt, { say, end, breakOff }) => {
      if (prompt === 'long') {
        say('many words '.repeat(20))
        return
      }
      say(`**You** said ${prompt}.`)
      if (prompt === 'break') breakOff()
      else end()
    })
    const terminal = await openTerminal(home)
    terminal.run(`nemo chat one --base-url ${url}; echo "code $?"`)
    await terminal.shows(/Ctrl-D ends the conversation/)
    for (const [prompt, answer] of [
      ['hello', /^You said hello\.\n>\s*$/m],
      ['break', /^You said break\.\nAPI error: [\s\S]*broke off[\s\S]*Try:[\s\S]*\n>\s*$/m],
      ['again', /^You said again\.\n>\s*$/m],
    ] as const) {
      terminal.run(prompt)
      await terminal.shows(answer)
    }
    terminal.press('C-d')
    await terminal.shows(/^>\s*\ncode 0$/m)

    await terminal.clear()
    terminal.run(`nemo chat one --base-url ${url}; echo "code $?"`)
    await terminal.shows(/Ctrl-D ends the conversation/)
    terminal.run('long')
    // It is a single paragraph, and has not ended.
    await terminal.shows(/many words many words/)
    terminal.press('C-c')
    const ended = await terminal.shows(/Interrupted\.\ncode 130$/m)
    expect(ended).not.toContain('^C')
    expect(ended.match(/many/g)).toHaveLength(20)
  })

  test('a download shows speed and rest in one line, and Ctrl-C leaves none of it', async () => {
    const { home, nemo, platform } = await scene()
    const folder = join(home.folder, 'data')
    mkdirSync(folder)
    for (const name of ['a.bin', 'b.bin']) writeFileSync(join(folder, name), Buffer.alloc(9_876_543))
    expect(await nemo(['files', 'upload', `${folder}/`, 'set', '--create'])).toMatchObject({ code: 0 })
    platform.faults.next({ delay: 1_500, method: 'GET', path: /a\.bin$/ })
    platform.faults.next({ delay: 600_000, method: 'GET', path: /b\.bin$/ })
    const terminal = await openTerminal(home)
    terminal.run('nemo files download set -o down/; echo "code $?"')
    const screen = await terminal.shows(
      /Downloading.* 50 %, 1\/2 files, 9\.9 MB of 19\.8 MB, \S+ .B\/s, \d+:\d\d left$/m,
    )
    expect(screen).toMatch(/[█░]{5}/)
    terminal.press('C-c')
    const ended = await terminal.shows(/code 130/)
    expect(ended).toMatch(/^\$ nemo files.*\nInterrupted\. Downloaded: 1 of 2 files[\s\S]*--resume/m)
    expect(ended).not.toContain('^C')
  })

  test('the variable of times counts, at a terminal, too', async () => {
    const { home } = await scene()
    const terminal = await openTerminal(home, { NHX_TIMESTAMP_FORMAT: 'iso8601' })
    terminal.run('nemo workspaces list -c name,created_at')
    expect(await terminal.shows(/│ default +│ .* │/)).toMatch(/│ default +│ \d{4}-\d\d-\d\dT/)
    await terminal.clear()
    terminal.run('NHX_TIMESTAMP_FORMAT=relative nemo workspaces get default')
    expect(await terminal.shows(/^created_at +\S/m)).not.toMatch(/\d{4}-\d\d-\d\dT/)
  })

  test('without colour there is not one escape sequence of colour', async () => {
    const { home } = await scene()
    const terminal = await openTerminal(home, { NO_COLOR: '1' })
    terminal.run('nemo workspaces list; nemo auth status; nemo workspaces get nope')
    await terminal.shows(/Not found: \(404\)/)
    expect(terminal.screen({ raw: true })).not.toContain('\u001b[')
    const coloured = await openTerminal(emptyHome())
    coloured.run('nemo workspaces lsit')
    await coloured.shows(/Unknown command/)
    expect(coloured.screen({ raw: true })).toContain('\u001b[')
  })

  test('Ctrl-C in a question changes nothing, ends with 130, and leaves the terminal as it was', async () => {
    const { home } = await scene()
    const before = readFileSync(home.configPath, 'utf8')
    const terminal = await openTerminal(home)
    for (const command of ['nemo quickstart configure', 'nemo secrets create key']) {
      await terminal.clear()
      terminal.run(`${command}; echo "code $?"; stty -a | grep -o "[-]*echo "`)
      await terminal.shows(/Save configuration\?|Value of key/)
      terminal.press('C-c')
      const screen = await terminal.shows(/code \d+\n-?echo/)
      expect(screen).toMatch(/Cancelled: nothing was changed\.\ncode 130\necho/)
    }
    expect(readFileSync(home.configPath, 'utf8')).toBe(before)
  })

  test('a secret is not seen while it is typed', async () => {
    const { platform, home } = await scene()
    const terminal = await openTerminal(home)
    terminal.run('nemo secrets create key')
    await terminal.shows(/Value of key/)
    terminal.type('hush-hush')
    terminal.press('Enter')
    expect(await terminal.shows(/^name {9}key$/m)).not.toContain('hush')
    const request = platform.requests.findLast(({ method }) => method === 'POST')
    expect(await request?.json()).toMatchObject({ value: 'hush-hush' })
  })

  test('a device login shows page, code and a QR code; Ctrl-C leaves all as it was', async () => {
    const platform = new MockPlatform({ auth: { oidc: true } })
    const server = await platform.listen()
    onTestFinished(() => server.close())
    const home = emptyHome()
    await platform.writeConfig(home.configPath)
    const before = readFileSync(home.configPath, 'utf8')
    const terminal = await openTerminal(home)

    terminal.run('nemo auth login --no-browser; echo "code $?"')
    const screen = await terminal.shows(/Authorization Required[\s\S]*Waiting for authorization/)
    expect(screen).toMatch(/Visit: http:\S+/)
    expect(screen).toMatch(/[▀▄█]{10}/)
    expect(widest(screen)).toBeLessThanOrEqual(80)
    terminal.press('C-c')
    await terminal.shows(/Interrupted\.\ncode 130/)
    expect(readFileSync(home.configPath, 'utf8')).toBe(before)

    await terminal.clear()
    terminal.run('nemo auth login --no-browser')
    const again = await terminal.shows(/Enter code: \S+[\s\S]*Waiting for authorization/)
    platform.identityProvider.approve(/Enter code: (\S+)/.exec(again)?.[1] ?? '', 'ana@example.com')
    const done = await terminal.shows(/Credentials saved to config file\./)
    expect(done).toContain('Logged in as: ana@example.com')
    expect(done).not.toContain('Waiting for')
  })
})
