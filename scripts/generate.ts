/**
 * Writes all `*.generated.ts` below `src/` from `api/`, and removes those that it no longer writes: `npm run generate`. With
 * `--check` it changes nothing, and fails if a file is not what it would write, or is left over.
 */

import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'
import { readDescription, readSurface } from './lib/description.ts'
import { checkCommandLine, commandFiles, pluginCommandFiles } from './lib/emit-commands.ts'
import { pluginFiles, pluginModels, withCore } from './lib/emit-plugins.ts'
import { resourceFile, resourceIndex } from './lib/emit-resources.ts'
import { routeScopesFile, scopeFamiliesFile } from './lib/emit-route-scopes.ts'
import { type TypeDocs, TypeWriter, typeIndex } from './lib/emit-types.ts'
import { findLeftOver, findStale } from './lib/generated-files.ts'
import { buildModel } from './lib/model.ts'
import { readPlugins } from './lib/plugin-description.ts'
import { jobCollectionsFile, jobKindsFile, knownJobsFile } from './lib/plugin-jobs.ts'
import { elsewhereFile } from './lib/python-cli.ts'

const ROOT = join(import.meta.dirname, '..')
const isCheck = process.argv.includes('--check')

const files = formatted(generate())
const stale = findStale(ROOT, files)
const leftOver = findLeftOver(ROOT, files)
if (isCheck) {
  if (stale.length > 0) console.error(`Not up to date: ${stale.join(', ')}`)
  if (leftOver.length > 0) console.error(`Left over: ${leftOver.join(', ')}`)
  if (stale.length + leftOver.length > 0) {
    console.error('Run: npm run generate')
    process.exitCode = 1
  }
} else {
  for (const file of leftOver) rmSync(join(ROOT, file))
  for (const file of stale) {
    mkdirSync(dirname(join(ROOT, file)), { recursive: true })
    writeFileSync(join(ROOT, file), files.get(file) as string)
  }
  console.log(`${files.size} files, ${stale.length} of them new or changed; ${leftOver.length} removed`)
}

/** All generated files, by their path from the root. */
function generate(): Map<string, string> {
  const surface = readSurface()
  const description = readDescription()
  if (description === undefined)
    throw new Error('There is no api/openapi.json: run `npm run import-spec` first')
  const docs: TypeDocs = parse(readFileSync(join(ROOT, 'api/types.yaml'), 'utf8')) ?? {}
  const models = buildModel(surface, description)
  const types = new TypeWriter(models, description, surface, docs)
  const files = new Map<string, string>()
  for (const model of models) {
    if (model.surface.handwritten) continue
    const [file, text] = resourceFile(model, types)
    files.set(`src/resources/${file}`, text)
  }
  files.set('src/resources/index.generated.ts', resourceIndex(models))
  files.set('src/access/route-scopes.generated.ts', routeScopesFile(description))
  for (const [file, text] of commandFiles(models, description, docs))
    files.set(`src/cli/commands/${file}`, text)
  files.set('src/cli/elsewhere.generated.ts', elsewhereFile())
  files.set('src/cli/commands/plugin-jobs/known-jobs.generated.ts', knownJobsFile())
  const typeFiles = types.files(models)
  for (const [file, text] of typeFiles) files.set(`src/types/${file}`, text)
  files.set('src/types/index.generated.ts', typeIndex(typeFiles.keys()))
  files.set('src/resources/plugins/job-collections.generated.ts', jobCollectionsFile())
  const plugins = readPlugins()
  if (plugins === undefined) throw new Error('There is no api/plugins.json: run `npm run import-spec` first')
  files.set('src/types/plugin-jobs.generated.ts', jobKindsFile(plugins))
  files.set('src/scope-families.generated.ts', scopeFamiliesFile(description, plugins))
  const parts = pluginModels(plugins, description)
  for (const [file, text] of pluginFiles(parts, plugins, description, types, docs))
    files.set(`src/${file}`, text)
  checkCommandLine([...models, ...parts])
  for (const [file, text] of pluginCommandFiles(parts, withCore(plugins, description), docs))
    files.set(`src/cli/commands/${file}`, text)
  return files
}

function formatted(files: ReadonlyMap<string, string>): Map<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'generated-'))
  try {
    for (const [file, text] of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), text)
    }
    cpSync(join(ROOT, 'biome.json'), join(folder, 'biome.json'))
    execFileSync('biome', ['check', '--write', '--vcs-enabled=false', '--linter-enabled=false', 'src'], {
      cwd: folder,
      stdio: 'pipe',
    })
    return new Map([...files.keys()].map((file) => [file, readFileSync(join(folder, file), 'utf8')]))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
