/** The Python package, run as a neighbour that shares the config file. */

import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import { generationOf, installPlatform, versionIn } from '../../scripts/platform.ts'
import type { Generation } from '../../src/generations.ts'

/** A Python program that runs beside the test. */
export interface PythonProgram {
  readonly process: ChildProcess
  /** The next line that it prints, parsed; fails where it ends before. */
  next<Line>(): Promise<Line>
  /** Writes a value to its standard input, as a line of JSON. */
  tell(value: unknown): void
  /** Waits until it has ended. */
  readonly ended: Promise<number | null>
}

/** Folder of the virtual environment with the package; installs it where it is missing. */
export function pythonEnvironment(): Promise<string> {
  return installPlatform(console.log)
}

/** The generation of the package in a virtual environment. */
export async function pythonGeneration(venv: string): Promise<Generation> {
  return generationOf(await versionIn(venv))
}

/**
 * What the package is called in, for the head of a program: `Config` (the command line's own class of the config file), `connect(path)`,
 * `base_url_of(client)` and `list_workspaces(client)`.
 */
export function pythonNames(generation: Generation): string {
  return generation < '0.8' ? STAINLESS[generation === '0.6' ? 'nemo_platform' : 'nemo_helix'] : TYPED
}

/** With the SDK that was generated, up to 0.7. */
const STAINLESS = {
  nemo_platform: stainless('nemo_platform', 'NeMoPlatform'),
  nemo_helix: stainless('nemo_helix', 'NeMoHelix'),
}

function stainless(packageName: string, className: string): string {
  return `
from pathlib import Path
from ${packageName}_ext.config.config import Config
from ${packageName} import ${className} as Client
def connect(path):
    return Client(config_path=Path(path))
def base_url_of(client):
    return str(client.base_url)
def list_workspaces(client):
    return [workspace.name for workspace in client.workspaces.list()]
`
}

/** With the typed clients of 0.8. */
const TYPED = `
from pathlib import Path
from nemo_helix_ext.config.config import Config
from nemo_helix_plugin.client.client import NemoClient
def connect(path):
    return NemoClient.from_config(config_path=Path(path))
def base_url_of(client):
    return str(client.base_url)
def list_workspaces(client):
    return [workspace.name for workspace in client.workspaces.list_workspaces().items()]
`

/**
 * Runs a program with the interpreter of the virtual environment, until the test ends at the latest.
 *
 * @param source - Prints lines of JSON with `say(value)`, and reads such lines with `hear()`, which gives None at the end.
 */
export function runPython(venv: string, source: string, args: readonly string[] = []): PythonProgram {
  const child = spawn(join(venv, 'bin', 'python'), ['-c', `${PREAMBLE}\n${source}`, ...args], {
    env: {
      PATH: process.env['PATH'],
      HOME: '/nonexistent',
      NEMO_TELEMETRY_ENABLED: 'false',
      DO_NOT_TRACK: '1',
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-10_000)
  })
  child.stdin.on('error', () => {})
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    process: child,
    async next<Line>() {
      const { value, done } = await lines.next()
      if (done) throw new Error(`the Python program has ended:\n${errors}`)
      return JSON.parse(value) as Line
    },
    tell: (value) => void child.stdin.write(`${JSON.stringify(value)}\n`),
    ended: new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('close', resolve)
    }),
  }
}

const PREAMBLE = `
import json, sys
def say(value):
    print(json.dumps(value), flush=True)
def hear():
    line = sys.stdin.readline()
    return json.loads(line) if line else None
`
