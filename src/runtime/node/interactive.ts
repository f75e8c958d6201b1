/** Whether somebody types line by line, and sees what each line gives: in Node's REPL, in tslab, in Deno's Jupyter kernel. */

/** Asks where it runs; costs a program next to nothing. */
export function isInteractive(): boolean {
  const [, script, command] = process.argv
  if (script === undefined) return isREPL(process.execArgv)
  return isTslab(script, command) || isDenoKernel()
}

/** Without a script Node runs a text (`-e`), what comes through a pipe, or a REPL. */
function isREPL(options: readonly string[]): boolean {
  if (options.some((option) => /^(?:-i|--interactive)$/.test(option))) return true
  if (options.some((option) => /^(?:-\w*[ep]|--eval|--print)\b/.test(option))) return false
  return process.getBuiltinModule('node:tty').isatty(0)
}

function isTslab(script: string, command: string | undefined): boolean {
  return command === 'kernel' && /\btslab\b/.test(script)
}

/** The kernel is there in notebooks alone: elsewhere Deno throws when it is asked for. */
function isDenoKernel(): boolean {
  try {
    return (globalThis as { Deno?: { jupyter?: unknown } }).Deno?.jupyter !== undefined
  } catch {
    return false
  }
}
