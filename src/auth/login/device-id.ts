/** Which device this is, for identity providers that want to know: one id for this machine, which the Python tools share. */

import { randomUUID } from 'node:crypto'
import { chmod, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { makeOwnedFolder } from '../../config/ownership.ts'
import { stateFolder } from '../../config/paths.ts'
import { codeOf } from '../../errors/error-code-of.ts'
import { ConfigError } from '../../errors/index.ts'
import { NEMO_HELIX } from '../../generations.ts'
import { checkWritable } from '../../remedies/index.ts'

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

/**
 * The id; made at the first time.
 *
 * @throws ConfigError where it cannot be kept: another one at each login would be of no use.
 */
export async function deviceId(): Promise<string> {
  const folder = stateFolder(NEMO_HELIX)
  if (folder === undefined) throw notKept(undefined, undefined)
  const path = join(folder, 'oidc-device-id')
  try {
    const known = await readId(path)
    if (known !== undefined) {
      await chmod(path, 0o600)
      return known
    }
    await makeOwnedFolder(dirname(path))
    const made = randomUUID()
    await writeFile(path, `${made}\n`, { mode: 0o600, flag: 'wx' }).catch(async (error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error
      // Somebody was faster, or what stands there is no id.
      if ((await readId(path)) === undefined) await writeFile(path, `${made}\n`, { mode: 0o600 })
    })
    return (await readId(path)) ?? made
  } catch (error) {
    throw notKept(path, error)
  }
}

async function readId(path: string): Promise<string | undefined> {
  try {
    const text = (await readFile(path, 'utf8')).trim()
    return UUID.test(text) ? text.toLowerCase() : undefined
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

function notKept(path: string | undefined, cause: unknown): ConfigError {
  const problem = 'The id of this device, which the identity provider wants, cannot be kept.'
  return new ConfigError(problem, { code: 'config/not-writable', path, cause, remedies: [checkWritable()] })
}
