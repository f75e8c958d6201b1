/**
 * Writes what each entry point of the package offers to `api/report/`, or compares it with what stands there. A change of the
 * public API is then seen in review, as a change of these files. Reads the built declarations.
 *
 * Usage: node scripts/api-report.ts [--check]
 */

import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor'
import manifest from '../package.json' with { type: 'json' }
import { filesBelow } from './lib/files.ts'
import { withoutExcuses } from './lib/web-types.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const check = process.argv.includes('--check')
/** The declarations as the compiler wrote them, without words to other compilers. */
const DECLARATIONS = `${ROOT}.vitest/api-report`
const silent = { default: { logLevel: ExtractorLogLevel.None } }
mkdirSync(`${ROOT}api/report`, { recursive: true })

rmSync(DECLARATIONS, { recursive: true, force: true })
for (const path of filesBelow(`${ROOT}dist`).filter((file) => file.endsWith('.d.ts'))) {
  const copy = join(DECLARATIONS, relative(ROOT, path))
  mkdirSync(dirname(copy), { recursive: true })
  writeFileSync(copy, withoutExcuses(readFileSync(path, 'utf8')))
}

let failed = false
for (const path of entryPoints()) {
  const report = `${reportName(path)}.api.md`
  const config = ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: `${ROOT}package.json`,
    configObject: {
      projectFolder: ROOT,
      mainEntryPointFilePath: join(DECLARATIONS, path),
      compiler: { tsconfigFilePath: `${ROOT}tsconfig.build.json` },
      newlineKind: 'lf',
      apiReport: {
        enabled: true,
        reportFolder: `${ROOT}api/report`,
        reportTempFolder: `${ROOT}node_modules/.cache/api-report`,
        reportFileName: report,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      // Doc comments are checked by typedoc.
      messages: { extractorMessageReporting: silent, tsdocMessageReporting: silent },
    },
  })
  const { apiReportChanged, errorCount } = Extractor.invoke(config, {
    localBuild: !check,
    messageCallback: (message) => {
      if (message.logLevel === ExtractorLogLevel.Error) console.error(message.text)
      message.handled = true
    },
  })
  if (errorCount > 0) failed = true
  if (!apiReportChanged) continue
  if (check) {
    failed = true
    console.error(
      `api/report/${report} is not up to date. Run \`npm run api:report\` and commit what it wrote.`,
    )
  } else {
    console.log(`api/report/${report} has changed`)
  }
}
if (failed) process.exitCode = 1

/** The declarations that package.json names, relative to the root. */
function entryPoints(): string[] {
  const patterns = Object.values(manifest.exports).flatMap((entry) =>
    typeof entry === 'string' ? [] : [entry.types],
  )
  return patterns.flatMap((pattern) => globSync(pattern, { cwd: ROOT })).sort()
}

/** `dist/testing/msw.d.ts` is reported as `testing-msw`, `dist/auth/index.d.ts` as `auth`. */
function reportName(path: string): string {
  const name = relative('dist', path).replace(/\.d\.ts$/, '')
  return name === 'index' ? basename(manifest.name) : name.replace(/\/index$/, '').replaceAll('/', '-')
}
