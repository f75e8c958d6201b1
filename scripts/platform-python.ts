/** Finds a Python that the platform runs on. */

import { execFile } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** A Python interpreter. */
export interface Python {
  readonly path: string
  /** Major and minor version, for instance `3.12`. */
  readonly version: string
}

const OLDEST_MINOR = 12
const NEWEST_MINOR = 13
/** The older one first: what the releases need was written down with it. */
const NAMES = ['python3.12', 'python3.13', 'python3', 'python']
const PROBE = 'import sys, venv, ensurepip; print("%d.%d" % sys.version_info[:2])'

/**
 * Finds a Python 3.12 or 3.13 that can make virtual environments: on the PATH, else among those of pyenv.
 *
 * @throws Error that says what to install if there is none.
 */
export async function findPython(): Promise<Python> {
  for (const path of [...NAMES, ...(await pyenvPythons())]) {
    const version = await versionOf(path)
    if (version !== undefined) return { path, version }
  }
  throw new Error(
    `The platform needs Python 3.${OLDEST_MINOR} or 3.${NEWEST_MINOR} with the venv module, and none was found on the ` +
      `PATH or below ~/.pyenv/versions. Install one, for instance with: pyenv install 3.${OLDEST_MINOR}`,
  )
}

async function pyenvPythons(): Promise<string[]> {
  const folder = join(homedir(), '.pyenv', 'versions')
  const versions = await readdir(folder).catch(() => [])
  return versions.sort().map((version) => join(folder, version, 'bin', 'python'))
}

/** The version of an interpreter; undefined if it is not there, does not run, or is too old or too new. */
async function versionOf(path: string): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(path, ['-c', PROBE])
    const [major, minor = 0] = stdout.trim().split('.').map(Number)
    return major === 3 && minor >= OLDEST_MINOR && minor <= NEWEST_MINOR ? stdout.trim() : undefined
  } catch {
    return undefined
  }
}
