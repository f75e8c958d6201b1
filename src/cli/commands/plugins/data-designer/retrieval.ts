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

/** What the platform takes for the kinds of questions, which its description does not say. */
const COUNTS: Spec = {
  query_counts: { multi_hop: 3, structural: 2, contextual: 2 },
  reasoning_counts: {
    factual: 1,
    relational: 1,
    inferential: 1,
    temporal: 1,
    procedural: 1,
    causal: 1,
    visual: 1,
  },
}

/** Prints the command for a job that generates, or its spec: as a whole, to be changed by hand. */
export async function generate(invocation: Invocation, flags: GenerateFlags): Promise<void> {
  const spec = specOf(flags)
  if (flags.printSpec === true) invocation.sayJson(await withDefaults(spec), 2)
  else sayCommand(invocation, 'nemo data-designer retrieval-generate', spec)
}

/** A spec with all fields, in their order. */
async function withDefaults(spec: Spec): Promise<Spec> {
  const { KNOWN_JOBS } = await import('../../plugin-jobs/known-jobs.generated.ts')
  const job = KNOWN_JOBS.find(
    ({ plugin, base }) => plugin === 'data-designer' && base === 'jobs/retrieval-generate',
  )
  const defaults = (job?.fields ?? []).map(({ path, default: value = null }) => [path, value])
  return { ...Object.fromEntries(defaults), ...COUNTS, ...spec }
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
