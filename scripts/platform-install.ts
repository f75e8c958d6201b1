/** Installs the platform into a virtual environment in the user's cache folder, once for all clones. */

import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { access, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import envPaths from 'env-paths'
import { withLocks } from '../src/config/lock.ts'
import { type Generation, NAMES_OF, NEWEST, PRODUCTS } from '../src/generations.ts'
import { findPython } from './platform-python.ts'

/** The releases that every change is tested against; `NEMO_PLATFORM_VERSION` names another one. */
export const PLATFORM_VERSIONS = ['0.6.0', '0.8.1'] as const

/** The release that is installed and started: that in `NEMO_PLATFORM_VERSION`, else the first. */
export function platformVersion(): string {
  return process.env['NEMO_PLATFORM_VERSION'] || PLATFORM_VERSIONS[0]
}

/** The generation that a version is of; what is newer than all known counts as the newest. */
export function generationOf(version: string): Generation {
  const [generation, major, minor] = /^(\d+)\.(\d+)/.exec(version) ?? []
  if (generation !== undefined && generation in NAMES_OF) return generation as Generation
  const [newestMajor, newestMinor] = NEWEST.split('.').map(Number)
  const isNewer =
    Number(major) === newestMajor ? Number(minor) > Number(newestMinor) : Number(major) > Number(newestMajor)
  if (isNewer) return NEWEST
  throw new Error(`Release ${version} is of no generation that is known: ${Object.keys(NAMES_OF).join(', ')}`)
}

/** Written last: without it an environment is half made. */
const COMPLETION_MARK = 'complete'
/** Somebody else may be installing: longest wait for that, in ms. */
const LONGEST_INSTALLATION = 60 * 60_000

/**
 * Makes sure that the platform is installed.
 *
 * @param log - Told what takes time.
 * @returns Folder of the virtual environment: that in `NEMO_PLATFORM_VENV`, else one in the cache folder.
 * @throws Error if there is no Python for it, the installation fails, or the environment holds another release than the one that is
 *   named.
 */
export async function installPlatform(log: (line: string) => void): Promise<string> {
  const given = process.env['NEMO_PLATFORM_VENV']
  if (given) {
    await access(programOf(given)).catch((cause: unknown) => {
      throw new Error(`NEMO_PLATFORM_VENV is ${given}, but the platform is not installed there`, { cause })
    })
    const wanted = process.env['NEMO_PLATFORM_VERSION']
    const found = await versionIn(given)
    if (wanted && wanted !== found)
      throw new Error(`NEMO_PLATFORM_VERSION is ${wanted}, but in NEMO_PLATFORM_VENV (${given}) is ${found}`)
    return given
  }
  const python = await findPython()
  const cache = envPaths('nemo-platform-sdk', { suffix: '' }).cache
  const version = platformVersion()
  const requirement = `${NAMES_OF[generationOf(version)].distribution}[all]==${version}`
  const venv = join(cache, `platform-${version}-python-${python.version}`)
  await mkdir(cache, { recursive: true })
  // The lock ends with its holder, so a killed installation stops nobody.
  await withLocks([`${venv}.lock`], { timeout: LONGEST_INSTALLATION, warn: log }, async () => {
    if (await isComplete(venv, requirement)) return
    log(`Installing ${requirement} into ${venv} (a few minutes, this once)`)
    await rm(venv, { recursive: true, force: true })
    await run(python.path, ['-m', 'venv', venv])
    const constraints = constraintsOf(version)
    const limits = constraints === undefined ? [] : ['--constraint', constraints]
    await run(join(venv, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', ...limits, requirement])
    await access(programOf(venv))
    await writeFile(join(venv, COMPLETION_MARK), `${requirement}\n`)
  })
  return venv
}

/** The versions of everything that a release needs, where they are written down; undefined where pip finds some by itself. */
function constraintsOf(version: string): string | undefined {
  const path = fileURLToPath(new URL(`platform-constraints/${version}.txt`, import.meta.url))
  return existsSync(path) ? path : undefined
}

/** The platform's program in a virtual environment. */
export function programOf(venv: string): string {
  return join(venv, 'bin', 'nemo')
}

/** The version of the platform in a virtual environment, by what pip has noted. */
export async function versionIn(venv: string): Promise<string> {
  const libraries = await readdir(join(venv, 'lib'))
  for (const library of libraries) {
    const packages = await readdir(join(venv, 'lib', library, 'site-packages')).catch(() => [])
    for (const { distribution } of PRODUCTS) {
      const noted = new RegExp(`^${distribution.replace('-', '_')}-(.+)\\.dist-info$`)
      const version = packages.map((name) => noted.exec(name)?.[1]).find((found) => found !== undefined)
      if (version !== undefined) return version
    }
  }
  throw new Error(`${venv} has no platform in it`)
}

/** A Python that was removed or replaced since leaves an environment behind that runs no more. */
async function isComplete(venv: string, requirement: string): Promise<boolean> {
  const mark = await readFile(join(venv, COMPLETION_MARK), 'utf8').catch(() => '')
  if (mark.trim() !== requirement) return false
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
