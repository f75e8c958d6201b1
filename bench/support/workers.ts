/** Starts workers: one process for each contestant. */

import { loaders, PYTHON } from '../contestants/index.ts'
import { Child } from './child.ts'
import type { Command, Sample } from './commands.ts'
import { Home } from './home.ts'
import { pathOf } from './paths.ts'
import type { Python } from './python.ts'
import type { ServerProcess } from './server-process.ts'

/** Everybody who can run here. */
export function contestants(python: Python): string[] {
  return [...Object.keys(loaders), ...('file' in python ? [PYTHON] : [])]
}

/** Starts a contestant, ready to be told what to do. */
export async function startWorker(
  name: string,
  server: ServerProcess,
  python: Python,
  home: Home,
): Promise<Child> {
  const setup = JSON.stringify({ url: server.url, token: server.token })
  const program =
    name === PYTHON && 'file' in python
      ? { file: python.file, args: [pathOf('contestants/python_worker.py'), setup] }
      : { file: process.execPath, args: [pathOf('worker.ts'), name, setup] }
  const child = new Child({ ...program, home: home.path, role: 'client' })
  await child.next()
  return child
}

/** Starts a contestant for one command only. */
export async function tellNewWorker(
  name: string,
  server: ServerProcess,
  python: Python,
  command: Command,
): Promise<Sample> {
  using home = new Home()
  const child = await startWorker(name, server, python, home)
  try {
    return await child.tell(command)
  } finally {
    child.stop()
  }
}
