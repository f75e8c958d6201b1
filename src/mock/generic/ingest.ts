/** What intake takes in: spans as they are, captured completions, trajectories of agents, OpenTelemetry. */

import { problemOf } from '../../errors/problem.ts'
import { decodeTraces, type OtlpSpan, ProtobufError } from '../files/otlp-protobuf.ts'
import { httpError, json } from '../http/responses.ts'
import type { Exchange } from '../http/route.ts'
import type { Fields } from '../http/schema.ts'
import { timestamp } from '../store/clock.ts'
import { newId } from '../store/identifiers.ts'
import { keyOf } from '../workspaces/state.ts'
import { type Collections, emptyResponse } from './collections.ts'
import type { Handlers } from './handlers.ts'
import { evaluationContextOf, type NewSpan, storeSpan, sum } from './spans.ts'

const INGEST = 'POST /apis/intake/v2/workspaces/{workspace}/ingest'
const CREATED = 201

/** What answers the operations of ingestion. */
export function ingestHandlers(collections: Collections): Handlers {
  return {
    [`${INGEST}/spans`]: ({ params, body }) => {
      const source = String(body['source'])
      for (const span of body['spans'] as Omit<NewSpan, 'source'>[]) {
        storeSpan(collections, params['workspace'] ?? '', { ...span, source })
      }
      return emptyResponse(CREATED)
    },
    [`${INGEST}/chat-completions`]: ({ params, body }) => {
      const workspace = params['workspace'] ?? ''
      assertEvaluation(collections, workspace, body)
      const { span_id, session_id } = storeSpan(collections, workspace, spanOfCompletion(body))
      return json({ session_id, span_id }, CREATED)
    },
    [`${INGEST}/atif`]: ({ params, body }) => {
      const workspace = params['workspace'] ?? ''
      assertEvaluation(collections, workspace, body)
      storeSpan(collections, workspace, spanOfTrajectory(body))
      return emptyResponse(CREATED)
    },
    [`${INGEST}/otlp/v1/traces`]: async ({ params, request }) => {
      const errors: string[] = []
      for (const span of await readTraces(request)) {
        if (isId(span.traceId) && isId(span.spanId)) {
          storeSpan(collections, params['workspace'] ?? '', spanOfOtlp(span))
        } else {
          errors.push(`${isId(span.traceId) ? 'span_id' : 'trace_id'} is required`)
        }
      }
      return json({ errors })
    },
  }
}

/** Only evaluations that are there can be logged. */
function assertEvaluation(collections: Collections, workspace: string, body: Fields): void {
  const name = evaluationContextOf(body['evaluation_context'])?.evaluation_name
  if (!name || collections.of('evaluations').get(keyOf(workspace, name)) !== undefined) return
  throw httpError(400, `Evaluation '${name}' must be created before it can be logged.`)
}

function spanOfCompletion(body: Fields): NewSpan {
  const request = body['request'] as Fields
  const response = body['response'] as Fields
  const usage = (response['usage'] ?? {}) as Fields
  const error = response['error'] as Fields | null | undefined
  const span_id = typeof response['id'] === 'string' ? response['id'] : newId('span')
  const model = String(response['model'] ?? request['model'])
  const created = response['created']
  return {
    span_id,
    trace_id: String(body['trace_id'] ?? span_id),
    session_id: body['session_id'] as string | null | undefined,
    kind: 'LLM',
    name: model,
    source: 'chat_completions',
    status: error ? 'error' : 'success',
    started_at: typeof created === 'number' ? fromMilliseconds(created * 1000) : timestamp(),
    ended_at: timestamp(),
    input: request,
    output: response,
    fields: {
      model,
      provider: body['provider'] ?? null,
      input_tokens: usage['prompt_tokens'],
      output_tokens: usage['completion_tokens'],
      cost_total_usd: body['cost_usd'],
      cost_input_usd: body['cost_input_usd'],
      cost_output_usd: body['cost_output_usd'],
      error_type: error?.['type'],
      error_message: error?.['message'],
      evaluation_context: evaluationContextOf(body['evaluation_context']),
    },
  }
}

/** A trajectory is one span of an agent: its first message goes in, its last comes out. */
function spanOfTrajectory(body: Fields): NewSpan {
  const agent = body['agent'] as Fields
  const steps = (body['steps'] ?? []) as Fields[]
  const metrics = (body['final_metrics'] ?? {}) as Fields
  const session = String(body['session_id'] ?? body['trajectory_id'] ?? newId('session'))
  const times = steps.map((step) => step['timestamp']).filter((time) => typeof time === 'string')
  const total = (final: string, own: string) =>
    metrics[final] ??
    sum(steps.map((step) => (step['metrics'] as Fields | null | undefined)?.[own])) ??
    undefined
  return {
    span_id: newId('span'),
    trace_id: session,
    session_id: session,
    kind: 'AGENT',
    name: String(agent['name']),
    source: 'atif',
    status: 'success',
    started_at: times[0] ?? timestamp(),
    ended_at: times.at(-1) ?? timestamp(),
    input: steps.find((step) => step['source'] === 'user')?.['message'],
    output: steps.findLast((step) => step['source'] === 'agent')?.['message'],
    fields: {
      agent_name: agent['name'],
      agent_version: agent['version'],
      model: agent['model_name'],
      input_tokens: total('total_prompt_tokens', 'prompt_tokens'),
      output_tokens: total('total_completion_tokens', 'completion_tokens'),
      cached_tokens: total('total_cached_tokens', 'cached_tokens'),
      cost_total_usd: total('total_cost_usd', 'cost_usd'),
      evaluation_context: evaluationContextOf(body['evaluation_context']),
    },
  }
}

async function readTraces(request: Exchange['request']): Promise<OtlpSpan[]> {
  if (!request.headers.get('content-type')?.toLowerCase().includes('application/x-protobuf')) {
    throw httpError(415, 'OTLP trace ingest only accepts application/x-protobuf')
  }
  try {
    return decodeTraces(new Uint8Array(await request.arrayBuffer()))
  } catch (error) {
    if (error instanceof ProtobufError) throw httpError(400, `Invalid OTLP protobuf: ${problemOf(error)}`)
    throw error
  }
}

function spanOfOtlp(span: OtlpSpan): NewSpan {
  const { attributes, statusMessage } = span
  const kind = String(attributes['openinference.span.kind'] ?? 'UNKNOWN').toUpperCase()
  const session = attributes['gen_ai.conversation.id'] ?? attributes['session.id']
  return {
    span_id: span.spanId,
    trace_id: span.traceId,
    session_id: session === undefined ? undefined : String(session),
    parent_span_id: span.parentSpanId,
    kind: KINDS.has(kind) ? kind : 'UNKNOWN',
    name: span.name,
    source: 'otel',
    status: ['unknown', 'success', 'error'][span.status] ?? 'unknown',
    started_at: span.start === 0n ? timestamp() : fromNanoseconds(span.start),
    ended_at: span.end === 0n ? null : fromNanoseconds(span.end),
    input: attributes['input.value'],
    output: attributes['output.value'],
    attributes,
    ...(statusMessage === '' || 'exception.message' in attributes
      ? {}
      : { fields: { error_message: statusMessage } }),
  }
}

const KINDS = new Set([
  'LLM',
  'CHAIN',
  'TOOL',
  'RETRIEVER',
  'EMBEDDING',
  'AGENT',
  'RERANKER',
  'EVALUATOR',
  'GUARDRAIL',
])

/** Ids of zeros are none. */
function isId(id: string): boolean {
  return /[^0]/.test(id)
}

function fromMilliseconds(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}

function fromNanoseconds(nanoseconds: bigint): string {
  return fromMilliseconds(Number(nanoseconds / 1_000_000n))
}
