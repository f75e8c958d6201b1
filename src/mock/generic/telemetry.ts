/** What intake shows of its spans: themselves, groups, traces, what belongs together, and their numbers. */

import type { DescribedOperation } from '../../openapi/index.ts'
import { httpError, json } from '../http/responses.ts'
import type { Exchange } from '../http/route.ts'
import type { Fields } from '../http/schema.ts'
import { keyOf } from '../workspaces/state.ts'
import { type Collections, successOf, withoutEmpty } from './collections.ts'
import type { Handlers } from './handlers.ts'
import { listPage } from './pages.ts'
import { conforming } from './sample.ts'
import { type SpanRecord, sum } from './spans.ts'

const INTAKE = 'GET /apis/intake/v2/workspaces/{workspace}'

/** What answers the operations of telemetry. */
export function telemetryHandlers(collections: Collections): Handlers {
  const spansOf = (exchange: Exchange) => collections.visible('spans', exchange) as unknown as SpanRecord[]
  const tracesOf = (exchange: Exchange) => groupsOf(spansOf(exchange), traceKey).map(traceOf)
  const notFound = (kind: string, { params }: Exchange, id: string | undefined) =>
    httpError(404, `${kind} ${params['workspace']}/${id} not found`)
  return {
    [`${INTAKE}/spans`]: (exchange, operation) => {
      const page = listPage(operation, exchange, spansOf(exchange), contextFields)
      return json({ ...page, data: page.data.map((span) => spanIn(operation, span, exchange)) })
    },
    [`${INTAKE}/spans/groups`]: (exchange, operation) =>
      json(groupPage(operation, exchange, spansOf(exchange))),
    [`${INTAKE}/spans/{span_id}`]: (exchange, operation) => {
      const { span_id } = exchange.params
      const span = spansOf(exchange).find((one) => one.span_id === span_id)
      if (span === undefined) throw notFound('Span', exchange, span_id)
      return json(withoutEmpty(conforming(successOf(operation)[1] ?? {}, span) as Fields))
    },
    [`${INTAKE}/traces`]: (exchange, operation) => {
      const page = listPage(operation, exchange, tracesOf(exchange), contextFields)
      return json({ ...page, data: page.data.map((trace) => inMode(trace, exchange.query['mode'])) })
    },
    [`${INTAKE}/traces/metrics`]: (exchange, operation) =>
      json(metrics(operation, exchange, tracesOf(exchange))),
    [`${INTAKE}/traces/{id}`]: (exchange) => {
      const { id } = exchange.params
      const trace = tracesOf(exchange).find((one) => one['id'] === id)
      if (trace === undefined) throw notFound('Trace', exchange, id)
      return json(inMode(trace, exchange.query['mode']))
    },
    [`${INTAKE}/sessions/{id}`]: (exchange) => {
      const { id } = exchange.params
      const spans = spansOf(exchange).filter((span) => span.session_id === id)
      if (spans.length === 0) throw notFound('Session', exchange, id)
      return json(withoutEmpty(sessionOf(spans)))
    },
    [`${INTAKE}/evaluations/{name}/sessions`]: (exchange, operation) => {
      const { workspace = '', name = '' } = exchange.params
      if (collections.of('evaluations').get(keyOf(workspace, name)) === undefined) {
        throw httpError(404, `Evaluation '${workspace}/${name}' not found.`)
      }
      const results = [...collections.of('evaluator-results').values()]
      const sessions = tracesOf(exchange)
        .filter((trace) => trace['evaluation_context']?.evaluation_name === name)
        .map((trace) => evaluatedSession(name, trace, results))
      return json(
        listPage(operation, { ...exchange, query: { sort: '-started_at', ...given(exchange) } }, sessions),
      )
    },
  }
}

type Trace = Fields & Pick<SpanRecord, 'evaluation_context' | 'session_id' | 'started_at' | 'status'>

const PREVIEW = 200

/** The query without what was not said. */
function given({ query }: Exchange): Fields {
  return Object.fromEntries(
    Object.entries(query).filter(([, value]) => value !== undefined && value !== null),
  )
}

/** The names by which filters know the evaluation. */
function contextFields({ evaluation_context: context }: Pick<SpanRecord, 'evaluation_context'>): Fields {
  const { evaluation_name = null, test_case_name = null } = context ?? {}
  return { evaluation_name, test_case_name, evaluation_id: evaluation_name, test_case_id: test_case_name }
}

function spanIn(operation: DescribedOperation, span: SpanRecord, { query }: Exchange): Fields {
  const [, schema = {}] = successOf(operation)
  const page = conforming(schema, { data: [span] }) as { data: Fields[] }
  return inMode(page.data[0] ?? span, query['mode'])
}

/** Shorter answers leave out, or cut, what can be long. */
function inMode(item: Fields, mode: unknown): Fields {
  const { input, output, raw_attributes, ...rest } = withoutEmpty(item)
  if (mode === 'summary') return rest
  const texts = { input, output, ...(mode === 'detailed' ? { raw_attributes } : {}) }
  const cut = (text: unknown) =>
    mode === 'preview' && typeof text === 'string' ? text.slice(0, PREVIEW) : text
  const shown = Object.entries(texts).filter(([, text]) => text !== undefined)
  return { ...rest, ...Object.fromEntries(shown.map(([name, text]) => [name, cut(text)])) }
}

function traceKey(span: SpanRecord): string {
  return keyOf(span.workspace, span.trace_id)
}

function groupsOf(spans: readonly SpanRecord[], key: (span: SpanRecord) => string): SpanRecord[][] {
  return [...Map.groupBy(spans, key).values()]
}

function rollUp(spans: readonly SpanRecord[]) {
  const started_at = spans.map((span) => span.started_at).reduce((one, other) => (other < one ? other : one))
  const ends = spans.map((span) => span.ended_at).filter((end) => end !== null)
  const ended_at = ends.length === 0 ? null : ends.reduce((one, other) => (other > one ? other : one))
  const total = (field: string) => sum(spans.map((span) => span[field]))
  return {
    started_at,
    ended_at,
    duration_ms: ended_at === null ? null : Date.parse(ended_at) - Date.parse(started_at),
    input_tokens: total('input_tokens'),
    output_tokens: total('output_tokens'),
    cached_tokens: total('cached_tokens'),
    total_tokens: total('total_tokens'),
    cost_usd: total('cost_total_usd'),
    cost_input_usd: total('cost_input_usd'),
    cost_output_usd: total('cost_output_usd'),
    span_count: spans.length,
  }
}

/** The span without a parent among them, else the first. */
function rootOf(spans: readonly SpanRecord[]): SpanRecord {
  const ids = new Set(spans.map((span) => span.span_id))
  const root = spans.find((span) => span.parent_span_id === null || !ids.has(span.parent_span_id))
  return root ?? (spans[0] as SpanRecord)
}

function traceOf(spans: readonly SpanRecord[]): Trace {
  const root = rootOf(spans)
  const { started_at, ...numbers } = rollUp(spans)
  const all = (field: string) => [
    ...new Set(spans.map((span) => span[field]).filter((value) => typeof value === 'string')),
  ]
  return {
    id: root.trace_id,
    root_span_id: root.span_id,
    session_id: root.session_id,
    workspace: root.workspace,
    name: root.name,
    input: root.input,
    output: root.output,
    evaluation_context: root.evaluation_context,
    agent_name: root['agent_name'] ?? null,
    agent_version: root['agent_version'] ?? null,
    started_at,
    status: root.status,
    ...numbers,
    models: all('model'),
    providers: all('provider'),
    error_count: spans.filter((span) => span.status === 'error').length,
  }
}

function sessionOf(spans: readonly SpanRecord[]): Fields {
  const root = rootOf(spans)
  const isBroken = spans.some((span) => span.status === 'error')
  return {
    id: root.session_id,
    workspace: root.workspace,
    status: isBroken ? 'error' : root.status,
    trace_count: groupsOf(spans, traceKey).length,
    ...rollUp(spans),
  }
}

function evaluatedSession(evaluation_name: string, trace: Trace, results: readonly Fields[]): Fields {
  const { session_id, workspace } = trace
  const scores = results.filter(
    (result) =>
      result['workspace'] === workspace &&
      result['session_id'] === session_id &&
      typeof result['value'] === 'number',
  )
  const test_case_name = trace.evaluation_context?.test_case_name ?? null
  return {
    workspace,
    evaluation_name,
    session_id,
    test_case_name,
    test_case_id: test_case_name,
    trace_id: trace['id'],
    root_span_id: trace['root_span_id'],
    started_at: trace.started_at,
    ended_at: trace['ended_at'],
    latency_ms: trace['duration_ms'],
    status: trace.status,
    input: trace['input'],
    output: trace['output'],
    input_tokens: trace['input_tokens'],
    output_tokens: trace['output_tokens'],
    cached_tokens: trace['cached_tokens'],
    cost_total_usd: trace['cost_usd'],
    evaluator_scores: Object.fromEntries(scores.map((result) => [result['name'], result['value']])),
  }
}

const GROUPINGS = ['trace_id', 'session_id']

function groupPage(operation: DescribedOperation, exchange: Exchange, spans: readonly SpanRecord[]): Fields {
  const by = String(exchange.query['by'])
    .split(',')
    .map((field) => field.trim())
    .filter((field) => field !== '')
  if (by.length === 0) throw httpError(400, 'At least one group-by field is required.')
  for (const [index, field] of by.entries()) {
    if (!GROUPINGS.includes(field)) {
      const allowed = GROUPINGS.join(', ')
      throw httpError(400, `Unsupported span group-by field: ${field}. Allowed fields: ${allowed}`)
    }
    if (by.indexOf(field) !== index) throw httpError(400, `Duplicate span group-by field: ${field}`)
  }
  const groups = groupsOf(filtered(operation, exchange, spans), (span) =>
    JSON.stringify(by.map((field) => span[field])),
  ).map((group) => ({
    group: Object.fromEntries(by.map((field) => [field, group[0]?.[field]])),
    span_count: group.length,
    started_at: rollUp(group).started_at,
  }))
  const { filter } = listPage(operation, everything(exchange), [])
  const page = listPage(operation, { ...exchange, filter: undefined }, groups)
  return { ...page, filter, grouped_by: by }
}

function everything({ filter }: Exchange): Pick<Exchange, 'query' | 'filter'> {
  return { query: { page: 1, page_size: 1, sort: 'started_at' }, filter }
}

/** What passes the filter, all of it. */
function filtered<Item extends Fields & Pick<SpanRecord, 'evaluation_context'>>(
  operation: DescribedOperation,
  exchange: Exchange,
  items: readonly Item[],
): Item[] {
  const { query, filter } = everything(exchange)
  return Array.from(
    items.filter((item) => listPage(operation, { query, filter }, [item], contextFields).data.length > 0),
  )
}

function metrics(operation: DescribedOperation, exchange: Exchange, traces: readonly Trace[]): Fields {
  const { bucket, timezone } = exchange.query as { bucket: string; timezone: string }
  const start = bucketStart(bucket, timezone)
  const buckets = Map.groupBy(filtered(operation, exchange, traces), (trace) => start(trace.started_at))
  const points = [...buckets].sort(([one], [other]) => ((one ?? '') < (other ?? '') ? -1 : 1))
  return { bucket, timezone, data: points.map(([bucket_start, runs]) => point(bucket_start, runs)) }
}

function point(bucket_start: string | null, traces: readonly Trace[]): Fields {
  const of = (field: string) =>
    traces.map((trace) => trace[field]).filter((value) => typeof value === 'number')
  const amounts = (field: string) => {
    const values = of(field)
    return { sum: sum(values), mean: mean(values), p90: quantile(values, 0.9), p99: quantile(values, 0.99) }
  }
  const times = of('duration_ms')
  return {
    ...(bucket_start === null ? {} : { bucket_start }),
    run_count: traces.length,
    failed_run_count: traces.filter((trace) => trace.status === 'error').length,
    input_tokens: amounts('input_tokens'),
    output_tokens: amounts('output_tokens'),
    cached_tokens: amounts('cached_tokens'),
    total_tokens: amounts('total_tokens'),
    cost_usd: amounts('cost_usd'),
    latency_ms: {
      mean: mean(times),
      p50: quantile(times, 0.5),
      p90: quantile(times, 0.9),
      p95: quantile(times, 0.95),
      p99: quantile(times, 0.99),
    },
  }
}

function mean(values: readonly number[]): number | null {
  const total = sum(values)
  return total === null ? null : total / values.length
}

/** Between the two values that are next to it. */
function quantile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((one, other) => one - other)
  const place = (sorted.length - 1) * share
  const [below = 0, above = below] = sorted.slice(Math.floor(place), Math.floor(place) + 2)
  return below + (above - below) * (place % 1)
}

const DAY = 86_400_000
const DAYS_OF_WEEK = 7

/** Where the stretch of time begins that a time lies in; null for all of time. */
function bucketStart(bucket: string, timezone: string): (time: string) => string | null {
  const offsetAt = offsets(timezone)
  if (bucket === 'total') return () => null
  return (time) => {
    const utc = Date.parse(/(?:Z|[-+]\d\d:?\d\d)$/.test(time) ? time : `${time}Z`)
    const local = new Date(utc + offsetAt(utc))
    local.setUTCMinutes(0, 0, 0)
    if (bucket !== 'hour') local.setUTCHours(0)
    // Weeks begin on Mondays.
    if (bucket === 'week') {
      local.setTime(local.getTime() - ((local.getUTCDay() + DAYS_OF_WEEK - 1) % DAYS_OF_WEEK) * DAY)
    }
    if (bucket === 'month') local.setUTCDate(1)
    return new Date(local.getTime() - offsetAt(local.getTime() - offsetAt(utc))).toISOString()
  }
}

/** How far a time zone is ahead of UTC, in ms. */
function offsets(timezone: string): (time: number) => number {
  try {
    const format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: timezone,
      dateStyle: 'short',
      timeStyle: 'medium',
    })
    return (time) => {
      const whole = Math.floor(time / 1000) * 1000
      return Date.parse(`${format.format(whole).replace(' ', 'T')}Z`) - whole
    }
  } catch {
    throw httpError(400, `Unknown timezone: ${timezone}`)
  }
}
