/** Installs the runtimes before the first test; a repetition finds them. */

import { execFileSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'

export function setup(): void {
  const written = (path: string) => {
    const file = join(import.meta.dirname, path)
    return existsSync(file) ? statSync(file).mtimeMs : 0
  }
  if (written('node_modules/.package-lock.json') >= written('package-lock.json')) return
  console.log('Installing the runtimes of test/runtimes/package.json')
  const options = { cwd: import.meta.dirname, stdio: 'inherit' } as const
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], options)
}
