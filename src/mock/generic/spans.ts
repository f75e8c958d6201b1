/** Spans as intake keeps them, and what their attributes say. */

import type { Fields } from '../http/schema.ts'
import { timestamp } from '../store/clock.ts'
import { keyOf } from '../workspaces/state.ts'
import type { Collections } from './collections.ts'

/** A span. */
export interface SpanRecord extends Fields {
  span_id: string
  session_id: string
  workspace: string
  trace_id: string
  parent_span_id: string | null
  kind: string
  name: string
  source: string
  started_at: string
  ended_at: string | null
  status: string
  evaluation_context: { evaluation_name: string | null; test_case_name: string | null } | null
  input: string | null
  output: string | null
}

/** What a new span has to have. */
export interface NewSpan {
  readonly span_id: string
  readonly trace_id: string
  readonly session_id?: string | null | undefined
  readonly parent_span_id?: string | null | undefined
  readonly kind: string
  readonly name: string
  readonly source: string
  readonly status: string
  readonly started_at: string
  readonly ended_at?: string | null | undefined
  readonly input?: unknown
  readonly output?: unknown
  readonly attributes?: Fields | undefined
  /** What is known besides what the attributes say. */
  readonly fields?: Fields | undefined
}

const SPANS = 'spans'

/** Stores a span; one with the same id is replaced. */
export function storeSpan(collections: Collections, workspace: string, span: NewSpan): SpanRecord {
  const { attributes = {}, fields = {} } = span
  const record = {
    span_id: span.span_id,
    session_id: span.session_id ?? span.trace_id,
    workspace,
    parent_span_id: span.parent_span_id || null,
    kind: span.kind,
    name: span.name,
    source: span.source,
    trace_id: span.trace_id,
    started_at: span.started_at,
    ended_at: span.ended_at ?? null,
    status: span.status,
    input: textOf(span.input),
    output: textOf(span.output),
    ingested_at: timestamp(),
    ...semanticsOf(attributes),
    ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
  } as unknown as SpanRecord
  record['total_tokens'] ??= sum([record['input_tokens'], record['output_tokens']])
  record['cost_total_usd'] ??= sum([record['cost_input_usd'], record['cost_output_usd']])
  record['usage_details'] ??= numbersOf(record, { input_tokens: 'input', output_tokens: 'output' })
  record['cost_details'] ??= numbersOf(record, { cost_input_usd: 'input', cost_output_usd: 'output' })
  collections.of(SPANS).set(keyOf(workspace, record.span_id), record)
  return record
}

/** The sum of what is known; null where nothing is. */
export function sum(values: readonly unknown[]): number | null {
  const numbers = values.filter((value) => typeof value === 'number')
  return numbers.length === 0 ? null : numbers.reduce((total, value) => total + value, 0)
}

/** The evaluation that a request names, under its new or its old names. */
export function evaluationContextOf(context: unknown): SpanRecord['evaluation_context'] {
  if (typeof context !== 'object' || context === null) return null
  const { evaluation_name, evaluation_id, test_case_name, test_case_id } = context as Record<string, string>
  const names = {
    evaluation_name: evaluation_name ?? evaluation_id ?? null,
    test_case_name: test_case_name ?? test_case_id ?? null,
  }
  return names.evaluation_name === null && names.test_case_name === null ? null : names
}

/** Attributes that fields of a span come from; the first that is there counts. */
const SOURCES: Readonly<Record<string, readonly string[]>> = {
  model: ['gen_ai.request.model', 'gen_ai.response.model', 'llm.model_name'],
  provider: ['gen_ai.system', 'gen_ai.provider.name', 'llm.provider', 'llm.system'],
  prompt_id: ['gen_ai.prompt.id', 'prompt.id'],
  agent_id: ['gen_ai.agent.id', 'agent.id'],
  agent_name: ['gen_ai.agent.name', 'llm.agent.name', 'agent.name'],
  agent_version: ['gen_ai.agent.version', 'agent.version'],
  tool_name: ['gen_ai.tool.name', 'tool.name'],
  project: ['gen_ai.project', 'project.name', 'project'],
  evaluation_name: ['nemo.evaluation.name', 'nemo.experiment.id'],
  test_case_name: ['nemo.test_case.name', 'nemo.test_case.id'],
  error_type: ['exception.type'],
  error_message: ['exception.message'],
  input_tokens: ['gen_ai.usage.input_tokens', 'llm.token_count.prompt'],
  output_tokens: ['gen_ai.usage.output_tokens', 'llm.token_count.completion'],
  cached_tokens: [
    'gen_ai.usage.cached_tokens',
    'gen_ai.usage.input_cache_tokens',
    'llm.token_count.prompt_details.cache_read',
    'llm.token_count.cached',
  ],
  total_tokens: ['gen_ai.usage.total_tokens', 'llm.token_count.total'],
  cost_total_usd: ['gen_ai.usage.cost', 'llm.cost.total', 'cost.total'],
  cost_input_usd: ['llm.cost.prompt', 'cost.input'],
  cost_output_usd: ['llm.cost.completion', 'cost.output'],
}

function semanticsOf(attributes: Fields): Fields {
  const consumed = new Set<string>()
  const fields: Fields = {}
  for (const [field, sources] of Object.entries(SOURCES)) {
    for (const source of sources) {
      const value = attributes[source]
      if (value === undefined || value === null) continue
      consumed.add(source)
      fields[field] ??= /_(?:tokens|usd)$/.test(field) ? numberOf(value) : String(value)
    }
  }
  const raw = Object.entries(attributes).filter(([key]) => !consumed.has(key))
  const { evaluation_name, test_case_name, ...rest } = fields
  return {
    ...rest,
    evaluation_context: evaluationContextOf({ evaluation_name, test_case_name }),
    raw_attributes: raw.length === 0 ? null : JSON.stringify(Object.fromEntries(raw)),
  }
}

function numberOf(value: unknown): number | undefined {
  const number = Number(value)
  return Number.isFinite(number) && number >= 0 ? number : undefined
}

function numbersOf(record: Fields, names: Readonly<Record<string, string>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(names).flatMap(([field, name]) => {
      const value = record[field]
      return typeof value === 'number' ? [[name, value]] : []
    }),
  )
}

function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}
