/** The command where files and variables of both products are around. */

import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loggedIn, makeOld, oneContext } from '../helpers/config-files.ts'
import { emptyHome, type Home } from './run-nemo.ts'

const NMP = `# mine\n${oneContext({ user: loggedIn('a-secret', 'another-secret') })}`
const NHX = oneContext().replace('https://nmp.example.com', 'https://nhx.example.com')

function pathOf({ folder }: Home, product: 'nmp' | 'nhx'): string {
  return join(folder, '.config', product, 'config.yaml')
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text, { mode: 0o600 })
  makeOld(path)
}

function homeWithBoth(): Home {
  const home = emptyHome()
  write(pathOf(home, 'nmp'), NMP)
  write(pathOf(home, 'nhx'), NHX)
  return home
}

describe('two files that lead to different platforms are told of', () => {
  const WORDS = 'whose current contexts lead to different platforms'

  test('by `auth status`, once', async () => {
    const { stdout, stderr } = await homeWithBoth().nemo(['auth', 'status'])

    expect(stdout.split(WORDS)).toHaveLength(2)
    expect(stderr).not.toContain(WORDS)
  })

  test('by `auth status` as data', async () => {
    const { stdout } = await homeWithBoth().nemo(['auth', 'status', '-f', 'json'])

    expect(JSON.parse(stdout).contradictions).toEqual([expect.stringContaining(WORDS)])
  })

  test('by `auth doctor`', async () => {
    const { stdout, stderr } = await homeWithBoth().nemo(['auth', 'doctor', '--json'])

    const checks = JSON.parse(stdout) as { id: string; status: string; evidence: string[] }[]
    expect(checks.find(({ id }) => id === 'config-contradictions')).toMatchObject({
      status: 'warn',
      evidence: [expect.stringContaining(WORDS)],
    })
    expect(stderr).not.toContain(WORDS)
  })

  test('by `config view`', async () => {
    const { code, stdout, stderr } = await homeWithBoth().nemo(['config', 'view'])

    expect(code).toBe(0)
    expect(stdout).toContain('https://nhx.example.com')
    expect(stderr).toContain(WORDS)
  })

  test('by any command that calls, once', async () => {
    const { stderr } = await homeWithBoth().nemo(['workspaces', 'list', '--timeout', '1'])

    expect(stderr.split(WORDS)).toHaveLength(2)
  })
})

describe('config migrate', () => {
  test('copies the old file as it is, and keeps it', async () => {
    const home = emptyHome()
    write(pathOf(home, 'nmp'), NMP)

    const run = await home.nemo(['config', 'migrate'])

    const [from, to] = [pathOf(home, 'nmp'), pathOf(home, 'nhx')]
    expect(run).toMatchObject({
      code: 0,
      stdout: `Copied ${from} to ${to}, which is read from now on.\nThe old file stays as it is.\n`,
    })
    expect(run.stderr).toContain('both files hold the login of main')
    expect(run.stdout + run.stderr).not.toContain('secret')
    expect(readFileSync(from, 'utf8')).toBe(NMP)
    expect(readFileSync(to, 'utf8')).toBe(NMP)
    expect(statSync(to).mode & 0o777).toBe(0o600)
    expect(statSync(dirname(to)).mode & 0o777).toBe(0o700)
  })

  test('replaces no file', async () => {
    const home = homeWithBoth()

    const run = await home.nemo(['config', 'migrate'])

    expect(run).toMatchObject({ code: 1, stderr: expect.stringContaining('is there already') })
    expect(readFileSync(pathOf(home, 'nhx'), 'utf8')).toBe(NHX)
    expect(readdirSync(dirname(pathOf(home, 'nhx')))).toEqual(['config.yaml'])
  })

  test.each([
    ['empty', ''],
    ['broken', 'clusters: ['],
  ])('copies no file that is %s, and leaves no folder behind', async (_, text) => {
    const home = emptyHome()
    write(pathOf(home, 'nmp'), text)

    const run = await home.nemo(['config', 'migrate'])

    expect(run).toMatchObject({ code: 1, stderr: expect.stringContaining(pathOf(home, 'nmp')) })
    expect(readdirSync(dirname(dirname(pathOf(home, 'nmp'))))).toEqual(['nmp'])
    expect(readdirSync(dirname(pathOf(home, 'nmp')))).toEqual(['config.yaml'])
  })

  test('says that there is nothing to copy', async () => {
    const home = emptyHome()

    expect(await home.nemo(['config', 'migrate'])).toMatchObject({ code: 1 })
    expect(existsSync(pathOf(home, 'nhx'))).toBe(false)
  })

  test('in another folder of configs, copies to where all tools look', async () => {
    const home = emptyHome()
    const xdg = join(home.folder, 'configs')
    const [from, to] = ['nmp', 'nhx'].map((product) => join(xdg, product, 'config.yaml')) as [string, string]
    write(from, NMP)

    const run = await home.nemo(['config', 'migrate'], { XDG_CONFIG_HOME: xdg })

    expect(run).toMatchObject({ code: 0, stdout: expect.stringContaining(`Copied ${from} to ${to},`) })
    expect(readFileSync(to, 'utf8')).toBe(NMP)
    const { stdout } = await home.nemo(['config', 'view'], { XDG_CONFIG_HOME: xdg })
    expect(stdout).toContain('https://nmp.example.com')
  })

  test('hides no file of NeMo Helix that is read so far', async () => {
    const home = emptyHome()
    const xdg = join(home.folder, 'configs')
    write(join(xdg, 'nmp', 'config.yaml'), NMP)
    write(pathOf(home, 'nhx'), NHX)

    const run = await home.nemo(['config', 'migrate'], { XDG_CONFIG_HOME: xdg })

    expect(run).toMatchObject({ code: 1, stderr: expect.stringContaining('is there already') })
    expect(readdirSync(xdg)).toEqual(['nmp'])
  })

  test('copies between the files that the environment names', async () => {
    const home = emptyHome()
    const [from, to] = [join(home.folder, 'old.yaml'), join(home.folder, 'new.yaml')]
    write(from, NMP)

    await home.nemo(['config', 'migrate'], { NMP_CONFIG_FILE: from, NHX_CONFIG_FILE: to })

    expect(readFileSync(to, 'utf8')).toBe(NMP)
  })
})
