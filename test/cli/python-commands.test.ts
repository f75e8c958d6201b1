/** What the Python command line takes, this one takes, too: commands, arguments, options. */

import type { Command } from 'commander'
import { expect, test } from 'vitest'
import { readPythonCommandLine } from '../../scripts/lib/python-cli.ts'
import { pathsOf } from '../../scripts/lib/python-table.ts'
import { createProgram } from '../../src/cli/program.ts'

const program = await createProgram(
  {
    invocation: () => {
      throw new Error('nothing runs while the commands are compared')
    },
    writeOut: () => {},
    writeErr: () => {},
  },
  () => true,
)
const { commands, elsewhere } = readPythonCommandLine()
const here = new Set(pathsOf(program))

const MAYBE_AMONG_FIELDS = 'the name may be among the fields, as everywhere here'
const SPEC_FILE = 'the spec may be given with --spec, too'
const RECORDS = 'records are lines of JSON, for a file or another program'

/** What Python has and this one does not, on purpose. */
const DIFFERENT: Readonly<Record<string, string>> = {
  'agents compute-specs create <name>': MAYBE_AMONG_FIELDS,
  'agents environment-specs create <name>': MAYBE_AMONG_FIELDS,
  'agents environments create <name>': MAYBE_AMONG_FIELDS,
  'agents logs --path': 'the log comes from the platform, which may be another machine',
  'auditor configs create <name>': MAYBE_AMONG_FIELDS,
  'auditor targets create <name>': MAYBE_AMONG_FIELDS,
  'chat <model> [prompt]': 'the model may be left out: at a terminal it is picked from a list',
  'customization automodel submit <job_json>': SPEC_FILE,
  'customization rl submit <job_json>': SPEC_FILE,
  'customization unsloth submit <job_json>': SPEC_FILE,
  'data-designer create <config_source>': 'the design may be given with --spec, too',
  'data-designer preview --non-interactive': RECORDS,
  'data-designer preview --save-results': RECORDS,
  'data-designer preview --artifact-path/-o': RECORDS,
  'data-designer preview <config_source>': 'the design may be given with --config, too',
  'garak configs create <name>': MAYBE_AMONG_FIELDS,
  'garak targets create <name>': MAYBE_AMONG_FIELDS,
  'intake annotations create --exist-ok': 'the server has none: Python sends a field that nobody reads',
  'intake evaluator-results create --exist-ok': 'the server has none: Python sends a field that nobody reads',
  'quickstart configure --auto': 'of Docker; the quickstart here needs none',
  'quickstart logs --tail/-n': 'of Docker; here it is --lines',
  'quickstart logs --all/-a': 'of Docker; here all is one log',
  'quickstart up --config/-c': 'of Docker; the quickstart here needs none',
  'quickstart up --image': 'of Docker; the quickstart here needs none',
  'quickstart up --skip-preflight': 'of Docker; the quickstart here needs none',
  'quickstart up --no-pull': 'of Docker; the quickstart here needs none',
  'quickstart up --timeout/-t': 'of Docker; the quickstart here answers at once',
  'quickstart up --force/-f': 'of Docker; the quickstart here needs none',
  'quickstart up --yes/-y': 'of Docker; the quickstart here asks nothing',
  'safe-synthesizer generate --enable-synthesis':
    'no platform describes it; --config.enable-synthesis says the same',
  'secrets create [name]': 'both refuse a secret without a name, with 2',
}

/** The same, wherever it stands. */
const DIFFERENT_EVERYWHERE: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/ --cluster$/, '0.8.1 has it no more: the platform is that of the context'],
  [/ --request-id$/, 'no platform reads it'],
  [/\.root$/, 'the inside of a name in Python; platforms take the name itself'],
]

test('every command is here, or accounted for', () => {
  const missing = Object.keys(commands).filter(
    (path) =>
      !here.has(path) && !Object.keys(elsewhere).some((prefix) => `${path} `.startsWith(`${prefix} `)),
  )
  expect(missing).toEqual([])
})

test('what is said to be elsewhere is not here', () => {
  // Of a group that is here, what is said is said of its other commands.
  expect(Object.keys(elsewhere).filter((path) => here.has(path) && path in commands)).toEqual([])
})

test('every argument and option of them is taken', () => {
  const differences = Object.entries(commands).flatMap(([path, { takes }]) => {
    if (takes === undefined || !here.has(path)) return []
    const command = find(path)
    const words = takes.split(' ')
    const options = words.filter((word) => word.startsWith('-') && !takesOption(command, word.split('/')))
    const args = words.filter((word) => !word.startsWith('-'))
    const own = command.registeredArguments.map((one) =>
      one.required ? `<${one.name()}>` : `[${one.name()}]`,
    )
    const isSame = args.length <= own.length && args.every((word, index) => own[index]?.[0] === word[0])
    return [...options.map((word) => `${path} ${word}`), ...(isSame ? [] : [`${path} ${args.join(' ')}`])]
  })
  const patterns = DIFFERENT_EVERYWHERE.map(([pattern]) => pattern)
  const isElsewhere = (one: string) => patterns.some((pattern) => pattern.test(one))
  expect(differences.filter((one) => !isElsewhere(one))).toEqual(Object.keys(DIFFERENT))
  expect(patterns.filter((pattern) => !differences.some((one) => pattern.test(one)))).toEqual([])
})

function find(path: string): Command {
  let command: Command = program
  for (const name of path.split(' ')) {
    const next = command.commands.find((one) => one.name() === name || one.aliases().includes(name))
    if (next === undefined) throw new Error(`there is no ${path}`)
    command = next
  }
  return command
}

/** Whether it takes an option by all of its names. */
function takesOption(command: Command, names: readonly string[]): boolean {
  const meant = new Set(names.map((name) => meaningOf(command, name)))
  // Where Python gives a file with it in one release, and the format in another, it is either here.
  meant.delete('f')
  return meant.size === 1 && !meant.has(undefined)
}

/** What an option fills in; several that are the same have one meaning. */
function meaningOf(command: Command, name: string): string | undefined {
  for (let one: Command | null = command; one !== null; one = one.parent) {
    const found = one.options.find(({ long, short }) => long === name || short === name)
    if (found !== undefined) return SAME[found.attributeName()] ?? found.attributeName()
  }
  return undefined
}

const SAME: Readonly<Record<string, string>> = {
  all: 'agent',
  format: 'outputFormat',
  n: 'numRecords',
  output: 'outputFormat',
}
