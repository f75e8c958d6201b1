/** How `nemo` is called, and how it ends. */

import { execFile, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import { GROUPS } from '../../src/cli/commands/index.ts'
import { BINARY, emptyHome } from './run-nemo.ts'
import { ADMIN, ANA, scene } from './scene.ts'

describe('help', () => {
  test('names all groups, and ends with 0', async () => {
    const { code, stdout, stderr } = await emptyHome().nemo(['--help'])
    expect(code).toBe(0)
    expect(stderr).toBe('')
    const words = stdout.replace(/\s+/g, ' ')
    for (const { name, aliases = [], summary } of GROUPS)
      expect(words).toContain(` ${[name, ...aliases].join('|')} ${summary}`)
  })

  test('says which context is active', async () => {
    const { nemo } = await scene()
    expect((await nemo(['--help'])).stdout).toMatch(/^Active context: default \(workspace: default\)\n/)
    const overridden = await nemo(['--help'], { NMP_WORKSPACE: 'ml' })
    expect(overridden.stdout).toMatch(/^Active context: default \(workspace: ml\)\n/)
  })

  test.each([
    [['auth'], 'login'],
    [['config'], 'current-context'],
    [['workspaces', 'members'], 'create|add'],
    [['help', 'secrets'], 'access'],
    [['quickstart', '--help'], 'configure'],
    [[], 'All commands: nemo --help'],
  ])('%j shows what there is', async (args, words) => {
    const { code, stdout, stderr } = await emptyHome().nemo(args)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain(words)
  })

  test('comes although the config file is broken', async () => {
    const { home, nemo } = await scene()
    writeFileSync(home.configPath, 'contexts: [')
    expect(await nemo(['--help'])).toMatchObject({ code: 0, stderr: '' })
    expect(await nemo(['workspaces', 'list'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('config.yaml'),
    })
  })
})

describe('a mistake in the command line ends with 2, and names what was meant', () => {
  test.each([
    [['wrkspaces'], "Unknown command 'wrkspaces'", 'Did you mean workspaces?'],
    [['workspaces', 'lsit'], "Unknown command 'lsit'", 'Did you mean list?'],
    [['workspaces', 'list', '--pgae', '2'], "Unknown option '--pgae'", 'Did you mean --page?'],
    [['auth', 'login', '--emial', 'x'], "Unknown option '--emial'", 'Did you mean --email?'],
    [['--verbos'], "Unknown option '--verbos'", 'Did you mean --verbose?'],
    [['workspaces', 'get'], "Missing required argument 'name'", 'nemo workspaces get --help'],
    [['workspaces', 'get', 'a', 'b'], 'Too many arguments', 'nemo workspaces get --help'],
    [['-f', 'xml', 'workspaces', 'list'], '--output-format must be table', ''],
    [['workspaces', 'list', '--page', '0'], '--page must be a whole number from 1 on', ''],
    [['workspaces', 'list', '--sort', 'age'], '--sort must be name', ''],
    [['--timeout', 'soon', 'workspaces', 'list'], '--timeout must be a number of seconds', ''],
    [['--context', '', 'workspaces', 'list'], '--context must not be empty', ''],
    [['workspaces', 'create'], 'Missing name', 'nemo workspaces create <name>'],
    [['workspaces', 'create', 'x', '--input-data', '[1]'], '--input-data must be an object', ''],
    [['quickstart', 'up', '--engine', 'steam'], '--engine must be mock or platform', ''],
    [
      ['workspaces', 'create', 'x', '--no-wait', '--wait-role-propagation'],
      '--no-wait and --wait-role-propagation exclude each other',
      'Choose one of them',
    ],
    [
      ['config', 'set', '--access-token', 'one', '--api-key', 'two'],
      '--access-token and --api-key are the same, and exclude each other',
      'Choose one of them',
    ],
    [['workspaces', 'members', 'list', '--stream', '-f', 'csv'], '--stream writes JSON, not csv', ''],
  ])('%j', async (args, what, remedy) => {
    const { code, stdout, stderr } = await emptyHome().nemo(args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(`Error: ${what}`)
    expect(stderr).toContain(remedy)
  })
})

describe('without a terminal, a question names the flag to use', () => {
  test.each([
    [['quickstart', 'configure'], '--auth --admin-email <email> --yes'],
    [['quickstart', 'up'], 'nemo quickstart configure --no-auth --yes'],
    [['secrets', 'create', 'key'], '--from-file'],
    [['auth', 'login', '--username', 'ana', '--base-url', 'http://127.0.0.1:9'], 'NHX_OIDC_PASSWORD'],
  ])('%j', async (args, flag) => {
    expect(await emptyHome().nemo(args)).toMatchObject({ code: 2, stderr: expect.stringContaining(flag) })
  })
})

describe('exit codes', () => {
  test('3 for what the platform refuses, and for one that is not there', async () => {
    const { nemo } = await scene({}, ANA)
    const refused = await nemo(['workspaces', 'members', 'list', '-w', 'system'])
    expect(refused.code).toBe(3)
    expect(refused.stderr).toContain('Permission denied: (403) Forbidden')
    const gone = await nemo(['workspaces', 'list', '--base-url', 'http://127.0.0.1:9', '--timeout', '5'])
    expect(gone).toMatchObject({ code: 3, stderr: expect.stringContaining('Connection error: ') })
  })

  test('1 for what is wrong on this machine', async () => {
    const { nemo } = await scene()
    expect(await nemo(['--context', 'nope', 'workspaces', 'list'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("Context 'nope' not found. Available contexts: default"),
    })
  })

  test('130 for Ctrl-C while it waits; the config is as it was', async () => {
    const { home, nemo } = await scene({ auth: { rolePropagation: 20_000 } })
    const before = readFileSync(home.configPath, 'utf8')
    const running = nemo(['workspaces', 'create', 'ml'])
    await running.noted(/waiting for your role/)
    running.interrupt()
    expect(await running).toMatchObject({ code: 130, stderr: expect.stringMatching(/Interrupted\.\n$/) })
    expect(readFileSync(home.configPath, 'utf8')).toBe(before)
  })
})

describe('an error is one block', () => {
  test('what, why, and what to try; more with -v', async () => {
    const { nemo, url } = await scene({}, ANA)
    const args = ['workspaces', 'members', 'list', '-w', 'system']
    const { stderr } = await nemo(args)
    expect(stderr).toMatch(
      /^Permission denied: \(403\) Forbidden\n {2}GET http:\S+\/system\/members\n[\s\S]*\nTry:\n {2}1\. \S/,
    )
    expect(stderr).toContain(url)
    expect(stderr).not.toContain('Status:')
    const verbose = await nemo([...args, '-v'])
    expect(verbose.stderr).toContain('  Status: 403')
  })

  test('names the reason, and the command in place of the call', async () => {
    const { platform, home, nemo } = await scene({}, ADMIN)
    await nemo(['workspaces', 'create', 'ml'])
    await nemo(['workspaces', 'members', 'add', ANA, '--roles', 'Viewer', '-w', 'ml'])
    await platform.writeConfig(home.configPath, { email: ANA, scopes: ['platform:read'] })
    const { code, stderr } = await nemo(['projects', 'create', 'p', '-w', 'ml'])
    expect(code).toBe(3)
    expect(stderr).toContain('The token lacks the scope platform:write or entities:write.')
    expect(stderr).toContain('1. nemo auth login --unsigned-token --email')
    expect(stderr).not.toContain('client.')
  })

  test('a server cannot steer the terminal, and no token is shown', async () => {
    const { platform, nemo } = await scene()
    platform.faults.next({ status: 500, body: { detail: 'a\u001b[2Jb\r\nc' }, times: 9 })
    const { stderr } = await nemo(['workspaces', 'list', '-v'])
    expect(stderr).not.toContain('\u001b')
    expect(stderr).toContain('a[2Jb')
    expect(stderr).not.toContain('eyJ')
  })

  test('a 422 names the fields', async () => {
    const { nemo } = await scene()
    const { code, stderr } = await nemo(['workspaces', 'create', 'Bad Name'])
    expect(code).toBe(3)
    expect(stderr).toContain('API error: (422)')
    expect(stderr).toContain('body.name: String should match pattern')
  })
})

describe('around it', () => {
  test('a closed pipe is quiet', async () => {
    const { home, nemo } = await scene()
    for (const name of ['a1', 'b2', 'c3']) await nemo(['workspaces', 'create', name, '--no-wait'])
    const command = `"${process.execPath}" "${BINARY}" workspaces list --stream | head -1; echo "\${PIPESTATUS[0]}"`
    const env = { PATH: process.env['PATH'], HOME: home.folder }
    const { stdout, stderr } = await promisify(execFile)('bash', ['-c', command], { env })
    expect(stderr).toBe('')
    expect(stdout).toMatch(/^\{.*\}\n0\n$/)
  })

  test('no colour where there is no terminal, unless it is forced', async () => {
    const { nemo } = await scene()
    const args = ['-f', 'table', 'workspaces', 'list']
    expect((await nemo(args)).stdout).not.toContain('\u001b')
    expect((await nemo(args, { FORCE_COLOR: '1' })).stdout).toContain('\u001b[1m')
    expect((await nemo(args, { FORCE_COLOR: '1', NO_COLOR: '1' })).stdout).not.toContain('\u001b')
  })

  test('options stand before the command or after it; the nearest counts', async () => {
    const { nemo } = await scene()
    const names = async (args: string[]) => JSON.parse((await nemo(args)).stdout).data.length
    expect(await names(['-f', 'json', 'workspaces', 'list'])).toBe(2)
    expect(await names(['-f', 'table', 'workspaces', '-f', 'csv', 'list', '-f', 'json'])).toBe(2)
    expect((await nemo(['workspaces', 'list', '--output', 'raw'])).stdout.split('\n')).toHaveLength(2)
    expect((await nemo(['--agent-mode', 'workspaces', 'list'])).stdout).toMatch(/^\| name \|/)
    expect((await nemo(['-f', 'json', 'workspaces', 'list', '--output', 'csv'])).stdout).toMatch(/^name,/)
  })

  test('a format under two names must be the same', async () => {
    const { nemo } = await scene()
    const formats = (...words: string[]) => nemo(['workspaces', 'list', ...words])
    expect(await formats('--output', 'csv', '-f', 'csv', '-o', 'csv')).toMatchObject({ code: 0, stderr: '' })
    expect(await formats('--output', 'csv', '-f', 'json')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining(
        'Error: The output format is json in --output-format, and csv in --output\n',
      ),
    })
    expect(await formats('--format', 'yaml', '--output', 'csv')).toMatchObject({ code: 2 })
    const short = ['garak', 'targets', 'create', 't', '-d', '{}', '-f', 'yaml', '--output', 'json']
    expect(await nemo(short)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('The output format is json in --output, and yaml in -f'),
    })
  })

  test('columns without effect are told of, and wrong ones refused, in each format', async () => {
    const { nemo } = await scene()
    const list = (...words: string[]) => nemo(['workspaces', 'list', ...words])
    const all = await list('-f', 'json')
    for (const format of ['json', 'yaml', 'raw', 'csv'])
      expect(await list('-f', format, '-c', 'nope')).toMatchObject({
        code: 2,
        stdout: '',
        stderr: expect.stringContaining("Error: There is no column 'nope'\n"),
      })
    expect(await list('-f', 'json', '-c', 'name')).toEqual({
      code: 0,
      stdout: all.stdout,
      stderr: 'Warnings:\n• --output-columns is for tables, Markdown and CSV: json has all fields.\n',
    })
    expect(await list('-f', 'json', '-c', 'all')).toEqual(all)
    const words = expect.stringContaining('--output-columns is for tables, Markdown and CSV')
    expect(await list('--stream', '-c', 'name')).toMatchObject({ code: 0, stderr: words })
    const code = await nemo(['projects', 'list', '-f', 'code', '-c', 'name'])
    expect(code).toMatchObject({ code: 0, stderr: words })
  })

  test('preferences come from the file, the environment and the flags, in this order', async () => {
    const { nemo } = await scene()
    await nemo(['config', 'set', '--output-format', 'yaml'])
    expect((await nemo(['workspaces', 'list'])).stdout).toMatch(/^data:/)
    expect((await nemo(['workspaces', 'list'], { NMP_OUTPUT_FORMAT: 'csv' })).stdout).toMatch(/^name,/)
    const flag = await nemo(['workspaces', 'list', '-f', 'json'], { NMP_OUTPUT_FORMAT: 'csv' })
    expect(flag.stdout).toMatch(/^\{/)
  })

  test('a base URL in a flag keeps the login of the context, and warns of another origin', async () => {
    const { nemo, url } = await scene()
    const other = await scene()
    const { code, stderr } = await nemo(['workspaces', 'list', '--base-url', other.url])
    expect(code).toBe(0)
    expect(stderr).toContain(`belong to ${url}`)
  })
})

/** A shell, and how it is asked what may follow `nemo workspaces members`. */
const SHELLS = [
  ['bash', 'COMP_WORDS=(nemo workspaces members ""); COMP_CWORD=3; _nemo; declare -p COMPREPLY'],
  ['zsh', 'words=(nemo workspaces members ""); CURRENT=4; _describe() { print -l $entries }; _nemo'],
  ['fish', 'complete -C "nemo workspaces members "'],
] as const

for (const [shell, ask] of SHELLS) {
  const isThere = spawnSync('sh', ['-c', `command -v ${shell}`]).status === 0
  test.skipIf(!isThere)(`${shell} completes the commands`, async () => {
    const home = emptyHome()
    const script = (await home.nemo(['completion', shell])).stdout
    const prelude = shell === 'zsh' ? 'compdef() { }; ' : ''
    const path = join(home.folder, 'completion')
    writeFileSync(path, script)
    const { stdout } = await promisify(execFile)(shell, ['-c', `${prelude}source '${path}'\n${ask}`], {
      env: { PATH: process.env['PATH'], HOME: home.folder },
    })
    for (const word of ['list', 'create', 'add', 'remove']) expect(stdout).toContain(word)
    expect(stdout).not.toContain('quickstart')
  })
}

/** Lines that a shell gets in place of names; the last ones are from somebody who means harm. */
const NAMES = ['safe-1', 'safe:2', 'safe$(touch pwned)', 'safe`touch pwned`', 'safe$((x[$(touch pwned)]))']
/** A shell, how it is asked for what may follow the words, and how the one name is inserted. */
const ASKED = [
  [
    'bash',
    `COMP_LINE="nemo -w ml jobs get --base-url http://h:1 sa" COMP_POINT=100
     COMP_WORDS=(nemo -w ml jobs get --base-url http : //h : 1 sa); COMP_CWORD=11
     _nemo; printf '%s\\n' "\${COMPREPLY[@]}"`,
  ],
  [
    'zsh',
    `compadd() { shift; print -rl -- "$@" }
     words=(nemo -w ml jobs get --base-url 'http://h:1' sa); CURRENT=8; _nemo`,
  ],
  ['fish', 'complete -C "nemo -w ml jobs get --base-url http://h:1 sa"'],
] as const

for (const [shell, ask] of ASKED) {
  const isThere = spawnSync('sh', ['-c', `command -v ${shell}`]).status === 0
  test.skipIf(!isThere)(`${shell} hands on the whole line, and runs nothing that is in a name`, async () => {
    const home = emptyHome()
    const path = join(home.folder, 'completion')
    writeFileSync(path, (await home.nemo(['completion', shell])).stdout)
    const bin = join(home.folder, 'bin')
    mkdirSync(bin)
    const asked = join(home.folder, 'asked')
    const lines = NAMES.map((name) => `'${name}'`).join(' ')
    writeFileSync(
      join(bin, 'nemo'),
      `#!/bin/sh\nprintf '[%s]' "$@" > '${asked}'\nprintf '%s\\n' ${lines}\n`,
      { mode: 0o755 },
    )
    const prelude = shell === 'zsh' ? 'compdef() { }; ' : ''
    const { stdout } = await promisify(execFile)(shell, ['-c', `${prelude}source '${path}'\n${ask}`], {
      cwd: home.folder,
      env: { PATH: `${bin}:${process.env['PATH']}`, HOME: home.folder },
    })
    expect(stdout.split('\n').filter(Boolean).sort()).toEqual([...NAMES].sort())
    expect(readFileSync(asked, 'utf8')).toBe(
      '[completion][names][--][sa][-w][ml][jobs][get][--base-url][http://h:1]',
    )
    expect(existsSync(join(home.folder, 'pwned'))).toBe(false)
  })
}

test('bash goes on after a colon in a name', async () => {
  const home = emptyHome()
  const path = join(home.folder, 'completion')
  writeFileSync(path, (await home.nemo(['completion', 'bash'])).stdout)
  const ask = `nemo() { printf '%s\\n' meta:one meta:two other; }
    COMP_LINE="nemo chat meta:" COMP_POINT=15 COMP_WORDS=(nemo chat meta :) COMP_CWORD=3
    _nemo; printf '%s\\n' "\${COMPREPLY[@]}"
    COMP_LINE="nemo chat meta:t" COMP_POINT=16 COMP_WORDS=(nemo chat meta : t) COMP_CWORD=4
    _nemo; printf '%s\\n' "\${COMPREPLY[@]}"`
  const { stdout } = await promisify(execFile)('bash', ['-c', `source '${path}'\n${ask}`])
  expect(stdout).toBe('one\ntwo\ntwo\n')
})

test('the log of requests goes to standard error', async () => {
  const { nemo } = await scene()
  const { stdout, stderr } = await nemo(['-v', '-f', 'json', 'workspaces', 'list'])
  expect(JSON.parse(stdout).data).toHaveLength(2)
  expect(stderr).toMatch(/GET .*\/workspaces/)
})

test('told to end, it lets go of the terminal', async () => {
  const { home } = await scene({ auth: { rolePropagation: 20_000 } })
  const env = { PATH: process.env['PATH'], HOME: home.folder }
  const child = spawn(process.execPath, [BINARY, 'workspaces', 'create', 'ml'], { env, stdio: 'pipe' })
  onTestFinished(() => void child.kill('SIGKILL'))
  await new Promise((resolve) => child.stderr.once('data', resolve))
  child.kill('SIGTERM')
  expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(130)
})
