/**
 * Brings the description of the API up to a platform's: `npm run import-spec -- http://localhost:8080` (or the path of an
 * OpenAPI document) prints what that platform added, changed and removed, and with `--write` stores it in
 * `api/openapi.json`. Only facts are kept (no prose, no examples), and only what `api/surface.yaml` reaches.
 * A platform with authentication wants a token in `NMP_ACCESS_TOKEN`.
 * `--authz <static-authz.yaml>` takes permissions and scopes from the platform's own table; without it they stay as they are.
 */

import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { parse } from 'yaml'
import { compareDescriptions } from './lib/compare.ts'
import { condense, type OpenAPI } from './lib/condense.ts'
import { DESCRIPTION_FILE, reachedOperations, readDescription, readSurface } from './lib/description.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean' }, authz: { type: 'string' } },
})
const [source] = positionals
if (source === undefined) {
  console.error(
    'Usage: npm run import-spec -- <URL of a platform | path of an OpenAPI document> [--authz <file>] [--write]',
  )
  process.exit(2)
}

const known = readDescription()
const document = await load(source).catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})
const authz = values.authz === undefined ? undefined : parse(readFileSync(values.authz, 'utf8'))
const imported = condense(document, reachedOperations(readSurface()), { known, authz })
const lines = compareDescriptions(known, imported, document)
console.log(lines.length === 0 ? 'Nothing changed.' : lines.join('\n'))
if (values.write) {
  writeFileSync(DESCRIPTION_FILE, `${JSON.stringify(imported, null, 1)}\n`)
  console.log(`Written: ${DESCRIPTION_FILE}. Now run: npm run generate`)
}

async function load(source: string): Promise<OpenAPI> {
  if (!/^https?:/.test(source)) return parse(readFileSync(source, 'utf8'))
  const url = source.endsWith('.json') ? source : `${source.replace(/\/$/, '')}/openapi.json`
  const token = process.env['NMP_ACCESS_TOKEN']
  const response = await fetch(
    url,
    token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } },
  )
  if (response.status === 401) throw new Error(`${url} wants a token: put one into NMP_ACCESS_TOKEN`)
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  return (await response.json()) as OpenAPI
}
