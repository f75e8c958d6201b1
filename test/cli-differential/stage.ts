/** Where the lines of a subject run: a workspace of their own, a home with a login, a folder with files. */

import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ADMIN_EMAIL } from '../../scripts/platform-instance.ts'
import type { Generation } from '../../src/generations.ts'
import { emptyHome, type Home } from '../cli/run-nemo.ts'
import { writeInputs } from './inputs.ts'
import type { Place } from './reading.ts'

/** A place, and somebody's home. */
export interface Stage extends Place {
  readonly home: Home
}

/** Sets it up on a platform that takes unsigned tokens. */
export async function stageOn(
  url: string,
  workspace: string,
  generation: Generation = '0.6',
): Promise<Stage> {
  const home = emptyHome()
  const folder = join(home.folder, 'files')
  const inputs = join(home.folder, 'inputs')
  writeInputs(inputs, workspace)
  mkdirSync(folder)
  writeFileSync(join(folder, 'a.txt'), 'first')
  writeFileSync(join(folder, 'b.txt'), 'the second')
  const call = async (...args: string[]) => {
    const { code, stderr } = await home.nemo(args)
    if (code !== 0) throw new Error(`${args.join(' ')}: ${stderr}`)
  }
  await call('auth', 'login', '--unsigned-token', '--email', ADMIN_EMAIL, '--base-url', url)
  // Each of Python's command lines looks into a folder of its own.
  const names = generation === '0.6' ? ['nhx', 'nmp'] : ['nmp', 'nhx']
  const folders = names.map((name) => join(home.folder, '.config', name)) as [string, string]
  if (existsSync(folders[0])) renameSync(...folders)
  await call('config', 'set', '--workspace', workspace)
  await call('workspaces', 'create', workspace, '--description', 'of the test')
  return { url, workspace, folder, inputs, home }
}
