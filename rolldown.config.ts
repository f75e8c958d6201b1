/**
 * Bundles `src/` into `dist/`. Which packages are inlined, and why, is told in `docs/decisions/inlining.md`; all others are
 * dependencies, and loaded as such. Nothing is minified, so that a stack trace and a reader find what was written.
 */

import { readFileSync } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'
import { defineConfig, type Plugin } from 'rolldown'
import manifest from './package.json' with { type: 'json' }
import { inventory } from './scripts/lib/inventory.ts'

/** Plugins, each an entry point of its own. */
const PLUGINS = Object.keys(manifest.exports).flatMap((entry) => /^\.\/plugins\/(.+)/.exec(entry)?.[1] ?? [])

/** What the package exports. The command line imports it by name, as users do, so that it shapes no chunk of it. */
const ENTRIES: Readonly<Record<string, string>> = {
  'nemo-platform': 'index',
  'nemo-platform/auth': 'auth/index',
  'nemo-platform/config': 'config/index',
  'nemo-platform/testing': 'testing/index',
  ...Object.fromEntries(PLUGINS.map((name) => [`nemo-platform/plugins/${name}`, `plugins/${name}/index`])),
}

/** What every program that makes a client loads, in whatever runtime, and what it loads in Node. */
const LOADED_AT_ONCE = findStaticImports('index.ts', 'runtime/web/connection.ts')
const LOADED_IN_NODE = findStaticImports('runtime/node/connection.ts')

/** Lists what is inlined, over both builds that inline something. */
const listInlined = inventory(import.meta.dirname)

/** Doc comments stand in the declarations and in the source maps: in here each start would read them. */
const COMMENTS = { legal: true, annotation: true, jsdoc: false } as const

/** Libraries that the library and the command share, each a file of CommonJS: that can be loaded at once, when it is needed. */
const LIBRARIES = ['yaml', 'zod'] as const

const libraries = LIBRARIES.map((name) =>
  defineConfig({
    input: { [name]: `src/inlined/${name}.ts` },
    platform: 'neutral',
    resolve: { mainFields: ['module', 'main'], conditionNames: ['import', 'default'] },
    output: {
      dir: 'dist',
      format: 'cjs',
      entryFileNames: 'inlined/[name].cjs',
      minify: 'dce-only',
      sourcemap: true,
      comments: COMMENTS,
    },
    plugins: [mapsOfWritten(), listInlined],
  }),
)

const packageFiles = defineConfig({
  input: {
    ...Object.fromEntries(Object.values(ENTRIES).map((name) => [name, `src/${name}.ts`])),
    'testing/msw': 'src/testing/msw.ts',
    'testing/node/machine': 'src/testing/node/machine.ts',
    'testing/web/machine': 'src/testing/web/machine.ts',
    'runtime/node/connection': 'src/runtime/node/connection.ts',
    'runtime/node/files': 'src/runtime/node/files.ts',
    'runtime/node/login': 'src/runtime/node/login.ts',
    'runtime/node/runtime': 'src/runtime/node/runtime.ts',
    'runtime/web/connection': 'src/runtime/web/connection.ts',
    'runtime/web/files': 'src/runtime/web/files.ts',
    'runtime/web/login': 'src/runtime/web/login.ts',
    'runtime/web/runtime': 'src/runtime/web/runtime.ts',
    'cli/start': 'src/cli/start.ts',
  },
  // Neutral: one core for Node and browsers; what differs comes through `#runtime/*` when the package is loaded.
  platform: 'neutral',
  resolve: { mainFields: ['module', 'main'], conditionNames: ['import', 'default'] },
  external: (id) => /^(?:node:|#runtime\/|#testing\/)/.test(id) || isDependency(id),
  // For users nothing depends on it (`sideEffects: false`), but it has to be in what is loaded.
  treeshake: { moduleSideEffects: [{ test: /src[\\/]supported-node\.ts$/, sideEffects: true }] },
  output: {
    dir: 'dist',
    format: 'esm',
    chunkFileNames: ({ name, moduleIds, facadeModuleId }) =>
      `${folderOf(facadeModuleId ? [facadeModuleId, ...moduleIds] : moduleIds)}/${name}.js`,
    minify: 'dce-only',
    sourcemap: true,
    comments: COMMENTS,
    // Each file costs a start its share: what is always loaded together lies together. The library and the command share
    // one copy of what is inlined.
    codeSplitting: {
      groups: [
        // A group takes what its modules import along, unless an earlier one has it.
        { name: 'string-width', test: /node_modules[\\/]fast-/ },
        { name: 'qr', test: /node_modules[\\/]uqr[\\/]/ },
        { name: 'prompts', test: /node_modules[\\/](?:@clack|sisteransi)[\\/]/ },
        // What a page needs from the start lies in as few files as possible: each is compressed and fetched by itself.
        {
          name: 'core',
          test: (id) =>
            /src[\\/](?:(?:errors|http|auth)[\\/]|remedies[\\/](?:remedy|to-remedies|quoting|server|options|connections|login|waits)|jwt[\\/]decode-token|runtime[\\/](?:transport-choice|given-tokens)|config[\\/](?:base-url|environment)|(?!index)[\w-]+\.ts$)/.test(
              id,
            ) &&
            // Few bytes, which the command asks for too, or a page later: what only Node loads must not come along then.
            (LOADED_AT_ONCE.has(id) ||
              /(?:refreshes-in-flight|config[\\/]environment|platform-info)\.ts$/.test(id)),
        },
        {
          name: 'resources',
          test: (id) => /src[\\/](?:client|resources|access|runtime)[\\/]/.test(id) && LOADED_AT_ONCE.has(id),
        },
        // What is asked of the runtime must need neither of the others: these ask it while they are loaded.
        { name: 'basics', test: /src[\\/](?:jwt[\\/]unsigned-token|process-facts)\.ts/ },
        // The rest of what Node loads at the start.
        {
          name: 'node',
          test: (id) =>
            /src[\\/](?:config|runtime|auth|discovery-document)\b/.test(id) && LOADED_IN_NODE.has(id),
        },
        { name: 'update', test: /src[\\/]config[\\/](?!index)/ },
      ],
    },
  },
  plugins: [entriesByName(), librariesAsBuilt(), jsonAsText(), mapsOfWritten(), listInlined],
})

/** Built on its own, so that it shares no chunk with what an old Node may not be able to load. */
const command = defineConfig({
  input: { bin: 'src/cli/bin.ts' },
  platform: 'node',
  output: { dir: 'dist/cli', format: 'esm', minify: 'dce-only', sourcemap: true, comments: COMMENTS },
  plugins: [
    {
      name: 'start-is-built-already',
      resolveId: (source) => (source === './start.ts' ? { id: './start.js', external: true } : null),
    },
  ],
})

export default [...libraries, packageFiles, command]

/** Finds the modules of this package that some load together with themselves: all but what they ask for with `import()`. */
function findStaticImports(...names: string[]): Set<string> {
  const found = new Set(names.map((name) => join(import.meta.dirname, 'src', name)))
  const statement = /^(?:import|export)\s(?!type\b)[^'"]*?from '(\.[^']+)'|^import '(\.[^']+)'/gm
  // What is added on the way is visited, too.
  for (const file of found) {
    for (const [, from, bare] of readFileSync(file, 'utf8').matchAll(statement))
      found.add(resolve(dirname(file), from ?? bare ?? ''))
  }
  return found
}

/** Whether an import is of a package that users install beside this one. */
function isDependency(id: string): boolean {
  const name = id
    .split('/')
    .slice(0, id.startsWith('@') ? 2 : 1)
    .join('/')
  return (
    name in manifest.dependencies ||
    name in manifest.optionalDependencies ||
    name in manifest.peerDependencies
  )
}

/** Where a chunk goes: those of others, those of the command and those of the library lie apart. */
function folderOf(moduleIds: readonly string[]): string {
  const commandLine = join(import.meta.dirname, 'src', 'cli') + sep
  if (moduleIds.every((id) => id.includes('node_modules'))) return 'inlined'
  return moduleIds.some((id) => id.startsWith(commandLine)) ? 'cli/chunks' : 'chunks'
}

/** Turns the command line's imports of the library's entry points into imports of the package itself. */
function entriesByName(): Plugin {
  const names = new Map(
    Object.entries(ENTRIES).map(([name, source]) => [join(import.meta.dirname, `src/${source}.ts`), name]),
  )
  const commandLine = join(import.meta.dirname, 'src', 'cli') + sep
  return {
    name: 'entries-by-name',
    resolveId(source, importer) {
      if (!importer?.startsWith(commandLine) || !source.startsWith('.')) return null
      const name = names.get(resolve(dirname(importer), source))
      return name === undefined ? null : { id: name, external: true }
    },
  }
}

/**
 * Leads imports of `src/inlined` to the files that were built of it, as package.json names them (`imports`). In place of its index
 * is what loads a library when it is asked for: bundlers find the names in `require()`.
 */
function librariesAsBuilt(): Plugin {
  const folder = join(import.meta.dirname, 'src', 'inlined')
  const files = new Map(
    [...LIBRARIES, 'index'].map((name) => [join(folder, `${name}.ts`), `#inlined/${name}`]),
  )
  const loader = (name: string) =>
    `exports.load${name[0]?.toUpperCase()}${name.slice(1)} = () => require('./${name}.cjs')\n`
  return {
    name: 'libraries-as-built',
    resolveId(source, importer) {
      const id = importer && source.startsWith('.') && files.get(resolve(dirname(importer), source))
      return id ? { id, external: true } : null
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'inlined/index.cjs', source: LIBRARIES.map(loader).join('') })
    },
  }
}

/** A large JSON file as one line of text: smaller than the same as code, and faster to read. */
function jsonAsText(): Plugin {
  return {
    name: 'json-as-text',
    transform: {
      filter: { id: /[\\/]api[\\/](?:openapi|plugins)\.json$/ },
      handler: (code) => {
        const text = JSON.stringify(JSON.parse(code))
        return {
          code: `export default JSON.parse(${JSON.stringify(text)})`,
          moduleType: 'js',
          map: { mappings: '' },
        }
      },
    },
  }
}

/**
 * Source maps hold the text of what was written for this package. What was generated looks in the bundle as it did before, but for its
 * types; the libraries of others stand there unminified, and their sources are where they come from.
 */
function mapsOfWritten(): Plugin {
  return {
    name: 'maps-of-written',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'asset' || !/\.c?js\.map$/.test(file.fileName)) continue
        const map = JSON.parse(String(file.source)) as {
          sources: string[]
          sourcesContent: (string | null)[]
        }
        map.sourcesContent = map.sourcesContent.map((text, index) =>
          /\.generated\.|node_modules[\\/]/.test(map.sources[index] ?? '') ? null : text,
        )
        file.source = JSON.stringify(map)
      }
    },
  }
}
