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
const CLUSTER = '0.8.1 has it no more: the platform is that of the context'
const REQUEST_ID = 'no platform reads it'
const RECORDS = 'records are lines of JSON, for a file or another program'

/** What Python has and this one does not, on purpose. */
const DIFFERENT: Readonly<Record<string, string>> = {
  'agents compute-specs create <name>': MAYBE_AMONG_FIELDS,
  'agents environment-specs create <name>': MAYBE_AMONG_FIELDS,
  'agents environments create <name>': MAYBE_AMONG_FIELDS,
  'agents logs --path': 'the log comes from the platform, which may be another machine',
  'anonymizer preview --cluster': CLUSTER,
  'anonymizer preview --request-id': REQUEST_ID,
  'auditor configs create <name>': MAYBE_AMONG_FIELDS,
  'auditor targets create <name>': MAYBE_AMONG_FIELDS,
  'chat <model> [prompt]': 'the model may be left out: at a terminal it is picked from a list',
  'data-designer preview --cluster': CLUSTER,
  'data-designer preview --request-id': REQUEST_ID,
  'data-designer preview --non-interactive': RECORDS,
  'data-designer preview --save-results': RECORDS,
  'data-designer preview --artifact-path': RECORDS,
  'data-designer preview <config_source>': 'the design may be given with --config, too',
  'data-designer retrieval-preview --cluster': CLUSTER,
  'data-designer retrieval-preview --request-id': REQUEST_ID,
  'garak configs create <name>': MAYBE_AMONG_FIELDS,
  'garak targets create <name>': MAYBE_AMONG_FIELDS,
  'intake annotations create --exist-ok': 'the server has none: Python sends a field that nobody reads',
  'intake evaluator-results create --exist-ok': 'the server has none: Python sends a field that nobody reads',
  'quickstart configure --auto': 'of Docker; the quickstart here needs none',
  'quickstart logs --tail': 'of Docker; here it is --lines',
  'quickstart logs --all': 'of Docker; here all is one log',
  'quickstart up --config': 'of Docker; the quickstart here needs none',
  'quickstart up --image': 'of Docker; the quickstart here needs none',
  'quickstart up --skip-preflight': 'of Docker; the quickstart here needs none',
  'quickstart up --no-pull': 'of Docker; the quickstart here needs none',
  'quickstart up --force': 'of Docker; the quickstart here needs none',
  'quickstart up --yes': 'of Docker; the quickstart here asks nothing',
  'secrets create [name]': 'both refuse a secret without a name, with 2',
}

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
    const options = words.filter((word) => word.startsWith('-') && !takesOption(command, word))
    const args = words.filter((word) => !word.startsWith('-'))
    const own = command.registeredArguments.map((one) =>
      one.required ? `<${one.name()}>` : `[${one.name()}]`,
    )
    const isSame = args.length <= own.length && args.every((word, index) => own[index]?.[0] === word[0])
    return [...options.map((word) => `${path} ${word}`), ...(isSame ? [] : [`${path} ${args.join(' ')}`])]
  })
  expect(differences).toEqual(Object.keys(DIFFERENT))
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

function takesOption(command: Command, word: string): boolean {
  for (let one: Command | null = command; one !== null; one = one.parent) {
    if (one.options.some(({ long, short }) => long === word || short === word)) return true
  }
  return false
}
