/**
 * The notebooks of `examples/notebooks`, run by nbclient in Deno's kernel against the mock platform: they run, their outputs are those
 * that are kept in them, and no output holds a secret. `NOTEBOOKS=write` keeps new outputs.
 */

import { execFile } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { MockPlatform } from 'nemo-platform/testing'
import { beforeAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../helpers/config-files.ts'
import { program } from './installed.ts'

const ROOT = join(import.meta.dirname, '../..')
const NOTEBOOKS = join(ROOT, 'examples/notebooks')
const REQUIREMENTS = join(import.meta.dirname, 'notebooks-requirements.txt')
const RUNNER = join(import.meta.dirname, 'run-notebook.py')
/** Beside what else is installed once for all tests. */
const VENV = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'nemo-platform-sdk/notebooks')
/** Below the package, so that cells find it by its name; ignored by git. */
const WORK = join(ROOT, '.vitest/notebooks')

const names = readdirSync(NOTEBOOKS).filter((name) => name.endsWith('.ipynb'))

interface Output {
  readonly name?: string
  execution_count?: number
  text?: string | readonly string[]
}

interface Cell {
  metadata: object
  execution_count?: number
  outputs?: Output[]
}

beforeAll(async () => {
  const marker = join(VENV, 'installed.txt')
  if (existsSync(marker) && statSync(marker).mtimeMs >= statSync(REQUIREMENTS).mtimeMs) return
  const run = promisify(execFile)
  await run('python3', ['-m', 'venv', VENV])
  await run(join(VENV, 'bin/pip'), ['install', '--quiet', '--requirement', REQUIREMENTS])
  writeFileSync(marker, '')
}, 600_000)

describe('the notebooks', () => {
  test.each(names)('%s gives the outputs that are kept in it', { timeout: 300_000 }, async (name) => {
    const platform = new MockPlatform({ auth: { adminEmail: 'admin@example.com', oidc: true } })
    await using server = await platform.listen()
    const home = temporaryFolder()
    await platform.writeConfig(join(home, '.config/nhx/config.yaml'), { email: 'admin@example.com' })
    const secrets = readFileSync(join(home, '.config/nhx/config.yaml'), 'utf8').match(/token: \S+/g) ?? []
    mkdirSync(WORK, { recursive: true })
    copyFileSync(join(NOTEBOOKS, name), join(WORK, name))

    await execute(join(WORK, name), home)

    const text = readFileSync(join(WORK, name), 'utf8')
    expect(secrets.length).toBeGreaterThan(1)
    for (const secret of secrets) expect(text).not.toContain(secret.split(' ')[1])
    const outputs = stable(text, server.port)
    if (process.env['NOTEBOOKS'] === 'write') writeFileSync(join(NOTEBOOKS, name), outputs)
    expect(outputsOf(outputs)).toEqual(outputsOf(readFileSync(join(NOTEBOOKS, name), 'utf8')))
  })
})

/** Runs all cells of a notebook, in place. */
async function execute(notebook: string, home: string): Promise<void> {
  const kernel = join(home, 'jupyter/kernels/deno')
  mkdirSync(kernel, { recursive: true })
  const argv = [program('deno'), 'jupyter', '--kernel', '--conn', '{connection_file}']
  writeFileSync(
    join(kernel, 'kernel.json'),
    JSON.stringify({ argv, display_name: 'Deno', language: 'typescript' }),
  )
  await promisify(execFile)(join(VENV, 'bin/python'), [RUNNER, notebook, 'deno'], {
    cwd: WORK,
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      DENO_DIR: join(VENV, 'deno'),
      JUPYTER_PATH: join(home, 'jupyter'),
      NO_COLOR: '1',
    },
  })
}

/** A notebook without what differs from run to run. */
function stable(text: string, port: number): string {
  const notebook = JSON.parse(text) as { cells: Cell[] }
  let count = 0
  for (const cell of notebook.cells) {
    cell.metadata = {}
    if (cell.outputs === undefined) continue
    count += 1
    cell.execution_count = count
    cell.outputs = withWholeStreams(cell.outputs)
    for (const output of cell.outputs) if ('execution_count' in output) output.execution_count = count
  }
  return `${JSON.stringify(notebook, null, 1)}\n`
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+(?:Z|\+00:00)?/g, '2026-01-01T00:00:00Z')
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?/g, '2026-01-01 00:00:00')
    .replaceAll(`127.0.0.1:${port}`, 'localhost:8080')
    .replace(/notebook-[0-9a-z]{8}\b/g, 'notebook-1a2b3c4d')
    .replace(/\b([a-z]+)-[0-9A-Za-z]{22}\b/g, '$1-1A2b3C4d5E6f7G8h9J1K2L')
}

/** In how many pieces a stream comes is chance. */
function withWholeStreams(outputs: readonly Output[]): Output[] {
  const whole: Output[] = []
  for (const output of outputs) {
    const before = whole.at(-1)
    if (before?.text !== undefined && output.text !== undefined && before.name === output.name)
      before.text = linesOf([before.text, output.text].flat().join(''))
    else whole.push({ ...output })
  }
  return whole
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}

function outputsOf(text: string): unknown[] {
  return (JSON.parse(text) as { cells: Cell[] }).cells.flatMap(({ outputs }) => outputs ?? [])
}
