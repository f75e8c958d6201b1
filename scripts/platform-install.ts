/** Installs the platform into a virtual environment in the user's cache folder, once for all clones. */

import { spawn } from 'node:child_process'
import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import envPaths from 'env-paths'
import { withLocks } from '../src/config/lock.ts'
import { findPython } from './platform-python.ts'

/** The release that the tests are written against. */
export const PLATFORM_VERSION = '0.6.0'

const REQUIREMENT = `nemo-platform[all]==${PLATFORM_VERSION}`
/** Written last: without it an environment is half made. */
const COMPLETION_MARK = 'complete'
/** Somebody else may be installing: longest wait for that, in ms. */
const LONGEST_INSTALLATION = 60 * 60_000

/**
 * Makes sure that the platform is installed.
 *
 * @param log - Told what takes time.
 * @returns Folder of the virtual environment: that in `NEMO_PLATFORM_VENV`, else one in the cache folder.
 * @throws Error if there is no Python for it, or the installation fails.
 */
export async function installPlatform(log: (line: string) => void): Promise<string> {
  const given = process.env['NEMO_PLATFORM_VENV']
  if (given) {
    await access(programOf(given)).catch((cause: unknown) => {
      throw new Error(`NEMO_PLATFORM_VENV is ${given}, but the platform is not installed there`, { cause })
    })
    return given
  }
  const python = await findPython()
  const cache = envPaths('nemo-platform-sdk', { suffix: '' }).cache
  const venv = join(cache, `platform-${PLATFORM_VERSION}-python-${python.version}`)
  await mkdir(cache, { recursive: true })
  // The lock ends with its holder, so a killed installation stops nobody.
  await withLocks([`${venv}.lock`], { timeout: LONGEST_INSTALLATION, warn: log }, async () => {
    if (await isComplete(venv)) return
    log(`Installing ${REQUIREMENT} into ${venv} (a few minutes, this once)`)
    await rm(venv, { recursive: true, force: true })
    await run(python.path, ['-m', 'venv', venv])
    await run(join(venv, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', REQUIREMENT])
    await access(programOf(venv))
    await writeFile(join(venv, COMPLETION_MARK), `${REQUIREMENT}\n`)
  })
  return venv
}

/** The platform's program in a virtual environment. */
export function programOf(venv: string): string {
  return join(venv, 'bin', 'nemo')
}

/** A Python that was removed or replaced since leaves an environment behind that runs no more. */
async function isComplete(venv: string): Promise<boolean> {
  const mark = await readFile(join(venv, COMPLETION_MARK), 'utf8').catch(() => '')
  if (mark.trim() !== REQUIREMENT) return false
  return run(join(venv, 'bin', 'python'), ['-c', '']).then(
    () => true,
    () => false,
  )
}

function run(command: string, parameters: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, { stdio: ['ignore', 'ignore', 'pipe'] })
    let errors = ''
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString()
    })
    child.once('error', reject)
    child.once('close', (code, signal) => {
      if (code === 0) resolve()
      else reject(new Error(`${command} ${parameters.join(' ')} ended with ${code ?? signal}:\n${errors}`))
    })
  })
}
