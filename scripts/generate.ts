/**
 * Writes `src/resources/**` and `src/types/**` from `api/`: `npm run generate`. With `--check` it writes nothing, and fails if
 * what stands there is not what it would write.
 */

import { execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'
import { readDescription, readSurface } from './lib/description.ts'
import { resourceFile, resourceIndex } from './lib/emit-resources.ts'
import { routeScopesFile } from './lib/emit-route-scopes.ts'
import { type TypeDocs, TypeWriter, typeIndex } from './lib/emit-types.ts'
import { buildModel } from './lib/model.ts'

const ROOT = join(import.meta.dirname, '..')
const isCheck = process.argv.includes('--check')

const files = formatted(generate())
const stale = [...files].filter(
  ([file, text]) => !existsSync(join(ROOT, file)) || readFileSync(join(ROOT, file), 'utf8') !== text,
)
if (!isCheck) {
  for (const [file, text] of stale) {
    mkdirSync(dirname(join(ROOT, file)), { recursive: true })
    writeFileSync(join(ROOT, file), text)
  }
  console.log(`${files.size} files, ${stale.length} of them new or changed`)
} else if (stale.length > 0) {
  console.error(`Not up to date: ${stale.map(([file]) => file).join(', ')}. Run: npm run generate`)
  process.exitCode = 1
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
  files.set('src/resources/index.ts', resourceIndex(models))
  files.set('src/access/route-scopes.generated.ts', routeScopesFile(description))
  const typeFiles = types.files(models)
  for (const [file, text] of typeFiles) files.set(`src/types/${file}.ts`, text)
  files.set('src/types/index.ts', typeIndex(new Set([...typeFiles.keys(), ...handwrittenTypeFiles()])))
  return files
}

/** Files of wire types beside the generated ones. */
function handwrittenTypeFiles(): string[] {
  return readdirSync(join(ROOT, 'src/types'))
    .filter((file) => file !== 'index.ts')
    .map((file) => file.replace(/\.ts$/, ''))
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
