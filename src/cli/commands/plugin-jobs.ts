/** `nemo <plugin> <job>`: submits a job of a plugin, and tells what such a job takes. */

import type { Command } from 'commander'
import type { Invocation } from '../invocation.ts'
import { PLUGINS, type Plugin, type PluginJob } from './plugin-jobs/plugins.ts'
import type { SubmitFlags } from './plugin-jobs/submit.ts'
import { addWaitOptions } from './shared/durations.ts'
import { addColumns } from './shared/lists.ts'

/** Adds the group of a plugin. */
export function register(parent: Command, name: string, invocation: () => Invocation): void {
  const plugin = PLUGINS.find(({ names }) => names[0] === name)
  if (plugin === undefined) throw new Error(`there is no plugin ${name}`)
  const group = parent.command(name).description(plugin.summary)
  addJobs(group.aliases(plugin.names.slice(1)), plugin, invocation)
}

/** Adds its jobs. */
function addJobs(group: Command, { jobs }: Plugin, invocation: () => Invocation): void {
  for (const job of jobs) {
    const command = group.command(job.name)
    // Python calls some of them so.
    if (job.base.endsWith('/jobs')) command.alias(`${job.name}.jobs`)
    addSubmission(command, job, invocation).description(job.summary)
    addSubmission(command.command('submit'), job, invocation)
      .argument('[spec-file]', 'the same as --spec-file')
      .description('The same; so it was called before 0.8')
    addColumns(command.command('explain'))
      .description('Tell which fields the spec of such a job has, and who says so')
      .action(async () => (await import('./plugin-jobs/submit.ts')).explain(invocation(), job))
  }
}

function addSubmission(command: Command, job: PluginJob, invocation: () => Invocation): Command {
  const path = pathOf(command).replace(/ submit$/, '')
  return addWaitOptions(
    command
      .option('--spec-file <path>', 'JSON or YAML file with the spec; - for standard input')
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
      const { flags, words } = given(command)
      await submit(invocation(), { job, path, flags, words })
    })
}

/** What stands on the command line: a file in place of `--spec-file`, and what the command does not know. */
function given(command: Command): { flags: SubmitFlags; words: readonly string[] } {
  const flags = command.opts<SubmitFlags>()
  const [first, ...rest] = command.args
  const isFile = command.registeredArguments.length > 0 && first !== undefined && !first.startsWith('-')
  return isFile ? { flags: { specFile: first, ...flags }, words: rest } : { flags, words: command.args }
}

function pathOf(command: Command): string {
  const names: string[] = []
  for (let one: Command | null = command; one !== null; one = one.parent) names.unshift(one.name())
  return names.join(' ')
}
