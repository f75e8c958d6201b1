/** Adds commands that stand as data, and runs them. */

import { type Command, Option } from 'commander'
import type { LogPagePromise, PagePromise } from '../../../index.ts'
import { pathOf } from '../../command-path.ts'
import type { Invocation } from '../../invocation.ts'
import { attributeOf, type Call, type Flags, loadPlugin, type OtherFields, readCall, send } from './call.ts'
import { codeOf, isStreamed } from './code.ts'
import type { CommandSpec, GroupSpec, OptionSpec, PluginSource } from './command-spec.ts'
import { addInputOptions } from './input.ts'
import { addColumns, type ListFlags, printList, printLog, requireJson, type ShownList } from './lists.ts'

/** What a command has beside its description. */
export interface Addition {
  /** Arguments that may be left out, behind those of the description, with their help. */
  readonly arguments?: readonly (readonly [name: string, help: string])[]
  /** Adds options. */
  readonly options?: (command: Command) => void
  /** Fields that these give. */
  readonly fields?: (
    invocation: Invocation,
    flags: Flags,
    words: readonly (string | undefined)[],
  ) => Promise<OtherFields>
  /** Options of the description that this reads in its own way. */
  readonly read?: readonly string[]
  /** Does it, in place of sending the call and showing the answer. */
  readonly run?: (invocation: Invocation, call: Call, flags: Flags) => Promise<void>
}

/** Additions by the names of the command within its group: `steps list`. */
export type Additions = Readonly<Record<string, Addition>>

/** Adds a group; gives it back, for commands written by hand. */
export function addGroup(
  parent: Command,
  spec: GroupSpec,
  invocation: () => Invocation,
  additions: Additions = {},
): Command {
  const group = parent.command(spec.name).description(spec.summary)
  return addCommands(group, spec, { invocation, additions, plugin: spec.plugin }, [])
}

/** Adds the commands of a group to one that is there. */
export function extendGroup(
  group: Command,
  spec: GroupSpec,
  invocation: () => Invocation,
  additions: Additions = {},
): void {
  addCommands(group, spec, { invocation, additions, plugin: spec.plugin }, [])
}

/** What all commands of a group have in common. */
interface Setting {
  readonly invocation: () => Invocation
  readonly additions: Additions
  readonly plugin: PluginSource | undefined
}

function addCommands(group: Command, spec: GroupSpec, setting: Setting, names: readonly string[]): Command {
  for (const command of spec.commands)
    addCommand(group, command, setting, setting.additions[[...names, command.name].join(' ')] ?? {})
  for (const child of spec.groups) {
    const place = group.command(child.name).description(child.summary)
    addCommands(place, child, setting, [...names, child.name])
  }
  return group
}

function addCommand(
  group: Command,
  spec: CommandSpec,
  { invocation, plugin }: Setting,
  { arguments: ownArguments = [], options: addOwn, fields: readOwn, read = [], run = runCall }: Addition,
): void {
  const command = group.command(spec.name).description(spec.summary)
  for (const { name, help, isOptional } of spec.args ?? [])
    command.argument(isOptional ? `[${name}]` : `<${name}>`, help)
  for (const [name, help] of ownArguments) command.argument(`[${name}]`, help)
  if (spec.input === 'fields') addInputOptions(command, spec.inputNames)
  if (spec.input === 'bytes') addBodyOptions(command)
  for (const option of spec.options ?? []) command.addOption(optionOf(option))
  if (spec.answer === 'pages' || spec.answer === 'log' || spec.answer === 'list') {
    addColumns(command)
    if (spec.answer !== 'list') command.option('--all-pages', 'fetch all pages')
    command.option('--stream', 'write one JSON object per line')
  }
  if (spec.answer === 'bytes')
    command.requiredOption('-o, --output-file <path>', 'where it goes; - for standard output')
  addOwn?.(command)
  const path = pathOf(command)
  command.action(async (...given: unknown[]) => {
    const flags = command.opts<Flags>()
    const words = given.slice(0, command.registeredArguments.length) as (string | undefined)[]
    const others = (await readOwn?.(invocation(), flags, words.slice(spec.args?.length ?? 0))) ?? {}
    const call = await readCall(invocation(), spec, path, { words, flags, others, read })
    await perform(invocation(), plugin === undefined ? call : { ...call, plugin: await loadPlugin(plugin) }, {
      flags,
      run,
    })
  })
}

/** Makes a call, or shows the code for it. */
export async function perform(
  invocation: Invocation,
  call: Call,
  { flags, run = runCall }: { flags: Flags } & Pick<Addition, 'run'>,
): Promise<void> {
  if (invocation.globals.outputFormat === 'code') showCode(invocation, call, flags)
  else await run(invocation, call, flags)
}

function addBodyOptions(command: Command): void {
  command
    .option('--input-file <path>', 'file with what is sent, byte for byte; - for standard input')
    .option('--input-data <text>', 'what is sent')
}

function optionOf(spec: OptionSpec): Option {
  const help = spec.choices === undefined ? spec.help : `${spec.help}: ${spec.choices.join(', ')}`
  const option = new Option(`${spec.flag}${placeholderOf(spec)}`, help)
  if (spec.kind === 'texts') {
    option.argParser((text: string, others: string[] | undefined) => [...(others ?? []), text])
    option.description = `${help}; may be given several times`
  }
  if (option.attributeName() !== attributeOf(spec))
    throw new Error(`${spec.flag} has another name than expected`)
  return spec.isRequired ? option.makeOptionMandatory() : option
}

function placeholderOf({ kind }: OptionSpec): string {
  if (kind === 'flag') return ''
  if (kind === 'switch') return ' [value]'
  const words = {
    text: 'text',
    texts: 'text',
    integer: 'number',
    number: 'number',
    choice: 'choice',
    data: 'json',
    time: 'time',
  }
  return ` <${words[kind]}>`
}

function showCode(invocation: Invocation, call: Call, flags: Flags): void {
  invocation.noteUnusedColumns('code')
  invocation.say(codeOf(call, invocation.globals, flags['allPages'] === true || flags['stream'] === true))
}

/** Sends a call, and shows what comes back. */
export async function runCall(invocation: Invocation, call: Call, flags: Flags): Promise<void> {
  const { spec } = call
  const shown = { columns: spec.columns, fields: spec.fields }
  const lists: ListFlags = flags
  if (lists.stream === true && spec.answer !== 'item') requireJson(invocation)
  const answer = send(invocation.client(), call, { signal: invocation.io.signal })
  switch (spec.answer) {
    case 'pages':
      return printList(invocation, answer as PagePromise<unknown>, lists, shown)
    case 'log':
      return printLog(invocation, answer as LogPagePromise<unknown>, lists, shown)
    case 'list':
      return printWhole(invocation, await answer, lists, shown)
    case 'deletion':
      await answer
      return invocation.say(`${invocation.style.green('✓')} Deleted successfully`)
    case 'bytes': {
      const { saveAnswer } = await import('./save-answer.ts')
      return saveAnswer(invocation, (await answer) as Response, String(flags['outputFile']))
    }
    case 'events':
      requireJson(invocation)
      return printEvents(invocation, (await answer) as AsyncIterable<unknown>)
    case 'gateway':
      return printGateway(invocation, call, await answer)
    default:
      return invocation.print((await answer) ?? null, { fields: spec.fields })
  }
}

async function printWhole(
  invocation: Invocation,
  answer: unknown,
  { stream }: ListFlags,
  shown: ShownList,
): Promise<void> {
  if (stream !== true) return invocation.print(answer, { ...shown, list: true })
  invocation.noteUnusedColumns('JSON')
  const items = Array.isArray(answer) ? answer : ((answer as { data?: readonly unknown[] }).data ?? [answer])
  for (const item of items) invocation.sayJson(item)
}

async function printGateway(invocation: Invocation, call: Call, answer: unknown): Promise<void> {
  if (!isStreamed(call.params)) return invocation.print(answer ?? null)
  await printEvents(invocation, answer as AsyncIterable<unknown>)
}

/** One line of JSON for each. */
async function printEvents(invocation: Invocation, events: AsyncIterable<unknown>): Promise<void> {
  for await (const event of events) {
    if (invocation.io.isOutputLost()) return
    invocation.sayJson(event)
  }
}
