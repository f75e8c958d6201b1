/**
 * Builds and runs the projects of `test/consumers` with the packed package, each in a copy of its own, with the versions of its
 * own lock file. Fails where one fails, or where anything warns.
 *
 * Usage: node scripts/test-consumers.ts [--all | name…]. Without either, the fast half: what each change needs.
 */

import { spawn } from 'node:child_process'
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const PROJECTS = join(ROOT, 'test/consumers')
const FAST = ['typescript', 'commonjs', 'runners', 'esbuild', 'jest', 'node-test']
const ALL = [...FAST, 'vite', 'webpack', 'bundlers', 'next', 'vitest']

const args = process.argv.slice(2)
const isAll = args[0] === '--all'
const names = isAll ? ALL : args.length > 0 ? args : FAST
const unknown = names.filter((name) => !ALL.includes(name))
if (unknown.length > 0) throw new Error(`There is no ${unknown.join(', ')}: ${ALL.join(', ')}`)

const folder = await mkdtemp(join(tmpdir(), 'nemo-consumers-'))
try {
  const packed = await run('npm', ['pack', '--json', '--pack-destination', folder], ROOT)
  const [report] = Object.values(JSON.parse(packed)) as [{ filename: string }]
  const tarball = join(folder, report.filename)
  const failures: string[] = []
  for (const name of names) {
    try {
      await check(name, tarball)
    } catch (error) {
      failures.push(name)
      console.error(`FAILED: ${name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  if (failures.length > 0) throw new Error(`Failed: ${failures.join(', ')}`)
} finally {
  await rm(folder, { recursive: true })
}

async function check(name: string, tarball: string): Promise<void> {
  const project = join(folder, name)
  await cp(join(PROJECTS, name), project, { recursive: true })
  const { scripts } = JSON.parse(await readFile(join(project, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  await run('npm', ['ci', '--no-audit', '--no-fund'], project)
  await run('npm', ['install', '--no-save', '--no-audit', '--no-fund', tarball], project)
  const script = !isAll && 'test:fast' in scripts ? 'test:fast' : 'test'
  const output = await run('npm', ['run', '--silent', script], project)
  const warnings = output.split('\n').filter((line) => /\bwarn/i.test(line))
  if (warnings.length > 0) throw new Error(`it warns:\n${warnings.join('\n')}`)
  console.log(`ok: ${name}`)
  await rm(project, { recursive: true })
}

/** Runs a command, and gives all that it printed; fails with that where it fails. */
function run(command: string, parameters: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    let errors = ''
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString()
    })
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve(command === 'npm' && parameters[0] === 'run' ? output + errors : output)
      else
        reject(
          new Error(`${command} ${parameters.join(' ')} ended with ${String(code)}:\n${output}\n${errors}`),
        )
    })
  })
}
