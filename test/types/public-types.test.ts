/** The published declarations: a strict consumer compiles against them, and nothing public is `any`. */

import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { beforeAll, describe, expect, test } from 'vitest'
import { findAny } from './find-any.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>
  peerDependencies?: Record<string, string>
  exports: Record<string, string | { types: string }>
}
const entries = Object.entries(manifest.exports).flatMap(([key, value]) =>
  typeof value === 'string'
    ? []
    : [{ key, name: key.replace(/^\./, 'nemo-platform'), types: join(ROOT, value.types) }],
)

/** A program of a consumer who has the package installed, and no leniency. */
const CONSUMER = `
${entries.map(({ name }, index) => `import * as entry${index} from '${name}'`).join('\n')}
import { NeMoPlatform, PermissionDeniedError, type ClientOptions, type Workspace } from 'nemo-platform'
export const entries = [${entries.map((_, index) => `entry${index}`).join(', ')}]
// @ts-expect-error: what is internal is not published
export const internal = (options: ClientOptions) => new NeMoPlatform(options, undefined)
export async function namesOf(options: ClientOptions): Promise<string[]> {
  const client = new NeMoPlatform(options)
  const names: string[] = []
  try {
    for await (const workspace of client.workspaces.list({ page_size: 10 })) names.push(workspace.name)
    const { data, response } = await client.workspaces.retrieve('a').withResponse()
    const workspace: Workspace = data
    names.push(workspace.name, String(response.status))
  } catch (error) {
    if (error instanceof PermissionDeniedError) names.push(error.reason, ...(error.requiredScopes ?? []))
  }
  return names
}
`

/** Compiles the consumer with the declarations in place of the package. */
function compile(): ts.Program {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ['lib.es2024.d.ts', 'lib.esnext.disposable.d.ts'],
    types: ['node'],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    noEmit: true,
    paths: Object.fromEntries(entries.map(({ name, types }) => [name, [types]])),
  }
  const file = join(ROOT, 'consumer.mts')
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile, getSourceFile } = host
  host.fileExists = (path) => path === file || fileExists(path)
  host.readFile = (path) => (path === file ? CONSUMER : readFile(path))
  host.getSourceFile = (path, version, ...rest) =>
    path === file ? ts.createSourceFile(path, CONSUMER, version) : getSourceFile(path, version, ...rest)
  return ts.createProgram([file], options, host)
}

/** Declarations that an entry point leads to, with the packages that each of them imports. */
function reachable(entry: string): Map<string, string[]> {
  const seen = new Map<string, string[]>()
  const queue = [entry]
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (seen.has(path)) continue
    const { importedFiles } = ts.preProcessFile(readFileSync(path, 'utf8'))
    const names = importedFiles.map(({ fileName }) => fileName)
    seen.set(
      path,
      names.filter((name) => !name.startsWith('.')),
    )
    for (const name of names.filter((candidate) => candidate.startsWith('.'))) {
      queue.push(resolve(dirname(path), name.replace(/\.(?:js|ts)$/, '.d.ts')))
    }
  }
  return seen
}

function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
}

// The declarations are the work of `npm run build`, which the test script runs first.
describe.skipIf(!entries.every(({ types }) => existsSync(types)))('the published declarations', () => {
  let program: ts.Program

  beforeAll(() => {
    program = compile()
  }, 60_000)

  test('are those of all entry points', () => {
    expect(entries.map(({ name }) => name)).toEqual([
      'nemo-platform',
      'nemo-platform/auth',
      'nemo-platform/config',
      'nemo-platform/testing',
      'nemo-platform/testing/msw',
      'nemo-platform/browser-login',
      'nemo-platform/notebook',
      'nemo-platform/plugins/agents',
      'nemo-platform/plugins/agent-optimization',
      'nemo-platform/plugins/anonymizer',
      'nemo-platform/plugins/customization',
      'nemo-platform/plugins/data-designer',
      'nemo-platform/plugins/evals',
      'nemo-platform/plugins/garak',
      'nemo-platform/plugins/insights',
      'nemo-platform/plugins/safe-synthesizer',
    ])
  })

  test('let a strict consumer compile', () => {
    const ours = ts
      .getPreEmitDiagnostics(program)
      .filter(({ file }) => file === undefined || !file.fileName.includes('/node_modules/'))
      .map(
        ({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
      )

    expect(ours).toEqual([])
  }, 60_000)

  test.each(entries)('of $name have no `any` in them', ({ types }) => {
    const source = program.getSourceFile(types)
    if (source === undefined) throw new Error(`not compiled: ${types}`)

    const { found, visited } = findAny(program, source)

    expect(found).toEqual([])
    expect(visited).toBeGreaterThan(5)
  })

  // Whoever imports the handlers for msw has msw.
  const brought: Record<string, string[]> = { 'nemo-platform/testing/msw': ['msw'] }

  test.each(entries)('of $name import only what gets installed with the package', ({ name, types }) => {
    const { dependencies, peerDependencies } = manifest
    const installed = new Set([
      ...Object.keys({ ...dependencies, ...peerDependencies }),
      ...(brought[name] ?? []),
    ])

    const foreign = [...reachable(types)].flatMap(([path, specifiers]) =>
      specifiers
        .filter((specifier) => !specifier.startsWith('node:') && !installed.has(packageOf(specifier)))
        .map((specifier) => `${path.slice(ROOT.length)}: ${specifier}`),
    )

    expect(foreign).toEqual([])
  })
})

describe('the search for `any`', () => {
  /** What is found in a module of that text. */
  function foundIn(text: string): string[] {
    const options: ts.CompilerOptions = { strict: true, target: ts.ScriptTarget.ES2023, types: [] }
    const host = ts.createCompilerHost(options)
    const { getSourceFile } = host
    host.getSourceFile = (path, version, ...rest) =>
      path === '/sample.ts' ? ts.createSourceFile(path, text, version) : getSourceFile(path, version, ...rest)
    const program = ts.createProgram(['/sample.ts'], options, host)
    const source = program.getSourceFile('/sample.ts')
    if (source === undefined) throw new Error('not compiled')
    return findAny(program, source).found
  }

  test.each([
    ['a variable', 'export declare const value: any', 'value'],
    ['a property', 'export interface Thing { inner: { value: any } }', 'Thing.inner.value'],
    ['a parameter', 'export declare function act(value: any): void', 'act(value)'],
    ['a result', 'export declare function act(): Promise<any>', 'act()<0>'],
    ['a method', 'export declare class Thing { act(): any }', 'Thing.act()'],
    ['a constructor', 'export declare class Thing { constructor(value: any) }', 'Thing(value)'],
    ['an alias', 'export type Value = string[] | Record<string, any>', 'Value|1[]'],
    ['a list', 'export declare const list: any[]', 'list<0>'],
    ['a type parameter', 'export declare class Thing<Item = any> { item?: Item }', 'Thing<Item>'],
  ])('finds it in %s', (_what, text, place) => {
    expect(foundIn(text)).toContain(place)
  })

  test('finds none where there is none', () => {
    const text = `
      export interface Tree<Item> { item: Item; children: Tree<Item>[]; parent?: Tree<unknown> }
      export declare class Thing { act(tree: Tree<string>): Promise<Date> }
    `

    expect(foundIn(text)).toEqual([])
  })
})
