/** An example of each command of `nemo`, as `api/cli-examples.yaml` has them. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { parse } from 'yaml'

/** What the file holds. */
export interface CommandExamples {
  /** Lines that a test runs, in order. */
  session: string[]
  /** Others, by the reason why none does. */
  untested: Record<string, string[]>
}

/** Reads it. */
export function readCommandExamples(): CommandExamples {
  return parse(readFileSync(join(import.meta.dirname, '../../api/cli-examples.yaml'), 'utf8'))
}

/** The words of a line, as a shell takes them. */
export function wordsOf(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, plain]) => single ?? double ?? plain ?? '',
  )
}

/** The first example of each command, by its path: `nemo jobs list`. */
export function examplesByCommand(program: Command): Map<string, string> {
  const { session, untested } = readCommandExamples()
  const found = new Map<string, string>()
  for (const line of [...session, ...Object.values(untested).flat()]) {
    const path = pathOf(program, line)
    if (!found.has(path)) found.set(path, line)
  }
  return found
}

/** Commands that do something, by their path; what Python calls otherwise is none of its own. */
export function commandsIn(command: Command, path = command.name()): string[] {
  return command.commands.flatMap((child) => {
    const place = `${path} ${child.name()}`
    const isShown = child.name() !== 'help' && child.name() !== 'submit' && place !== 'nemo completion names'
    const isGroup = child.commands.length > 0 && child.registeredArguments.length === 0 && !takesSpec(child)
    return [...(isShown && !isGroup ? [place] : []), ...commandsIn(child, place)]
  })
}

/** Whether a command with others below is one itself: those of jobs are. */
function takesSpec(command: Command): boolean {
  return command.options.some(({ long }) => long === '--spec-file')
}

/** The command that a line calls. */
function pathOf(program: Command, line: string): string {
  const [, ...words] = wordsOf(line)
  let command = program
  const path = ['nemo']
  for (const word of words) {
    const child = command.commands.find((one) => one.name() === word)
    if (child === undefined) break
    command = child
    path.push(word)
  }
  return path.join(' ')
}
