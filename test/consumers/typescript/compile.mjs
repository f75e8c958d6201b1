// Compiles the program with each TypeScript in each way to resolve modules, and runs what CommonJS came out.
// Usage: node compile.mjs [version…]
import { execFileSync } from 'node:child_process'
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
const known = Object.keys(dependencies).flatMap((name) => /^typescript-(.*)/.exec(name)?.[1] ?? [])
const versions = process.argv.length > 2 ? process.argv.slice(2) : known

const NODE = { lib: ['ES2022'], types: ['node'] }
const ESM = { module: 'ESNext', moduleResolution: 'bundler' }

/** Name, extension of the program, options; `from` and `until` where TypeScript has it no longer or not yet. */
const WAYS = [
  ['node10, ES modules', '.ts', { ...NODE, module: 'ESNext', moduleResolution: 'node10' }, { until: 6 }],
  ['node10, CommonJS', '.ts', { ...NODE, module: 'CommonJS', moduleResolution: 'node10' }, { until: 6 }],
  ['node16', '.mts', { ...NODE, module: 'Node16', moduleResolution: 'Node16' }],
  ['nodenext', '.mts', { ...NODE, module: 'NodeNext', moduleResolution: 'NodeNext' }],
  [
    'nodenext, CommonJS',
    '.cts',
    { ...NODE, module: 'NodeNext', moduleResolution: 'NodeNext' },
    { from: 5.8 },
  ],
  ['bundler', '.ts', { ...NODE, ...ESM }],
  ['bundler, a page without Node', '.ts', { ...ESM, lib: ['ES2022', 'DOM'], types: [] }],
  ['bundler, a web worker', '.ts', { ...ESM, lib: ['ES2022', 'WebWorker'], types: [] }],
  ['bundler, neither Node nor a page', '.ts', { ...ESM, lib: ['ES2022'], types: [] }],
  ['bundler, Cloudflare', '.ts', { ...ESM, lib: ['ES2022'], types: ['@cloudflare/workers-types'] }],
]

const program = readFileSync('program.mts', 'utf8')
for (const version of versions) {
  const tsc = `node_modules/typescript-${version}/bin/tsc`
  for (const [name, extension, options, { from = 0, until = 9 } = {}] of WAYS) {
    if (Number(version) < from || Number(version) > until) continue
    const folder = 'out'
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder)
    writeFileSync(`${folder}/package.json`, '{}')
    writeFileSync(
      `${folder}/program${extension}`,
      `${program}\nvoid run().then((line) => (globalThis as { console?: { log(line: string): void } }).console?.log(line))\n`,
    )
    const isDeprecated = options.moduleResolution === 'node10' && Number(version) === 6
    const compilerOptions = {
      target: 'ES2022',
      strict: true,
      declaration: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      ...(isDeprecated ? { ignoreDeprecations: '6.0' } : {}),
      // Since TypeScript 6 the folder of the configuration is the root, before it that of the sources.
      rootDir: '.',
      ...options,
    }
    writeFileSync(
      `${folder}/tsconfig.json`,
      JSON.stringify({ compilerOptions, files: [`program${extension}`] }),
    )
    const label = `TypeScript ${version}, ${name}`
    try {
      execFileSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' })
    } catch (error) {
      throw new Error(`${label}:\n${error.stdout}`)
    }
    if (/CommonJS/.test(name)) {
      const [code] = globSync(`${folder}/program.{js,cjs}`)
      const printed = execFileSync(process.execPath, [code], { encoding: 'utf8' }).trim()
      if (printed !== 'ml-team true true true') throw new Error(`${label}: it printed ${printed}`)
    }
    console.log(`ok: ${label}`)
  }
}
