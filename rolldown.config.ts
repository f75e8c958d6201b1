/**
 * Bundles `src/` into `dist/`. Which packages are inlined, and why, is told in `docs/decisions/inlining.md`; all others are
 * dependencies, and loaded as such. Nothing is minified, so that a stack trace and a reader find what was written.
 */

import { readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { defineConfig, type Plugin, RolldownMagicString } from 'rolldown'
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

/** What is loaded by name from outside, beside the main entry point. */
const OTHER_INPUTS = [
  ...Object.values(ENTRIES)
    .filter((name) => name !== 'index')
    .map((name) => `${name}.ts`),
  'testing/msw.ts',
  'testing/node/machine.ts',
  'testing/web/machine.ts',
  'runtime/node/connection.ts',
  'runtime/node/files.ts',
  'runtime/node/login.ts',
  'runtime/node/runtime.ts',
  'runtime/web/connection.ts',
  'runtime/web/files.ts',
  'runtime/web/login.ts',
  'runtime/web/runtime.ts',
  'cli/start.ts',
]

/** What bundles can be told to leave out, by the names under which package.json has it (`imports`). */
const OPTIONAL: Readonly<Record<string, string>> = {
  can: 'diagnosis/can.ts',
  description: 'openapi/index.ts',
  diagnose: 'diagnosis/diagnose.ts',
  download: 'resources/files/download.ts',
  explain: 'diagnosis/explain.ts',
  'plugins-description': 'openapi/plugins.ts',
  openai: 'resources/models/openai-client.ts',
  'left-out': 'errors/left-out.ts',
}

/** What every program that makes a client loads, in whatever runtime, and what it loads in Node. */
const LOADED_AT_ONCE = findStaticImports('index.ts', 'runtime/web/connection.ts')
const LOADED_IN_NODE = findStaticImports('runtime/node/connection.ts')
/** What opens a connection, here and there. The client imports it by a name (`#runtime/connection`), so it must not lie beside it. */
const CONNECTS = findStaticImports('runtime/node/connection.ts', 'runtime/web/connection.ts')
/** What others ask of the client's modules. */
const BASICS =
  /src[\\/](?:printable|generations|kind-of-jobs|version|limits|json|trailing-slashes|remedies[\\/](?:quoting|login)|auth[\\/]refreshes-in-flight|config[\\/](?:environment|base-url|token-text)|jwt[\\/](?:token-problem|decode-token)|errors[\\/]token-shapes|http[\\/]request[\\/]missing-argument|http[\\/]transport[\\/](?:raw-response|chunk-bytes))\.ts/
/** What Node loads at the start, or an `index.ts` names beside what is, and a page does not need yet. */
const LATER =
  /src[\\/](?:platform-info|discovery-document|timestamps|auth[\\/]token-status|errors[\\/](?:error-code-of|deno-permissions|redact|known-secrets|decoded-views)|resources[\\/]files[\\/]fileset-ref|remedies[\\/](?!index|login|refusals|quoting|remedy|repeat-failed|to-remedies)[\w-]+)\.ts$/

/** Lists what is inlined, over both builds that inline something. */
const listInlined = inventory(import.meta.dirname)

/** Doc comments stand in the declarations and in the source maps: in here each start would read them. */
const COMMENTS = { legal: true, annotation: true, jsdoc: false } as const

/** For users nothing depends on it (`sideEffects: false`), but it has to be in what is loaded. */
const TREESHAKE = { moduleSideEffects: [{ test: /src[\\/]supported-node\.ts$/, sideEffects: true }] }

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
    index: 'src/index.ts',
    client: 'src/client/index.ts',
    ...Object.fromEntries(OTHER_INPUTS.map((name) => [name.replace(/\.ts$/, ''), `src/${name}`])),
    ...Object.fromEntries(
      Object.entries(OPTIONAL).map(([name, file]) => [`optional/${name}`, `src/${file}`]),
    ),
  },
  // Neutral: one core for Node and browsers; what differs comes through `#runtime/*` when the package is loaded.
  platform: 'neutral',
  resolve: { mainFields: ['module', 'main'], conditionNames: ['import', 'default'] },
  external: (id) => /^(?:node:|#optional\/|#runtime\/|#testing\/)/.test(id) || isDependency(id),
  treeshake: TREESHAKE,
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
        // By themselves: a bundler that splits keeps of a file what any part of a page needs, and some pages need a class only.
        {
          name: 'errors',
          test: /src[\\/](?:errors[\\/](?:base|api-error|problem|unsupported-operation-error)|remedies[\\/](?:remedy|to-remedies|repeat-failed))\.ts$/,
        },
        // What both the client and what opens its connection need, and the little that the command, its config and what is loaded
        // later ask of the client's modules. Files that import each other make bundlers warn.
        {
          name: 'basics',
          test: (id) => BASICS.test(id) || (LOADED_AT_ONCE.has(id) && CONNECTS.has(id) && !LATER.test(id)),
        },
        // What asks the runtime while it is loaded, and what throws then: pages have no use for it, nor the one for the other.
        { name: 'process', test: /src[\\/](?:html|jwt[\\/]unsigned-token|process-facts)\.ts/ },
        { name: 'supported-node', test: /src[\\/](?:supported-node|node-version)\.ts/ },
        // What a page needs from the start lies in as few files as possible, the client included: each is compressed and fetched by itself.
        {
          name: 'core',
          test: (id) =>
            LOADED_AT_ONCE.has(id) && !LATER.test(id) && !/src[\\/](?:client[\\/])?index\.ts$/.test(id),
        },
        // What a page asks for later, and must not bring along what only Node has.
        { name: 'later', test: LATER },
        // The command reads the config file without the rest.
        { name: 'config', test: (id) => /src[\\/]config[\\/]/.test(id) && LOADED_IN_NODE.has(id) },
        // The rest of what Node loads at the start.
        {
          name: 'node',
          test: (id) => /src[\\/](?:config|runtime|auth)\b/.test(id) && LOADED_IN_NODE.has(id),
        },
        { name: 'update', test: /src[\\/]config[\\/](?!index)/ },
        // What the command loads before it knows which one it is.
        {
          name: 'frame',
          test: /node_modules[\\/](?:commander|fast-)|src[\\/]cli[\\/](?:io|global-options|errors|exact-json|output[\\/](?:terminal|formats|style))\b/,
        },
        { name: 'qr', test: /node_modules[\\/]uqr[\\/]/ },
        { name: 'prompts', test: /node_modules[\\/](?:@clack|sisteransi)[\\/]/ },
        // What most groups of commands have in common.
        {
          name: 'shared',
          test: /src[\\/]cli[\\/](?:nearest|interruption|commands[\\/]shared[\\/](?!save-answer)[\w-]+)\.ts$/,
        },
      ],
    },
  },
  plugins: [
    clientByItself(),
    clientByName(),
    entriesByName(),
    librariesAsBuilt(),
    optionalByName(),
    commanderAlone(),
    builtinsAsTheyAre(),
    jsonAsText(),
    mapsOfWritten(),
    listInlined,
  ],
})

/**
 * Built on their own: what they share with Node's start lies in chunks that no page can load. Their errors are those of the package,
 * so that `instanceof` knows them.
 */
const besideTheClient = ['browser-login', 'notebook'].map((name) =>
  defineConfig({
    input: { [`${name}/index`]: `src/${name}/index.ts` },
    platform: 'neutral',
    resolve: { mainFields: ['module', 'main'], conditionNames: ['import', 'default'] },
    external: isDependency,
    treeshake: TREESHAKE,
    output: {
      dir: 'dist',
      format: 'esm',
      chunkFileNames: `${name}/[name].js`,
      minify: 'dce-only',
      sourcemap: true,
      comments: COMMENTS,
    },
    plugins: [errorsByName(), mapsOfWritten(), listInlined],
  }),
)

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
    mapsOfWritten(),
  ],
})

export default [...libraries, packageFiles, ...besideTheClient, command]

/** Finds the modules of this package that some load together with themselves: all but what they ask for with `import()`. */
function findStaticImports(...names: string[]): Set<string> {
  const main = join(import.meta.dirname, 'src', 'index.ts')
  const found = new Set(names.map((name) => join(import.meta.dirname, 'src', name)))
  const statement = /^(?:import|export)\s(?!type\b)[^'"]*?from '(\.[^']+)'|^import '(\.[^']+)'/gm
  // What is added on the way is visited, too.
  for (const file of found) {
    for (const [, from, bare] of readFileSync(file, 'utf8').matchAll(statement)) {
      const path = resolve(dirname(file), from ?? bare ?? '')
      // The command imports it by name, and so do plugins the client.
      if (path !== main && !isClientOfPlugin(path, file)) found.add(path)
    }
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

/** Whether an import is that of the client by a plugin. */
function isClientOfPlugin(path: string, importer: string): boolean {
  const folder = join(import.meta.dirname, 'src')
  return path === join(folder, 'client', 'client.ts') && importer.startsWith(join(folder, 'plugins') + sep)
}

/**
 * Leads the main entry point to the client by a file of its own, which defines what it hands on, and has copies of the few functions
 * that clients load later. Where esbuild makes several files, it keeps for each page that imports anything of an entry point all that
 * this leads to, directly or by what is only handed on, if some part of any page needs it later: an error's class would cost a client.
 */
function clientByItself(): Plugin {
  const main = join(import.meta.dirname, 'src', 'index.ts')
  const client = join(import.meta.dirname, 'src', 'client', 'index.ts')
  const COPY = '?copy'
  return {
    name: 'client-by-itself',
    resolveId(source, importer) {
      if (importer === main && source === './client/index.ts') return { id: './client.js', external: true }
      if (importer !== client || !/(?:fileset-ref|timestamps)\.ts$/.test(source)) return null
      return `${resolve(dirname(client), source)}${COPY}`
    },
    load: (id) =>
      id.endsWith(COPY)
        ? { code: readFileSync(id.slice(0, -COPY.length), 'utf8'), moduleType: 'ts' as const }
        : null,
    renderChunk(code, { facadeModuleId }) {
      const [statement, names] = /^export \{ (.*) \};$/m.exec(code) ?? []
      if (facadeModuleId !== client || statement === undefined || names === undefined) return null
      const all = names.split(', ')
      const own = all.map((name) => `const own${name} = ${name};\n`).join('')
      const exported = all.map((name) => `own${name} as ${name}`).join(', ')
      return new RolldownMagicString(code).replace(statement, `${own}export { ${exported} };`)
    },
  }
}

/** Turns the plugins' imports of the client into imports of the package itself: it stays in a file of its own. */
function clientByName(): Plugin {
  return {
    name: 'client-by-name',
    resolveId(source, importer) {
      const isClient = importer && isClientOfPlugin(resolve(dirname(importer), source), importer)
      return isClient ? { id: 'nemo-platform', external: true } : null
    },
  }
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

/** Turns imports of the errors into imports of the package itself. */
function errorsByName(): Plugin {
  const errors = join(import.meta.dirname, 'src/errors/index.ts')
  return {
    name: 'errors-by-name',
    resolveId(source, importer) {
      const isErrors = importer && source.startsWith('.') && resolve(dirname(importer), source) === errors
      return isErrors ? { id: 'nemo-platform', external: true } : null
    },
  }
}

/**
 * Leads imports of `src/inlined` to the files that were built of it, as package.json names them (`imports`). In place of its index
 * is what loads a library when it is asked for: CommonJS, whose `require()` Node runs then, and every bundler follows.
 */
function librariesAsBuilt(): Plugin {
  const folder = join(import.meta.dirname, 'src', 'inlined')
  const files = new Map(
    [...LIBRARIES, 'index'].map((name) => [join(folder, `${name}.ts`), `#inlined/${name}`]),
  )
  const loaderOf = (name: string) => `load${name[0]?.toUpperCase()}${name.slice(1)}`
  const libraries = LIBRARIES.map((name) => `${loaderOf(name)} = () => require('./${name}.cjs')\n`)
  const sources = {
    'inlined/index.cjs': libraries.map((text) => `exports.${text}`).join(''),
    // In Deno, `require()` wants the permission to read files, and an import does not.
    'inlined/at-once.js': LIBRARIES.map(
      (name) => `import ${name} from './${name}.cjs'\nexport const ${loaderOf(name)} = () => ${name}\n`,
    ).join(''),
  }
  return {
    name: 'libraries-as-built',
    resolveId(source, importer) {
      const id = importer && source.startsWith('.') && files.get(resolve(dirname(importer), source))
      return id ? { id, external: true } : null
    },
    generateBundle() {
      for (const [fileName, source] of Object.entries(sources))
        this.emitFile({ type: 'asset', fileName, source })
    },
  }
}

/** Leads what asks for an optional part when it is needed to the name of it, in whose place a bundler may put something else. */
function optionalByName(): Plugin {
  const names = new Map(
    Object.entries(OPTIONAL).map(([name, file]) => [
      join(import.meta.dirname, 'src', file),
      `#optional/${name}`,
    ]),
  )
  return {
    name: 'optional-by-name',
    resolveId(source, importer, { kind }) {
      const id = importer && kind === 'dynamic-import' && names.get(resolve(dirname(importer), source))
      return id ? { id, external: true } : null
    },
  }
}

/** Commander starts the commands that are programs of their own, of which there are none here: what that takes is not loaded. */
function commanderAlone(): Plugin {
  const statement = /^import childProcess from 'node:child_process';$/m
  return {
    name: 'commander-alone',
    transform: {
      filter: { id: /node_modules[\\/]commander[\\/]lib[\\/]command\.js$/ },
      handler(code) {
        const found = statement.exec(code)
        if (found === null) throw new Error('commander no longer starts programs as it did')
        const changed = new RolldownMagicString(code)
        changed.overwrite(found.index, found.index + found[0].length, 'const childProcess = {};')
        return { code: changed.toString(), map: changed.generateMap({ hires: true }).toString() }
      },
    },
  }
}

/**
 * Asks Node for its own modules where they were imported: an `import` reads each of their exports, and some of these load more when
 * they are read. `node:fs` alone would bring streams and line editing.
 */
function builtinsAsTheyAre(): Plugin {
  const statement =
    /^import (?:(?:\* as )?([\w$]+)|\{ ([^}]+) \}|([\w$]+), \{ ([^}]+) \}) from "(node:[\w/]+)";$/gm
  return {
    name: 'builtins-as-they-are',
    renderChunk(code) {
      const changed = new RolldownMagicString(code)
      for (const match of code.matchAll(statement)) {
        const [whole, whole1, some1, whole2, some2, name] = match
        // The global one goes by that name already.
        if (name === 'node:process' && whole1 === 'process') {
          changed.overwrite(match.index, match.index + whole.length, '')
          continue
        }
        const asked = `process.getBuiltinModule("${name}")`
        const [all, some] = [whole1 ?? whole2, some1 ?? some2]
        const declarations = [
          ...(all === undefined ? [] : [`${all} = ${asked}`]),
          ...(some === undefined ? [] : [`{ ${some.replaceAll(' as ', ': ')} } = ${all ?? asked}`]),
        ]
        changed.overwrite(match.index, match.index + whole.length, `const ${declarations.join(', ')};`)
      }
      const other = /^import .* from "node:.*/m.exec(changed.toString())
      if (other !== null) throw new Error(`Not understood: ${other[0]}`)
      return changed.hasChanged()
        ? { code: changed.toString(), map: changed.generateMap({ hires: true }).toString() }
        : null
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
 * Source maps hold the text of what somebody wrote here. What was generated looks in the bundle as it did before, but for its types; of
 * files of other packages alone the map tells what is in them, and no more: it would lead to nothing. Nor do those of the command
 * tell more: it shows no stacks, and nobody's debugger leads there.
 */
function mapsOfWritten(): Plugin {
  return {
    name: 'maps-of-written',
    generateBundle({ dir = '' }, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'asset' || !/\.c?js\.map$/.test(file.fileName)) continue
        const map = JSON.parse(String(file.source)) as {
          sources: string[]
          sourcesContent: (string | null)[]
          mappings: string
        }
        const onlyNames = /^dist[\\/](?:cli|inlined)\b/.test(join(dir, file.fileName))
        map.sourcesContent = map.sourcesContent.map((text, index) =>
          onlyNames || /\.generated\.|node_modules[\\/]/.test(map.sources[index] ?? '') ? NOT_SHOWN : text,
        )
        map.sources = map.sources.map((source) => addressOf(join(dir, file.fileName), source))
        if (onlyNames) map.mappings = ''
        file.source = JSON.stringify(map)
      }
    },
  }
}

/** In place of a source's text. With none at all, tools look for the file, and some warn that it is missing. */
const NOT_SHOWN = '// Not part of the package.'

/** The address of a source: a path would lead to a file that the package has not, and Deno then mixes the lines of one with the name of another. */
function addressOf(map: string, source: string): string {
  const path = relative(import.meta.dirname, resolve(import.meta.dirname, dirname(map), source))
  return `nemo-platform:///${path.replaceAll('\\', '/')}`
}
