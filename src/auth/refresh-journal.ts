/**
 * Remembers, across processes, that a refresh token was sent and no answer is known. It may be spent then, and spending
 * it again would look like theft to the identity provider. The marker is an empty file beside the config, named after a
 * hash of the token; it goes when the answer has come and its tokens are stored.
 */

import { existsSync } from 'node:fs'
import { open, readdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

const SUFFIX = '.refresh-pending'

/** Whether a refresh token was sent by somebody who never learnt what became of it. */
export function isPending(configPath: string, refreshToken: string): boolean {
  return existsSync(markerPath(configPath, refreshToken))
}

/**
 * Marks a refresh token as being sent, and forgets markers of tokens that are in the file no more.
 *
 * @param others - The other refresh tokens in the file, whose markers stay.
 */
export async function begin(
  configPath: string,
  refreshToken: string,
  others: readonly string[],
): Promise<void> {
  const kept = new Set([refreshToken, ...others].map((token) => basename(markerPath(configPath, token))))
  const folder = dirname(configPath)
  for (const name of await readdir(folder)) {
    const isMarker = name.startsWith(`${basename(configPath)}.`) && name.endsWith(SUFFIX)
    if (isMarker && !kept.has(name)) await rm(join(folder, name), { force: true })
  }
  const file = await open(markerPath(configPath, refreshToken), 'w', 0o600)
  await file.close()
}

/** The answer is known: the token was not spent, or its successor is stored. */
export async function complete(configPath: string, refreshToken: string): Promise<void> {
  await rm(markerPath(configPath, refreshToken), { force: true })
}

function markerPath(configPath: string, refreshToken: string): string {
  // Loaded here, for few starts get this far.
  const { createHash } = process.getBuiltinModule('node:crypto')
  const hash = createHash('sha256').update(refreshToken).digest('hex').slice(0, 16)
  return join(dirname(configPath), `${basename(configPath)}.${hash}${SUFFIX}`)
}
