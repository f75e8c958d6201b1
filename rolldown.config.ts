/**
 * Bundles `src/` into `dist/`. A start loads a dozen files instead of two hundred: `ky`, `yaml` and the used part of `zod` are
 * inlined, since loading them as packages would take longer than the first request (see `bench/README.md`).
 */

import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { defineConfig, type OutputOptions, type Plugin } from 'rolldown'
import { minify } from 'rolldown/utils'

const LIBRARIES = 'yaml-zod'
/** What only the command line needs; each command loads its own. */
const FOR_COMMANDS = [
  'commander',
  '@clack/prompts',
  '@clack/core',
  'sisteransi',
  'fast-string-width',
  'fast-string-truncated-width',
  'fast-wrap-ansi',
  'env-paths',
  'is-safe-filename',
  'uqr',
  'open',
  'default-browser',
  'define-lazy-prop',
  'is-in-ssh',
  'is-inside-container',
  'powershell-utils',
  'wsl-utils',
  'is-wsl',
  'bundle-name',
  'default-browser-id',
  'run-applescript',
]
const FOR_LIBRARY = ['ky', 'yaml', 'zod']
/** What the package exports. The command line imports it by name, as users do, so that it shapes no chunk of it. */
const ENTRIES: Readonly<Record<string, string>> = {
  'nemo-platform': 'index',
  'nemo-platform/auth': 'auth/index',
  'nemo-platform/config': 'config/index',
  'nemo-platform/testing': 'testing/index',
}

const library = defineConfig({
  input: {
    ...Object.fromEntries(Object.values(ENTRIES).map((name) => [name, `src/${name}.ts`])),
    'testing/msw': 'src/testing/msw.ts',
    'runtime/node/connection': 'src/runtime/node/connection.ts',
    'runtime/node/files': 'src/runtime/node/files.ts',
    'runtime/node/login': 'src/runtime/node/login.ts',
    'runtime/node/runtime': 'src/runtime/node/runtime.ts',
    'runtime/web/connection': 'src/runtime/web/connection.ts',
    'runtime/web/files': 'src/runtime/web/files.ts',
    'runtime/web/login': 'src/runtime/web/login.ts',
    'runtime/web/runtime': 'src/runtime/web/runtime.ts',
  },
  // Neutral: one core for Node and browsers; what differs comes through `#runtime/*` when the package is loaded.
  platform: 'neutral',
  resolve: { mainFields: ['module', 'main'], conditionNames: ['import', 'default'] },
  external: (id) => /^(?:node:|#runtime\/)/.test(id) || isOther(id, FOR_LIBRARY),
  output: output('dist', [
    { name: 'ky', test: /node_modules[\\/]ky[\\/]/ },
    { name: LIBRARIES, test: /node_modules[\\/](?:yaml|zod)[\\/]/ },
  ]),
  plugins: [jsonAsText(), minified(['ky', LIBRARIES]), licencesOf([...FOR_LIBRARY, ...FOR_COMMANDS])],
})

const commandLine = defineConfig({
  input: { bin: 'src/cli/bin.ts' },
  platform: 'node',
  external: (id) =>
    /^(?:node:|nemo-platform(?:\/|$))/.test(id) || isOther(id, [...FOR_LIBRARY, ...FOR_COMMANDS]),
  output: output('dist/cli', [
    { name: 'commander', test: /node_modules[\\/]commander[\\/]/ },
    { name: 'string-width', test: /node_modules[\\/]fast-/ },
    { name: 'prompts', test: /node_modules[\\/](?:@clack|sisteransi)[\\/]/ },
    { name: 'qr', test: /node_modules[\\/]uqr[\\/]/ },
    { name: 'yaml', test: /node_modules[\\/]yaml[\\/]/ },
    { name: 'zod', test: /node_modules[\\/]zod[\\/]/ },
  ]),
  plugins: [entriesByName(), minified(['commander', 'string-width', 'prompts', 'qr', 'yaml', 'zod'])],
})

export default [library, commandLine]

function output(dir: string, groups: { name: string; test: RegExp }[]): OutputOptions {
  return {
    dir,
    format: 'esm',
    chunkFileNames: 'chunks/[name].js',
    minify: 'dce-only',
    codeSplitting: { groups },
  }
}

/** Whether an import is of a package that is not taken in. */
function isOther(id: string, inlined: readonly string[]): boolean {
  return /^[@a-z]/i.test(id) && !/^[a-z]:[\\/]/i.test(id) && !inlined.includes(packageOf(id))
}

/** Turns imports of the library's entry points into imports of the package itself. */
function entriesByName(): Plugin {
  const names = new Map(
    Object.entries(ENTRIES).map(([name, source]) => [join(import.meta.dirname, `src/${source}.ts`), name]),
  )
  return {
    name: 'entries-by-name',
    resolveId(source, importer) {
      if (importer === undefined || !source.startsWith('.')) return null
      const name = names.get(resolve(dirname(importer), source))
      return name === undefined ? null : { id: name, external: true }
    },
  }
}

function packageOf(id: string): string {
  return id
    .split('/')
    .slice(0, id.startsWith('@') ? 2 : 1)
    .join('/')
}

/** A large JSON file as one line of text: smaller than the same as code, and faster to read. */
function jsonAsText(): Plugin {
  return {
    name: 'json-as-text',
    transform: {
      filter: { id: /[\\/]api[\\/]openapi\.json$/ },
      handler: (code) => {
        const text = JSON.stringify(JSON.parse(code))
        return { code: `export default JSON.parse(${JSON.stringify(text)})`, moduleType: 'js' }
      },
    },
  }
}

/** Reading a file takes its share of a start: what is not ours goes without blanks, comments and long names. */
function minified(chunks: readonly string[]): Plugin {
  return {
    name: 'minified-libraries',
    async renderChunk(code, { name }) {
      if (!chunks.includes(name)) return null
      const { code: short } = await minify(`${name}.js`, code, { module: true })
      return short
    },
  }
}

/** Puts the licences of the inlined packages beside the code, as they demand. */
function licencesOf(packages: readonly string[]): Plugin {
  return {
    name: 'licences',
    generateBundle() {
      const texts = packages.map((name) => {
        const folder = join(import.meta.dirname, 'node_modules', name)
        const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
        const file = ['LICENSE', 'LICENSE.md', 'license'].map((base) => join(folder, base)).find(existsSync)
        if (file === undefined) throw new Error(`${name} has no licence file`)
        return `${name} ${version} (${license})\n\n${readFileSync(file, 'utf8').trim()}\n`
      })
      this.emitFile({
        type: 'asset',
        fileName: 'THIRD-PARTY-LICENSES.txt',
        source: `This package contains code of the following packages.\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`,
      })
    },
  }
}
