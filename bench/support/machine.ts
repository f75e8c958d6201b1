/** Describes what the bench ran on. */

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import os from 'node:os'
import { canPin } from './cores.ts'
import { pathOf } from './paths.ts'
import type { Python } from './python.ts'

/** Machine, runtimes and the versions of the contestants, in one sentence each. */
export function describeMachine(python: Python): string {
  const [cpu] = os.cpus()
  const memory = Math.round(os.totalmem() / 1024 ** 3)
  const cores = os.availableParallelism()
  const versions = ['ky', 'openai', 'stripe'].map((name) => `${name} ${versionOf(name)}`)
  return [
    `- ${cores} × ${cpu?.model.trim() ?? 'unknown CPU'}, ${memory} GiB, ${os.type()} ${os.release()}${canPin() ? '; clients on one core, the server on another' : ''}`,
    `- Node ${process.versions.node} (undici ${process.versions['undici']}), ${versions.join(', ')}`,
    `- ${'file' in python ? describePython(python.file) : python.missing}`,
  ].join('\n')
}

function versionOf(name: string): string {
  const { version } = JSON.parse(readFileSync(pathOf(`../node_modules/${name}/package.json`), 'utf8'))
  return String(version)
}

function describePython(file: string): string {
  const script =
    'import platform, importlib.metadata as m; print(f"Python {platform.python_version()}, nemo-platform {m.version(\'nemo-platform\')}")'
  return execFileSync(file, ['-c', script], { encoding: 'utf8' }).trim()
}
