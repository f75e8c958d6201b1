/**
 * Metrics of the evaluator, each as the bundle that the server takes: what it is told, what it will say, and which secrets it wants.
 * What a server would refuse with a 422 is an `InvalidArgumentError` here.
 */

import { InvalidArgumentError } from '../../errors/index.ts'
import type {
  BundledMetricOutputSpec,
  EvalsInferenceParams,
  EvalsModel,
  MetricInline,
} from '../types/evals.generated.ts'

/** A model that judges: where it is, or `workspace/name` of one that the platform knows. */
export type Judge = EvalsModel | string

/** What every metric may have. */
export interface MetricDetails {
  description?: string | undefined
  /** For grouping and filtering. */
  labels?: Readonly<Record<string, string>> | undefined
}

/** Settings of metrics that compare with a reference. Templates are Jinja: `{{item.answer}}`, `{{sample.output_text}}`. */
export interface ReferenceSettings extends MetricDetails {
  reference: string
  /** What is compared. @default what the model answered */
  candidate?: string | undefined
}

/** Settings of `bleu`. */
export interface BleuSettings extends MetricDetails {
  references: readonly string[]
  /** What is compared. @default what the model answered */
  candidate?: string | undefined
}

/** How two values are compared. */
export type Equality = 'equals' | '==' | '!=' | '<>' | 'not equals'

/** Settings of `stringCheck`. */
export interface StringCheckSettings extends MetricDetails {
  operation: Equality | 'contains' | 'not contains' | 'startswith' | 'endswith'
  left_template: string
  right_template: string
}

/** Settings of `numberCheck`. */
export interface NumberCheckSettings extends MetricDetails {
  operation:
    | Equality
    | '>='
    | 'gte'
    | 'greater than or equal'
    | '>'
    | 'gt'
    | 'greater than'
    | '<='
    | 'lte'
    | 'less than or equal'
    | '<'
    | 'lt'
    | 'less than'
    | 'absolute difference'
  left_template: string
  right_template: string
  /** How far the values may be apart; for `absolute difference`, and needed there. */
  epsilon?: number | undefined
}

/** Where a score stands in what a judge says. */
export type ScoreParser = { type: 'json'; json_path: string } | { type: 'regex'; pattern: string }

/** A score from a range of numbers. */
export interface RangeScore {
  /** Small letters, digits and underscores. */
  name: string
  description?: string | undefined
  minimum: number
  maximum: number
  /** @since 0.8 */
  is_integer?: boolean | undefined
  parser?: ScoreParser | undefined
}

/** A score out of named ones. */
export interface RubricScore {
  /** Small letters, digits and underscores. */
  name: string
  description?: string | undefined
  rubric: readonly { label: string; value: number; description?: string | undefined }[]
  parser?: ScoreParser | undefined
}

/** Settings of `llmJudge`. */
export interface LlmJudgeSettings extends MetricDetails {
  model: Judge
  scores: readonly (RangeScore | RubricScore)[]
  /** What the judge is asked: text, or messages as OpenAI has them. */
  prompt_template?: string | Readonly<Record<string, unknown>> | undefined
  /** Fields of the template that rows may do without. */
  optional_fields?: readonly string[] | undefined
  structured_output?: Readonly<Record<string, unknown>> | undefined
  inference?: EvalsInferenceParams | undefined
  system_prompt?: string | undefined
  reasoning?: Readonly<Record<string, unknown>> | undefined
  /** @default false */
  ignore_request_failure?: boolean | undefined
  /** @default 'online' */
  job_type?: 'online' | 'offline' | undefined
}

/** Settings of `tunableRagEvaluator`. */
export interface TunableRagEvaluatorSettings extends MetricDetails {
  model: Judge
  judge_llm_prompt?: string | undefined
  /** @default true */
  default_scoring?: boolean | undefined
  default_score_weights?: Readonly<Record<string, number>> | undefined
  inference?: EvalsInferenceParams | undefined
  /** @default 'online' */
  job_type?: 'online' | 'offline' | undefined
}

/** How a metric reaches a server of its own. */
export interface RemoteConnection extends MetricDetails {
  url: string
  /** Name of a secret, or `workspace/name`. */
  api_key_secret?: string | undefined
  /** @default 30 */
  timeout_seconds?: number | undefined
  /** @default 3 */
  max_retries?: number | undefined
  metric_threshold_score?: string | undefined
}

/** Settings of `remote`. */
export interface RemoteSettings extends RemoteConnection {
  /** What is sent, with templates in it. */
  body: Readonly<Record<string, unknown>>
  scores: readonly {
    name: string
    description?: string | undefined
    parser?: { type: 'json'; json_path: string } | undefined
    minimum?: number | undefined
    maximum?: number | undefined
  }[]
}

/** Settings of `agentToolkitRemote`. */
export interface AgentToolkitRemoteSettings extends RemoteConnection {
  evaluator_name: string
}

/** Settings of metrics that look at what was retrieved. */
export interface RetrievalSettings extends MetricDetails {
  /** After how many documents it looks. @default [1, 5, 10, 100] */
  k?: readonly number[] | undefined
}

/** Settings of the metrics of RAGAS. */
export interface RagasSettings extends MetricDetails {
  judge_model: Judge
  inference?: EvalsInferenceParams | undefined
  /** @default false */
  ignore_request_failure?: boolean | undefined
  input_template?: Readonly<Record<string, unknown>> | undefined
}

/** A metric of RAGAS of that type. */
export type Ragas<More = unknown> = (settings: RagasSettings & More) => MetricInline

/** Whether the text is the reference, letter case, punctuation and articles aside. */
export const exactMatch = (settings: ReferenceSettings): MetricInline => bundle('exact-match', settings)

/** Harmonic mean of precision and recall of words. */
export const f1 = (settings: ReferenceSettings): MetricInline => bundle('f1', settings)

/** BLEU of each sentence. */
export const bleu = (settings: BleuSettings): MetricInline => bundle('bleu', settings, ['sentence'])

/** ROUGE-1, -2, -3 and -L. */
export const rouge = (settings: ReferenceSettings): MetricInline =>
  bundle('rouge', settings, ['rouge_1_score', 'rouge_2_score', 'rouge_3_score', 'rouge_L_score'])

/** A comparison of texts. */
export const stringCheck = (settings: StringCheckSettings): MetricInline => bundle('string-check', settings)

/** A comparison of numbers. */
export function numberCheck(settings: NumberCheckSettings): MetricInline {
  const { operation, epsilon } = settings
  if (operation === 'absolute difference' && epsilon === undefined)
    throw new InvalidArgumentError('epsilon', 'is missing: `absolute difference` needs it')
  if (operation !== 'absolute difference' && epsilon !== undefined && epsilon !== 0)
    throw new InvalidArgumentError('epsilon', 'is for `absolute difference` only')
  return bundle('number-check', settings)
}

/** Whether the right tools were called. */
export const toolCalling = (settings: MetricDetails & { reference: string }): MetricInline =>
  bundle('tool-calling', settings, ['function_name_accuracy', 'function_name_and_args_accuracy'])

/** Scores that a model gives. */
export function llmJudge(settings: LlmJudgeSettings): MetricInline {
  const scores = named(settings.scores)
  const outputs = scores.flatMap((score) => [
    numberOutput(score.name),
    ...('rubric' in score
      ? [textOutput(`${score.name}.label`, `Selected rubric label for ${score.name}`)]
      : []),
  ])
  return bundle('llm-judge', settings, outputs, secretsOf(settings.model))
}

/** Coverage, correctness and relevance of answers, as a model sees them. */
export const tunableRagEvaluator = (settings: TunableRagEvaluatorSettings): MetricInline =>
  bundle(
    'tunable-rag-evaluator',
    settings,
    [
      ...['average_score', 'coverage_score', 'correctness_score', 'relevance_score'].map(numberOutput),
      textOutput('reasoning'),
    ],
    secretsOf(settings.model),
  )

/** Scores that a server of yours gives. */
export const remote = (settings: RemoteSettings): MetricInline =>
  bundle(
    'remote',
    settings,
    named(settings.scores).map(({ name }) => name),
    remoteSecrets(settings),
  )

/** Scores of an evaluator of the NeMo Agent Toolkit. */
export const agentToolkitRemote = (settings: AgentToolkitRemoteSettings): MetricInline =>
  bundle('nemo-agent-toolkit-remote', settings, [settings.evaluator_name], remoteSecrets(settings))

/** The reward that a Gym environment gave. */
export const gymReward = (
  settings: MetricDetails & { output_name?: string | undefined } = {},
): MetricInline => bundle('gym_reward', settings, [settings.output_name ?? 'reward'])

/** The reward that Harbor gave. */
export function harborReward(
  settings: MetricDetails & {
    output_name?: string | undefined
    reward_keys?: readonly string[] | undefined
  } = {},
): MetricInline {
  const { output_name: name = 'reward', reward_keys: keys = [] } = settings
  const others = keys.filter((key) => key !== name).map((key) => ({ ...numberOutput(key), required: false }))
  return bundle('harbor_reward', settings, [numberOutput(name), ...others])
}

/** Normalized discounted cumulative gain of what was retrieved. */
export const retrievalNdcg = (settings: RetrievalSettings = {}): MetricInline =>
  retrieval('retrieval-ndcg', 'ndcg_cut', settings)

/** Recall of what was retrieved. */
export const retrievalRecall = (settings: RetrievalSettings = {}): MetricInline =>
  retrieval('retrieval-recall', 'recall', settings)

/** Precision of what was retrieved. */
export const retrievalPrecision = (settings: RetrievalSettings = {}): MetricInline =>
  retrieval('retrieval-precision', 'P', settings)

/** Mean average precision of what was retrieved. */
export const retrievalMap = (settings: RetrievalSettings = {}): MetricInline =>
  retrieval('retrieval-map', 'map_cut', settings)

/** Whether an answer agrees with the reference. */
export const answerAccuracy: Ragas = (settings) => ragas('answer_accuracy', settings)

/** Whether an agent reached its goal. */
export const agentGoalAccuracy: Ragas<{ use_reference?: boolean | undefined }> = (settings) =>
  ragas('agent_goal_accuracy', settings)

/** How many of the reference's entities the context has. */
export const contextEntityRecall: Ragas = (settings) => ragas('context_entity_recall', settings)

/** Whether what is relevant comes first in the context. */
export const contextPrecision: Ragas = (settings) => ragas('context_precision', settings)

/** How much of the reference the context supports. */
export const contextRecall: Ragas = (settings) => ragas('context_recall', settings)

/** Whether the context is about the question. */
export const contextRelevance: Ragas = (settings) => ragas('context_relevance', settings)

/** Whether the context supports what the answer says. */
export const faithfulness: Ragas = (settings) => ragas('faithfulness', settings)

/** How often answers are led astray by the context. */
export const noiseSensitivity: Ragas = (settings) => ragas('noise_sensitivity', settings)

/** Whether an answer is grounded in the context. */
export const responseGroundedness: Ragas = (settings) => ragas('response_groundedness', settings)

/** Whether an answer is about the question. */
export const responseRelevancy: Ragas<{ embeddings_model: Judge; strictness?: number | undefined }> = (
  settings,
) => ragas('response_relevancy', settings, secretsOf(settings.embeddings_model))

/** Whether a conversation keeps to its topics. */
export const topicAdherence: Ragas<{ metric_mode?: 'precision' | 'recall' | 'f1' | undefined }> = (
  settings,
) => ragas('topic_adherence', settings)

/** Whether the right tools were called, as RAGAS sees it. */
export const toolCallAccuracy = (settings: Omit<RagasSettings, 'judge_model'> = {}): MetricInline =>
  bundle('tool_call_accuracy', settings)

type Outputs = readonly (string | BundledMetricOutputSpec)[]
type Secrets = Readonly<Record<string, string>>

function bundle(
  type: string,
  settings: MetricDetails & object,
  outputs: Outputs = [type],
  secrets: Secrets = {},
): MetricInline {
  const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))
  const { description, labels } = settings
  const specs = outputs.map((output) => (typeof output === 'string' ? numberOutput(output) : output))
  const names = specs.map(({ name }) => name)
  if (new Set(names).size < names.length)
    throw new InvalidArgumentError('scores', 'must have names of their own')
  const metadata = {
    ...(description === undefined ? {} : { description }),
    ...(labels === undefined ? {} : { labels }),
  }
  return {
    bundle_kind: 'metric-bundle',
    bundle_format_version: 'v1',
    metric_type: type,
    ...(Object.keys(metadata).length === 0 ? {} : { metadata }),
    outputs: specs,
    ...(Object.keys(secrets).length === 0 ? {} : { secrets }),
    payload: { kind: 'inline', metric: { type, ...given } },
  }
}

function ragas(type: string, settings: RagasSettings, secrets: Secrets = {}): MetricInline {
  return bundle(type, settings, [type], { ...secretsOf(settings.judge_model), ...secrets })
}

function retrieval(type: string, prefix: string, settings: RetrievalSettings): MetricInline {
  const { k = [1, 5, 10, 100] } = settings
  const isFine = k.length > 0 && k.every((cutoff) => Number.isInteger(cutoff) && cutoff > 0)
  if (!isFine || new Set(k).size < k.length)
    throw new InvalidArgumentError('k', 'must be different whole numbers above 0')
  return bundle(
    type,
    settings,
    k.map((cutoff) => `${prefix}_${cutoff}`),
  )
}

/** The server compares what a bundle promises with what the metric says of itself, word by word. */
function numberOutput(name: string): BundledMetricOutputSpec {
  const value_json_schema = {
    description: 'Continuous numeric metric value.',
    title: 'ContinuousScore',
    type: 'number',
  }
  return { name, description: null, value_json_schema }
}

function textOutput(name: string, description: string | null = null): BundledMetricOutputSpec {
  const value_json_schema = { description: 'String label metric value.', title: 'Label', type: 'string' }
  return { name, description, value_json_schema }
}

function named<Score extends { readonly name: string }>(scores: readonly Score[]): readonly Score[] {
  if (!Array.isArray(scores) || scores.length === 0)
    throw new InvalidArgumentError('scores', 'must be a list of at least one score')
  const odd = scores.find(({ name }) => !/^[a-z0-9_]+$/.test(name))
  if (odd !== undefined)
    throw new InvalidArgumentError('scores', 'must have names of small letters, digits and underscores')
  return scores
}

/** What environment variable a model's secret comes in; a model that the platform knows brings its own. */
function secretsOf(model: Judge): Secrets {
  if (typeof model === 'string') {
    if (!/^[a-z][a-z0-9@.+_-]+\/[a-z][a-z0-9@.+_-]+$/.test(model))
      throw new InvalidArgumentError('model', 'must be `workspace/name`, or an object with url and name')
    return {}
  }
  const secret = model.api_key_secret ?? undefined
  if (secret === undefined) return {}
  return {
    [checkedSecret(secret)
      .replace(/^(?=\d)/, '_')
      .replace(/[-/]/g, '_')]: secret,
  }
}

function remoteSecrets({ api_key_secret: secret }: RemoteConnection): Secrets {
  return secret === undefined ? {} : { [checkedSecret(secret).replaceAll('-', '_')]: secret }
}

function checkedSecret(secret: string): string {
  if (/^[A-Za-z0-9_-]+(?:\/[A-Za-z0-9_-]+)?$/.test(secret)) return secret
  throw new InvalidArgumentError('api_key_secret', 'must be the name of a secret, or `workspace/name`')
}
