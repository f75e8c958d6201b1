/**
 * The Python command line, run line after line: its modules are imported once, and each line runs in a fork of its own. It imports
 * most of them only when a command runs, which takes seconds: so some run beforehand, for nobody.
 */

import type { Generation } from '../../src/generations.ts'
import type { Run } from '../cli/run-nemo.ts'
import { type PythonProgram, runPython } from '../helpers/python-platform.ts'

const source = (module: string) => `
import contextlib, os, tempfile
from ${module}.cli.app import cli
def warm_up(args):
    sys.argv = ["nemo", *args]
    with open(os.devnull, "w") as nothing, contextlib.redirect_stdout(nothing), contextlib.redirect_stderr(nothing):
        try:
            cli()
        except BaseException:
            pass
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
for args in json.loads(sys.argv[1]): warm_up(args)
say("ready")
while (line := hear()) is not None: say(run(line))
`

/** It, waiting for lines. */
export interface PythonCLI {
  run(args: readonly string[], home: string): Promise<Run>
}

/** A call that comes as far as to the connection, which nobody answers. */
const UNANSWERED = ['--base-url', 'http://127.0.0.1:9', 'workspaces', 'get', 'nobody']

/**
 * Starts it; it ends with the test.
 *
 * @param groups - The groups of commands that will run.
 * @param url - The platform, for the environment.
 */
export async function startPythonCLI(
  venv: string,
  generation: Generation,
  { groups, url }: { groups: readonly string[]; url?: string },
): Promise<PythonCLI> {
  const module = generation === '0.6' ? 'nemo_platform' : 'nemo_helix_ext'
  const beforehand = [UNANSWERED, ...groups.map((group) => [group, '--help'])]
  const program: PythonProgram = runPython(venv, source(module), [JSON.stringify(beforehand)])
  await program.next()
  return {
    run: async (args, home) => {
      const env = {
        PATH: process.env['PATH'],
        HOME: home,
        COLUMNS: '200',
        NEMO_TELEMETRY_ENABLED: 'false',
        DO_NOT_TRACK: '1',
        ...(url === undefined ? {} : { NMP_BASE_URL: url }),
      }
      program.tell({ args, env })
      return await program.next<Run>()
    },
  }
}
