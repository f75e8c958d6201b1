/** The Python command line, run line after line: its modules are imported once, and each line runs in a fork of its own. */

import type { Generation } from '../../src/generations.ts'
import type { Run } from '../cli/run-nemo.ts'
import { type PythonProgram, runPython } from '../helpers/python-platform.ts'

const source = (module: string) => `
import os, tempfile
from ${module}.cli.app import cli
def run(line):
    files = [tempfile.TemporaryFile() for _ in range(2)]
    pid = os.fork()
    if pid == 0:
        for number, file in enumerate(files, 1): os.dup2(file.fileno(), number)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.environ.clear()
        os.environ.update(line["env"])
        sys.argv = ["nemo", *line["args"]]
        code = 0
        try:
            cli()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
        except BaseException:
            import traceback; traceback.print_exc(); code = 1
        sys.stdout.flush(); sys.stderr.flush()
        os._exit(code)
    _, status = os.waitpid(pid, 0)
    texts = []
    for file in files:
        file.seek(0); texts.append(file.read().decode("utf-8", "replace"))
    return {"code": os.waitstatus_to_exitcode(status), "stdout": texts[0], "stderr": texts[1]}
say("ready")
while (line := hear()) is not None: say(run(line))
`

/** It, waiting for lines. */
export interface PythonCLI {
  run(args: readonly string[], home: string): Promise<Run>
}

/** Starts it; it ends with the test. */
export async function startPythonCLI(venv: string, generation: Generation): Promise<PythonCLI> {
  const module = generation === '0.6' ? 'nemo_platform' : 'nemo_helix_ext'
  const program: PythonProgram = runPython(venv, source(module))
  await program.next()
  return {
    run: async (args, home) => {
      const env = {
        PATH: process.env['PATH'],
        HOME: home,
        COLUMNS: '200',
        NEMO_TELEMETRY_ENABLED: 'false',
        DO_NOT_TRACK: '1',
      }
      program.tell({ args, env })
      return await program.next<Run>()
    },
  }
}
