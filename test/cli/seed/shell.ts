/** A shell in somebody's home, with our `nemo` in its path. */

import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { collect } from '../collect.ts'
import { BINARY, type Home, type Run } from '../run-nemo.ts'

/** Runs lines as they would be typed. */
export interface Shell {
  /**
   * Runs a line.
   *
   * @param watch - Told what has been printed so far.
   */
  run(line: string, watch?: (printed: string) => void): Promise<Run>
}

/** Opens one. `python` is the one that there is. */
export function openShell(home: Home, environment: Readonly<Record<string, string>> = {}): Shell {
  const bin = join(home.folder, 'bin')
  mkdirSync(bin)
  writeFileSync(join(bin, 'nemo'), `#!/bin/sh\nexec "${process.execPath}" "${BINARY}" "$@"\n`, {
    mode: 0o755,
  })
  const python = ['python', 'python3']
    .flatMap((name) => (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name)))
    .find((path) => existsSync(path))
  if (python !== undefined) symlinkSync(python, join(bin, 'python'))
  const env = {
    PATH: [bin, dirname(process.execPath), process.env['PATH']].join(delimiter),
    HOME: home.folder,
    ...environment,
  }
  return {
    run: (line, watch) => collect(['bash', '-c', line], env, watch),
  }
}
