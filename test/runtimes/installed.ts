/** The runtimes of `package.json` in this folder, and the guests that run in them. */

import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { beforeAll, describe, expect, test } from 'vitest'
import { portableCases } from '../portable/cases.ts'
import type { Outcomes } from './guest.ts'
import { absence, type Runtime } from './step-table.ts'
import { steps } from './steps.ts'

const ROOT = join(import.meta.dirname, '../..')
/** Below the package, so that guests find it by its name as its users do; ignored by git. */
const BUILT = join(ROOT, '.vitest/runtimes')

/** Another release of a runtime, as it is named in `package.json`; undefined where there is none for this system. */
export function otherRelease(name: string, program: 'bun' | 'node'): string | undefined {
  const path = join(import.meta.dirname, 'node_modules', name, 'bin', program)
  return existsSync(path) ? path : undefined
}

/** Where a program of an installed package is. */
export function program(name: string): string {
  return join(import.meta.dirname, 'node_modules/.bin', name)
}

/** Loads an installed package, which the repository itself need not have. */
export async function load<Exports>(name: string): Promise<Exports> {
  const { resolve } = createRequire(join(import.meta.dirname, 'package.json'))
  return (await import(pathToFileURL(resolve(name)).href)) as Exports
}

/** Where a program of the system is; undefined where it is missing. */
export function findProgram(...names: string[]): string | undefined {
  const paths = (process.env['PATH'] ?? '').split(':')
  return names.flatMap((name) => paths.map((path) => join(path, name))).find((path) => existsSync(path))
}

/** Makes one file of a guest. For Node's kind the package stays outside, for all others it is bundled as their tools do. */
export async function bundleGuest(name: string, conditions?: readonly string[]): Promise<string> {
  const file = join(BUILT, `${name}.test.mjs`)
  await build({
    entryPoints: [join(import.meta.dirname, `${name}.ts`)],
    outfile: file,
    bundle: true,
    format: 'esm',
    target: 'es2023',
    logLevel: 'error',
    // What is tested is what was built, not the sources that the compiler's settings lead to.
    tsconfigRaw: '{}',
    ...(conditions === undefined
      ? { platform: 'node', external: ['nemo-platform', 'nemo-platform/*', 'bun:test'] }
      : {
          platform: 'browser',
          conditions: [...conditions],
          alias: entryPoints(),
        }),
  })
  return file
}

/** Where the entry points are that all runtimes have, as if the package were installed. */
function entryPoints(): Record<string, string> {
  const { exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    exports: Record<string, string | { default?: string }>
  }
  const places = Object.entries(exports).flatMap(([name, target]) => {
    const place = typeof target === 'string' ? target : target.default
    return place === undefined ? [] : [[name.replace('.', 'nemo-platform'), join(ROOT, place)]]
  })
  return Object.fromEntries(places) as Record<string, string>
}

/** Makes one file of a module for Node, which may import what is installed here. */
export async function bundleText(name: string, contents: string): Promise<string> {
  const file = join(BUILT, `${name}.mjs`)
  await build({
    stdin: { contents, resolveDir: import.meta.dirname, loader: 'ts' },
    outfile: file,
    bundle: true,
    format: 'esm',
    platform: 'node',
    external: ['nemo-platform'],
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url)",
    },
    logLevel: 'error',
    tsconfigRaw: '{}',
  })
  return file
}

/** Runs a program to its end, whatever that is. */
export async function run(
  command: string,
  parameters: readonly string[],
  environment: Record<string, string> = {},
): Promise<string> {
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: process.env['HOME'] ?? '',
    NO_COLOR: '1',
    ...environment,
  }
  try {
    const { stdout, stderr } = await promisify(execFile)(command, parameters, {
      cwd: BUILT,
      env,
      maxBuffer: 2 ** 26,
    })
    return `${stdout}\n${stderr}`
  } catch (error) {
    const {
      stdout = '',
      stderr = '',
      message,
    } = error as { stdout?: string; stderr?: string; message: string }
    return `${stdout}\n${stderr}\n${message}`
  }
}

/**
 * Tests that every case passed in a runtime, and every step was taken that can be.
 *
 * @param play - Plays them there.
 * @param absent - The cases that are about what it does not have.
 */
export function testRuntime(
  runtime: Runtime,
  play: () => Promise<Outcomes>,
  absent: readonly string[] = [],
): void {
  let outcomes: Outcomes = {}
  beforeAll(async () => {
    outcomes = await play()
  }, 300_000)
  const outcomeOf = (name: string) => outcomes[name] ?? 'not played'

  const missing = new Set(absent)
  const present = portableCases.map(({ name }) => name).filter((name) => !missing.has(name))
  describe('cases', () => {
    test.each(present)('%s', (name) => {
      expect(outcomeOf(name)).toBe('passed')
    })
    test('no other case is about what this runtime does not have', () => {
      const left = Object.keys(outcomes).filter((name) => outcomes[name] === 'not here')
      expect(left.filter((name) => !missing.has(name))).toEqual([])
    })
  })

  describe('steps', () => {
    test.each(steps)('$name', (step) => {
      const absent = absence(runtime, step.name)
      const played = 'play' in step ? [step.name] : step.cases
      if (absent === undefined) expect(played.map(outcomeOf)).toEqual(played.map(() => 'passed'))
      else expect(outcomeOf(step.name)).toMatch(absent.says)
    })
  })
}
