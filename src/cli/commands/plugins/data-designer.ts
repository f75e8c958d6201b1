/** `nemo data-designer`: designs out of files, and the specs of jobs for retrieval. */

import type { Command } from 'commander'
import type { Invocation } from '../../invocation.ts'
import type { JobAddition } from '../plugin-jobs.ts'
import type { Additions } from '../shared/described.ts'
import type { GenerateFlags, PrepareFlags } from './data-designer/retrieval.ts'

const SOURCE = ['config-source', 'YAML or JSON file with the design; - for standard input'] as const

/** What described commands take, too. */
export const ADDITIONS: Additions = {
  preview: {
    arguments: [SOURCE],
    options: (command) => command.option('-n <number>', 'the same as --num-records'),
    fields: async (invocation, flags, [source]) => {
      const { designFields } = await import('./data-designer/design.ts')
      const fields = await designFields(invocation, source, flags['n'])
      const places: Readonly<Record<string, string>> = { config: `in ${source}`, num_records: 'in -n' }
      return Object.fromEntries(
        Object.entries(fields).map(([field, value]) => [field, { value, where: places[field] ?? '' }]),
      )
    },
  },
}

/** Designs come from files in jobs, too. */
export const JOBS: Readonly<Record<string, JobAddition>> = {
  create: {
    argument: SOURCE,
    options: (command) => command.option('-n, --num-records <number>', 'how many records'),
    fields: async (invocation, source, flags) =>
      (await import('./data-designer/design.ts')).designFields(invocation, source, flags['numRecords']),
  },
}

/** Adds what is no operation of its own. */
export function addCommands(group: Command, invocation: () => Invocation): void {
  const retrieval = group
    .command('retrieval')
    .description('Print the commands that submit jobs for retrieval')
  addModels(retrieval.command('generate'))
    .description('Print the command that generates questions and answers about documents')
    .option('--print-spec', 'print the spec in place of the command')
    .action(async (flags: GenerateFlags) =>
      (await import('./data-designer/retrieval.ts')).generate(invocation(), flags),
    )
  addModels(retrieval.command('preview'))
    .description('Print the command that shows a few questions and answers at once')
    .action(async (flags: GenerateFlags) =>
      (await import('./data-designer/retrieval.ts')).preview(invocation(), flags),
    )
  retrieval
    .command('prepare')
    .description('Print the command that prepares data for the training of a retriever')
    .option('--sdg-input <ref>', 'what was generated: a fileset, a file in one, or an hf:// address')
    .option('--generation-file <name>', 'the file, where that is a folder')
    .option('--train-input-file <ref>', 'data for the training, in place of what was generated')
    .option('--mine', 'look for hard negatives, which takes a GPU')
    .option('--no-mine', 'only convert (the default)')
    .action(async (flags: PrepareFlags) =>
      (await import('./data-designer/retrieval.ts')).prepare(invocation(), flags),
    )
}

function addModels(command: Command): Command {
  return command
    .requiredOption('--corpus <ref>', 'the documents: a fileset, or an hf:// address')
    .requiredOption('--provider <workspace/name>', 'provider of the models')
    .requiredOption('--chat-model <name>', 'model that asks, answers and judges')
    .requiredOption('--embed-model <name>', 'model that embeds')
}
