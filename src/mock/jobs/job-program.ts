/** What a step of a job would do, as far as that can be told without running it: the mock platform starts no processes. */

/** What comes of a step. */
export interface Program {
  /** How long it sleeps, in ms. */
  readonly sleeps: number
  /** What it prints, line by line; what goes to standard error begins with `[stderr] `, as in the platform's logs. */
  readonly lines: readonly string[]
  readonly exitCode: number
}

/**
 * Reads the command of a step. It knows `echo`, `sleep`, `exit`, `true` and `false`, alone and in `sh -c` with `;` and
 * `&&` between them; all else is taken to succeed without a word.
 */
export function readProgram(command: unknown): Program {
  const words = Array.isArray(command) ? command.map(String) : []
  const isShell = /^(?:\/bin\/)?(?:ba|da)?sh$/.test(words[0] ?? '') && words[1] === '-c'
  const commands = isShell ? (words[2] ?? '').split(/;|&&/).map((part) => part.trim().split(/\s+/)) : [words]
  let sleeps = 0
  let exitCode = 0
  const lines: string[] = []
  for (const [name = '', ...parameters] of commands) {
    exitCode = 0
    if (name === 'echo') lines.push(printed(parameters))
    if (name === 'sleep') sleeps += (Number(parameters[0]) || 0) * 1000
    if (name === 'false') exitCode = 1
    if (name !== 'exit') continue
    exitCode = Number(parameters[0]) || 0
    break
  }
  return { sleeps, lines, exitCode }
}

function printed(words: readonly string[]): string {
  const isError = /^1?>&2$/.test(words.at(-1) ?? '')
  const text = (isError ? words.slice(0, -1) : words).join(' ').replace(/^(['"])(.*)\1$/, '$2')
  return isError ? `[stderr] ${text}` : text
}
