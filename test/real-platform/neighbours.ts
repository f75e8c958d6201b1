/** Our programs and Python's on one machine, each in its default places: they share a home, and no path is named. */

import { fileURLToPath } from 'node:url'
import { inject } from 'vitest'
import { programOf } from '../../scripts/platform-install.ts'
import { collect } from '../cli/collect.ts'
import { BINARY, type Home, type Run } from '../cli/run-nemo.ts'

/** A command line. */
export interface CommandLine {
  run(home: Home, args: readonly string[], watch?: (printed: string) => void): Promise<Run>
}

/** Our command. */
export function ours(): CommandLine {
  return commandLine([process.execPath, BINARY], {})
}

/** Python's, of the release that is tested. */
export function python(): CommandLine {
  return commandLine([programOf(inject('platformVenv'))], QUIET)
}

/** What our client sees of the home that it finds: the names of the workspaces. */
export function ourClient({ folder }: Home): Promise<Run> {
  return collect([process.execPath, '--input-type=module', '--eval', OUR_PROGRAM], environment(folder, {}))
}

/** The same by the client of Python. */
export function pythonClient({ folder }: Home): Promise<Run> {
  const interpreter = `${inject('platformVenv')}/bin/python`
  return collect(
    [interpreter, '-c', PYTHON_PROGRAMS[inject('platformGeneration')]],
    environment(folder, QUIET),
  )
}

const OUR_PROGRAM = `
  const { NeMoPlatform } = await import(${JSON.stringify(fileURLToPath(new URL('../../dist/index.js', import.meta.url)))})
  const { data } = await new NeMoPlatform().workspaces.list()
  console.log(data.map(({ name }) => name).join(' '))`

const STAINLESS = (packageName: string, className: string) => `
from ${packageName} import ${className}
print(" ".join(workspace.name for workspace in ${className}().workspaces.list()))`

const PYTHON_PROGRAMS = {
  '0.6': STAINLESS('nemo_platform', 'NeMoPlatform'),
  '0.7': STAINLESS('nemo_helix', 'NeMoHelix'),
  '0.8': `
from nemo_helix_plugin.client.client import NemoClient
print(" ".join(workspace.name for workspace in NemoClient.from_config().workspaces.list_workspaces().items()))`,
}

const QUIET = { NEMO_TELEMETRY_ENABLED: 'false', DO_NOT_TRACK: '1', COLUMNS: '200', PYTHONUNBUFFERED: '1' }

function commandLine(program: readonly string[], extra: Record<string, string>): CommandLine {
  return {
    run: ({ folder }, args, watch) => collect([...program, ...args], environment(folder, extra), watch),
  }
}

function environment(folder: string, extra: Record<string, string>): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], HOME: folder, TMPDIR: folder, ...extra }
}
