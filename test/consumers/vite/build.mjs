// Builds a page, and a server with everything in it, without a warning; runs the server.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, createLogger } from 'vite'

const customLogger = createLogger('warn')
const complain = (message) => {
  throw new Error(message)
}
customLogger.warn = complain
customLogger.warnOnce = complain
const common = { configFile: false, customLogger }

await build({ ...common, build: { outDir: 'out/page' } })
console.log('ok: Vite, a page')

await build({ ...common, ssr: { noExternal: true }, build: { ssr: 'server.js', outDir: 'out/server' } })
const elsewhere = mkdtempSync(join(tmpdir(), 'nemo-bundle-'))
try {
  cpSync('out/server', elsewhere, { recursive: true })
  const printed = execFileSync(process.execPath, [join(elsewhere, 'server.js')], { encoding: 'utf8' })
  if (!printed.includes('2 workspaces')) throw new Error(`It printed ${printed}`)
} finally {
  rmSync(elsewhere, { recursive: true })
}
console.log('ok: Vite, a server')
