/** `nemo customization`: models and data sets of this machine, uploaded on the way to a job. */

import type { Command } from 'commander'
import type { Invocation } from '../../invocation.ts'
import type { JobAddition } from '../plugin-jobs.ts'
import type { ReferencePaths, UploadFlags } from './customization/uploads.ts'

const uploads = () => import('./customization/uploads.ts')

/** Where the spec of each kind of jobs names what is uploaded. */
const PATHS: Readonly<Record<string, ReferencePaths>> = {
  automodel: { model: ['model'], datasets: ['dataset.training', 'dataset.validation'] },
  rl: { model: ['model'], datasets: ['dataset'], environment: 'environment' },
  unsloth: { model: ['model.name'], datasets: ['dataset.path', 'dataset.validation_path'] },
}

/** Their jobs take what is on this machine, too. */
export const JOBS: Readonly<Record<string, JobAddition>> = Object.fromEntries(
  Object.entries(PATHS).map(([name, paths]) => [
    name,
    {
      options: (command) => {
        command.option('--job-json <path>', 'the same as --spec-file')
        addUploadOptions(command)
      },
      resources: async (invocation, flags, spec) =>
        (await uploads()).planUploads(invocation, flags as UploadFlags, { spec, paths }),
    } satisfies JobAddition,
  ]),
)

/** Adds what the group does by itself. */
export function addCommands(group: Command, invocation: () => Invocation): void {
  addUploadOptions(group)
    .addHelpText('after', EXAMPLES)
    .action(async (flags: UploadFlags) => {
      if (!(await uploads()).isUpload(flags)) return group.outputHelp()
      await (await uploads()).upload(invocation(), flags)
    })
}

function addUploadOptions(command: Command): Command {
  return command
    .optionsGroup('Upload options:')
    .option('--upload-model <source>', 'folder with the weights of a model, or owner/name at Hugging Face')
    .option('--upload-dataset <path>', 'file or folder with the data')
    .option('--upload-environment <path>', 'folder with an environment of NeMo Gym')
    .option('--exist-ok', 'take what is there already as it is')
    .option('--hf-token-secret <name>', 'secret with the token for Hugging Face')
    .optionsGroup('Options:')
}

const EXAMPLES = `
Without a command, it uploads what is named, and prints how jobs refer to it:
  nemo customization --upload-dataset ./train.jsonl`
