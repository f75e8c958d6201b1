/** `nemo <plugin> <job>`: submits a job of a plugin, and tells what such a job takes. */

import { type Command, Option } from 'commander'
import { pathOf } from '../command-path.ts'
import { UsageError } from '../errors.ts'
import type { Invocation } from '../invocation.ts'
import type { Fields } from './plugin-jobs/read-spec.ts'
import type { JobResources, SubmitFlags } from './plugin-jobs/submit.ts'
import type { PluginJob } from './shared/command-spec.ts'
import { addWaitOptions } from './shared/durations.ts'
import { addColumns } from './shared/lists.ts'

/** What is written by hand of a kind of jobs. */
export interface JobAddition {
  /** An argument that may be left out, with its help. */
  readonly argument?: readonly [name: string, help: string]
  /** Adds options. */
  readonly options: (command: Command) => void
  /** What these and the argument put over the spec. */
  readonly fields?: (
    invocation: Invocation,
    source: string | undefined,
    flags: Readonly<Record<string, unknown>>,
  ) => Promise<Readonly<Record<string, unknown>>>
  /** What these have made for the job before it is sent; undefined for nothing. */
  readonly resources?: (
    invocation: Invocation,
    flags: Readonly<Record<string, unknown>>,
    spec: Fields,
  ) => Promise<JobResources | undefined>
}

/** Adds the jobs of a kind. */
export function addJob(
  group: Command,
  job: PluginJob,
  invocation: () => Invocation,
  addition?: JobAddition,
): Command {
  const command = group.command(job.name)
  // Python calls some of them so.
  if (job.base.endsWith('/jobs')) command.alias(`${job.name}.jobs`)
  if (addition !== undefined) {
    addition.options(command)
    if (addition.argument !== undefined) command.argument(`[${addition.argument[0]}]`, addition.argument[1])
  }
  addSubmission(command, job, invocation, addition).description(job.summary)
  addSubmission(command.command('submit'), job, invocation)
    .argument('[spec-file]', 'the same as --spec-file')
    .description('The same; so it was called before 0.8')
  addColumns(command.command('explain'))
    .description('Tell which fields the spec of such a job has, and who says so')
    .action(async () => (await import('./plugin-jobs/submit.ts')).explain(invocation(), job))
  return command
}

function addSubmission(
  command: Command,
  job: PluginJob,
  invocation: () => Invocation,
  addition?: JobAddition,
): Command {
  const path = pathOf(command).replace(/ submit$/, '')
  return addWaitOptions(
    command
      .option('--spec-file <path>', 'JSON or YAML file with the spec; - for standard input')
      // Python's name for it, by now without a place in its help.
      .addOption(new Option('--config-file <path>', 'the same as --spec-file').hideHelp())
      .option('--spec <json>', 'the spec, or what is put over the file, as JSON or YAML')
      .option('--job-name <name>', 'name of the job; else the platform makes one up')
      .option('--profile <name>', 'execution profile')
      .option(
        '-o, --option <backend.key=value>',
        'setting of the backend; may be given several times',
        (text: string, others: string[] = []) => [...others, text],
      )
      .option('--options-file <path>', 'JSON or YAML file with such settings')
      .option('--wait', 'wait until the job has ended; exit code 1 if it fails')
      .option('--watch', 'the same, with its log on standard error'),
    { isLimited: false },
  )
    .allowUnknownOption()
    .allowExcessArguments()
    .addHelpText(
      'after',
      `
Each field of the spec has an option, too, such as --dataset.name <value>: ${path} explain`,
    )
    .action(async () => {
      const { submit } = await import('./plugin-jobs/submit.ts')
      const { flags, words, source } = given(command)
      const all = flags as Readonly<Record<string, unknown>>
      const fields = await addition?.fields?.(invocation(), source, all)
      const { resources } = addition ?? {}
      const isFile = addition === undefined && source !== undefined
      if (isFile && flags.specFile !== undefined && flags.specFile !== source)
        throw new UsageError(
          `The spec is in ${source}, and in ${flags.specFile} of --spec-file`,
          'Give it once',
        )
      await submit(invocation(), {
        job,
        path,
        flags: { ...flags, ...specFile(flags, isFile ? source : undefined) },
        words,
        ...(fields === undefined ? {} : { fields }),
        ...(resources === undefined
          ? {}
          : { resources: (spec: Fields) => resources(invocation(), all, spec) }),
      })
    })
}

/** The file with the spec, under whichever of its names it was given. */
function specFile(
  { specFile, configFile, jobJson }: SubmitFlags,
  argument: string | undefined,
): Pick<SubmitFlags, 'specFile'> {
  const given = [specFile, configFile, jobJson, argument].filter((path) => path !== undefined)
  const [path, ...others] = given
  if (others.length > 0) throw new UsageError('The spec is in one file', 'Give it once')
  return path === undefined ? {} : { specFile: path }
}

/** What stands on the command line: the argument, if the command has one, and what the command does not know. */
function given(command: Command): {
  flags: SubmitFlags
  words: readonly string[]
  source: string | undefined
} {
  const flags = command.opts<SubmitFlags>()
  const [first, ...rest] = command.args
  const hasSource = command.registeredArguments.length > 0 && first !== undefined && !first.startsWith('-')
  return hasSource ? { flags, words: rest, source: first } : { flags, words: command.args, source: undefined }
}
