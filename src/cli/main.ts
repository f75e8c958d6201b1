/** Runs a command line, and says how it went. */

import { type Command, CommanderError } from 'commander'
import { readVariable } from '../config/environment.ts'
import { problemOf } from '../errors/problem.ts'
import { readGlobalOptions, takesValue } from './global-options.ts'
import type { ProcessIO } from './io.ts'
import { CLEAR_LINE, canRedraw, columnsOf, wrapped, wrappedLines, writeText } from './output/terminal.ts'
import { createProgram } from './program.ts'
import type { UnknownCommand } from './unknown-command.ts'

/**
 * Runs it.
 *
 * @returns The exit code.
 */
export async function run(words: readonly string[], io: ProcessIO): Promise<number> {
  // By itself it says where one is.
  const args = words.length === 0 ? ['where'] : words
  let help = ''
  let invocation: import('./invocation.ts').Invocation | undefined
  let running: Command | undefined
  const name = commandName(args)
  const current = () => {
    if (invocation === undefined) throw new Error('no command is running')
    return invocation
  }
  const program = await createProgram(
    {
      invocation: current,
      writeOut: (text) => writeText(io.stdout, wrappedLines(text, columnsOf(io.stdout))),
      writeErr: (text) => {
        help += text
      },
      banner: name === undefined ? await activeContext(io) : undefined,
    },
    ({ name: own, aliases = [] }) =>
      [own, ...aliases].some((one) => one === name || (name === 'help' && args.includes(one))),
  )
  const prepare = async (command: Command) => {
    running = command
    const { Invocation } = await import('./invocation.ts')
    invocation = new Invocation(io, readGlobalOptions(command), () =>
      createProgram({ invocation: current, writeOut: () => {}, writeErr: () => {} }, () => true),
    )
    return invocation
  }
  program.hook('preAction', async (_program, command) => void (await prepare(command)))
  const unknown = unknownCommand(program, args)
  if (unknown !== undefined) {
    const { explainUnknown } = await import('./unknown-command.ts')
    const whole = () =>
      createProgram({ invocation: current, writeOut: () => {}, writeErr: () => {} }, () => true)
    return await fail(await explainUnknown(unknown, args, whole), io, args, undefined)
  }
  try {
    await program.parseAsync(args, { from: 'user' })
    return 0
  } catch (error) {
    if (!(error instanceof CommanderError)) return await fail(error, io, args, running, invocation)
    if (error.exitCode === 0) return 0
    // A group by itself shows what it has.
    if (error.code === 'commander.help') {
      writeText(io.stdout, wrappedLines(help, columnsOf(io.stdout)))
      return 0
    }
    if (error.code === 'commander.missingArgument') {
      try {
        const name = await pickMissing(program, args, io, prepare)
        if (name !== undefined) return await run([...args, name], io)
      } catch (problem) {
        return await fail(problem, io, args, running, invocation)
      }
    }
    return await fail(await usageError(error, program, args), io, args, undefined)
  } finally {
    invocation?.close()
  }
}

/** The first word that is neither an option nor its value. */
function commandName(args: readonly string[]): string | undefined {
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index] ?? ''
    if (word === '--') return args[index + 1]
    if (!word.startsWith('-')) return word
    if (takesValue(word)) index += 1
  }
  return undefined
}

/** The command that a word should name, and does not: also where only its help is asked for. */
function unknownCommand(program: Command, args: readonly string[]): UnknownCommand | undefined {
  let command = program
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index] ?? ''
    if (word === '--') return undefined
    if (word.startsWith('-')) {
      const option = command.options.find(({ long, short }) =>
        [long, short].includes(word.replace(/=.*/s, '')),
      )
      // What stands behind an option that nobody knows, nobody knows either.
      if (option === undefined && !/^(?:-h|--help)$/.test(word)) return undefined
      if (option?.required === true && !word.includes('=')) index += 1
      continue
    }
    if (command === program && word === 'help') continue
    const next = command.commands.find((one) => one.name() === word || one.aliases().includes(word))
    // One that takes a word of its own, beside the commands below it, gets it.
    if (next === undefined && command.registeredArguments.length > 0) return undefined
    if (next === undefined) return { group: command, word, index }
    command = next
    if (command.commands.length === 0) return undefined
  }
  return undefined
}

async function activeContext({ env }: ProcessIO): Promise<string | undefined> {
  try {
    const { loadConfig } = await import('../config/load.ts')
    const { file, exists } = loadConfig({ environment: env })
    if (!exists) return undefined
    const name = readVariable(env, 'CURRENT_CONTEXT') ?? file.current_context
    const context = file.contexts.find((candidate) => candidate.name === name)
    if (context === undefined) return undefined
    return `Active context: ${context.name} (workspace: ${readVariable(env, 'WORKSPACE') ?? (context.workspace || 'default')})\n`
  } catch {
    // Help must come even if the config is broken: the command that needs it will complain.
    return undefined
  }
}

async function fail(
  error: unknown,
  io: ProcessIO,
  args: readonly string[],
  running: Command | undefined,
  invocation?: import('./invocation.ts').Invocation,
): Promise<number> {
  const [{ exitCodeOf, writeReport, isRefusal }, { CancelledError, SilentError, run }, { pathOf }] =
    await Promise.all([import('./error-report.ts'), import('./errors.ts'), import('./command-path.ts')])
  const code = exitCodeOf(error, io.signal.aborted)
  if (error instanceof SilentError) return code
  if (code === 130) {
    const words = error instanceof CancelledError ? problemOf(error) : 'Interrupted.'
    // A terminal shows the keys that were pressed.
    if (io.signal.aborted && canRedraw(io.stderr, io.env)) io.stderr.write(CLEAR_LINE)
    writeText(io.stderr, `${wrapped(words, columnsOf(io.stderr))}\n`)
    return code
  }
  const verbose = running === undefined ? /^(?:-v|--verbose)$/m.test(args.join('\n')) : isVerbose(running)
  // The platform only says no: the rest has to be found out.
  const explanation = isRefusal(error) ? await invocation?.whyRefused(error) : undefined
  const help = code === 2 && running !== undefined ? run(`${pathOf(running)} --help`) : undefined
  const resumption = running?.options.some(({ long }) => long === '--resume')
    ? { text: 'Run the same command with --resume: it goes on from there' }
    : undefined
  writeReport(error, io, { verbose, explanation, help, resumption })
  if (verbose && isUnexpected(error)) writeText(io.stderr, `${(error as Error).stack ?? ''}\n`)
  return code
}

function isUnexpected(error: unknown): boolean {
  return error instanceof Error && /^(?:TypeError|RangeError|ReferenceError|Error)$/.test(error.name)
}

function isVerbose(command: Command): boolean {
  for (let one: Command | null = command; one !== null; one = one.parent) {
    if (one.opts()['verbose'] === true) return true
  }
  return false
}

/** What commander says, with the nearest name and the way to the help. */
async function usageError(error: CommanderError, program: Command, args: readonly string[]) {
  const { run, UsageError } = await import('./errors.ts')
  const [what = '', hint] = problemOf(error)
    .replace(/^error: /, '')
    .split('\n')
  const suggestion = /Did you mean (.*)\?/.exec(hint ?? '')?.[1]
  const { path } = placeOf(program, args)
  return new UsageError(
    `${what.charAt(0).toUpperCase()}${what.slice(1)}`,
    ...(suggestion === undefined ? [] : [`Did you mean ${suggestion}?`]),
    run(`${path} --help`),
  )
}

/** The name that a command lacks, chosen by somebody at a terminal; undefined where nobody is there, or nothing to choose. */
async function pickMissing(
  program: Command,
  args: readonly string[],
  { stdin, stdout }: ProcessIO,
  prepare: (command: Command) => Promise<import('./invocation.ts').Invocation>,
): Promise<string | undefined> {
  if (stdin.isTTY !== true || stdout.isTTY !== true || args.includes('--')) return undefined
  const { command, path } = placeOf(program, args)
  const invocation = await prepare(command)
  const { pickName } = await import('./names/pick.ts')
  return pickName(invocation, path.replace(/^nemo /, ''))
}

/** The command that was being read when it went wrong. */
function placeOf(program: Command, args: readonly string[]): { command: Command; path: string } {
  const names = ['nemo']
  let command = program
  for (const word of args) {
    const next = command.commands.find((one) => one.name() === word || one.aliases().includes(word))
    if (next === undefined) continue
    command = next
    names.push(next.name())
  }
  return { command, path: names.join(' ') }
}
