/** `nemo data-designer retrieval`: specs out of a few options. */

import { shellWord } from '../../../../remedies/index.ts'
import { run, UsageError } from '../../../errors.ts'
import type { Invocation } from '../../../invocation.ts'

/** Flags of `retrieval generate` and `preview`. */
export interface GenerateFlags {
  readonly corpus: string
  readonly provider: string
  readonly chatModel: string
  readonly embedModel: string
  readonly printSpec?: true
}

/** Flags of `retrieval prepare`. */
export interface PrepareFlags {
  readonly sdgInput?: string
  readonly generationFile?: string
  readonly trainInputFile?: string
  readonly mine?: boolean
}

type Spec = Readonly<Record<string, unknown>>

/** Prints the command for a job that generates, or its spec. */
export function generate(invocation: Invocation, flags: GenerateFlags): void {
  const spec = specOf(flags)
  if (flags.printSpec === true) invocation.sayJson(spec, 2)
  else sayCommand(invocation, 'nemo data-designer retrieval-generate', spec)
}

/** Prints the command for a preview of that. */
export function preview(invocation: Invocation, flags: GenerateFlags): void {
  sayCommand(invocation, 'nemo data-designer retrieval-preview', { generate: specOf(flags) })
}

/** Prints the command for a job that prepares. */
export function prepare(invocation: Invocation, flags: PrepareFlags): void {
  const { sdgInput, generationFile, trainInputFile, mine = false } = flags
  if ((sdgInput === undefined) === (trainInputFile === undefined)) {
    throw new UsageError(
      'Exactly one of --sdg-input and --train-input-file must be given',
      run('nemo data-designer retrieval prepare --sdg-input <fileset>'),
    )
  }
  sayCommand(invocation, 'nemo data-designer retrieval-prepare', {
    ...(sdgInput === undefined ? {} : { sdg_input: sdgInput }),
    ...(trainInputFile === undefined ? {} : { train_input_file: trainInputFile }),
    ...(generationFile === undefined ? {} : { generation_file: generationFile }),
    enable_mining: mine,
  })
}

function specOf({ corpus, provider, chatModel, embedModel }: GenerateFlags): Spec {
  return {
    corpus,
    provider,
    artifact_extraction_model: chatModel,
    qa_generation_model: chatModel,
    quality_judge_model: chatModel,
    embed_model: embedModel,
  }
}

function sayCommand(invocation: Invocation, command: string, spec: Spec): void {
  const { workspace } = invocation.globals
  const place = workspace === undefined ? '' : ` --workspace ${shellWord(workspace)}`
  invocation.say(`${command}${place} --spec ${shellWord(JSON.stringify(spec))}`)
}
