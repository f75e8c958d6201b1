/** On a Node that is too old, one sentence says so; every other runtime is let in. */

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test, vi } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { nodeVersionProblem } from '../../src/node-version.ts'

const DIST = new URL('../../dist/', import.meta.url)
const SENTENCE = /^nemo-platform needs Node 22\.13 or newer, but runs on Node (\S+)\.\n$/

/** Node programs with their version: the one that runs these tests, disguised, and an old one where the machine has it. */
const OLD = [
  { title: 'a disguised Node 22.12', command: [process.execPath, '--import', disguise('22.12.0')] },
  ...['/usr/bin/node', '/usr/local/bin/node']
    .map((path) => ({ path, version: spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout?.trim() }))
    .filter(({ version }) => /^v(?:1\d|2[01])\./.test(version ?? ''))
    .map(({ path, version }) => ({ title: `Node ${version}`, command: [path] })),
]

function disguise(node: string): string {
  const versions = `{ ...process.versions, node: '${node}' }`
  return `data:text/javascript,Object.defineProperty(process, 'versions', { value: ${versions} })`
}

function run([program = '', ...options]: readonly string[], ...args: string[]) {
  return spawnSync(program, [...options, ...args], { encoding: 'utf8' })
}

afterEach(() => {
  vi.unstubAllGlobals()
})

describe.each(OLD)('$title', ({ command }) => {
  test('the command says so, and nothing else', () => {
    const { status, stdout, stderr } = run(command, fileURLToPath(new URL('cli/bin.js', DIST)), '--help')

    expect(stderr).toMatch(SENTENCE)
    expect(stdout).toBe('')
    expect(status).toBe(1)
  })

  test.each(['index', 'auth/index', 'config/index', 'testing/index'])('importing %s throws it', (entry) => {
    const source = `import('${new URL(`${entry}.js`, DIST)}').catch((error) => console.log(error.message))`

    const { stdout, stderr } = run(command, '--eval', source)

    expect(stdout).toMatch(SENTENCE)
    expect(stderr).toBe('')
  })
})

test.each([
  ['the floor', { node: `${manifest.engines.node.replace('>=', '')}.0` }],
  ['a newer Node', { node: '30.0.0' }],
  ['Bun', { node: '20.0.0', bun: '1.0.0' }],
  ['Deno', { node: '20.0.0', deno: '2.0.0' }],
  ['a polyfill of `process`', {}],
])('%s is let in', (_, versions) => {
  vi.stubGlobal('process', { versions })
  expect(nodeVersionProblem()).toBeUndefined()
})

test('a page without `process` is let in', () => {
  vi.stubGlobal('process', undefined)
  expect(nodeVersionProblem()).toBeUndefined()
})
