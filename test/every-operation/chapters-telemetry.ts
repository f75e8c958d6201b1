/** Calls every operation around experiments, evaluations, and what was recorded of runs. */

import { Buffer } from 'node:buffer'
import type { World } from './world.ts'

/** The parts, by title. */
export const evaluationsAndTelemetry = {
  'experiments and evaluations': experiments,
  'spans, traces, notes': telemetry,
}

const STARTED = new Date(Date.now() - 60_000).toISOString()
const ENDED = new Date(Date.now() - 59_000).toISOString()

async function experiments({ client, call }: World): Promise<void> {
  const group = await call('experiments.create', () => client.experiments.create({ name: 'one' }))
  await call('experiments.list', () => client.experiments.list())
  await call('experiments.retrieve', () => client.experiments.retrieve('one'))
  await call('experiments.update', () =>
    client.experiments.update('one', { name: 'one', description: 'second' }),
  )

  const { evaluations } = client
  const fields = { dataset_name: 'numbers', experiment_ids: group === undefined ? [] : [group.id] }
  await call('evaluations.create', () => evaluations.create({ name: 'run', ...fields }))
  await call('evaluations.list', () => evaluations.list())
  await call('evaluations.retrieve', () => evaluations.retrieve('run'))
  await call('evaluations.update', () =>
    evaluations.update('run', { name: 'run', ...fields, description: 'x' }),
  )
  await call('evaluations.patch', () => evaluations.patch('run', { description: 'third' }))
  await call('evaluations.pin', () => evaluations.pin('run'))
  await call('evaluations.unpin', () => evaluations.unpin('run'))
  await call('evaluations.sessions.list', () => evaluations.sessions.list('run'))
  await call('evaluations.delete', () => evaluations.delete('run'))
  await call('experiments.delete', () => client.experiments.delete('one'))
}

async function telemetry({ client, call, serves, until }: World): Promise<void> {
  const { ingest, spans, traces, sessions, annotations, evaluatorResults } = client.intake
  const span = {
    span_id: '0000000000000001',
    trace_id: '00000000000000000000000000000001',
    session_id: 's1',
    name: 'answer',
    started_at: STARTED,
    ended_at: ENDED,
    input: 'two and two?',
    output: 'four',
  }
  await call('intake.ingest.spans.create', () => ingest.spans.create({ source: 'tests', spans: [span] }))
  await call('intake.ingest.atif.create', () =>
    ingest.atif.create({
      schema_version: 'ATIF-v1.6',
      session_id: 's2',
      agent: { name: 'tester', version: '1' },
      steps: [{ step_id: 1, source: 'user', message: 'hello', timestamp: STARTED }],
    }),
  )
  await call('intake.ingest.chat_completions.create', () =>
    ingest.chatCompletions.create({
      session_id: 's3',
      request: { model: 'echo', messages: [{ role: 'user', content: 'hello' }] },
      response: {
        id: 'c1',
        model: 'echo',
        choices: [{ index: 0, message: { role: 'assistant', content: 'hello' }, finish_reason: 'stop' }],
      },
    }),
  )
  await call('intake.ingest.otlp.v1.traces.create', () => ingest.otlp.v1.traces.create(oneSpan()))

  if (serves('intake.spans.list')) await until(async () => (await spans.list()).data.length > 0)
  await call('intake.spans.list', () => spans.list())
  await call('intake.spans.retrieve', () => spans.retrieve(span.span_id))
  await call('intake.spans.groups.list', () => spans.groups.list({ by: 'trace_id' }))
  await call('intake.traces.list', () => traces.list())
  await call('intake.traces.retrieve', () => traces.retrieve(span.trace_id))
  await call('intake.traces.get_metrics', () => traces.getMetrics())
  await call('intake.sessions.retrieve', () => sessions.retrieve('s1'))

  const note = await call('intake.annotations.create', () =>
    annotations.create({ kind: 'note', session_id: 's1', text: 'well done' }),
  )
  const noteId = note?.annotation_id ?? 'none'
  if (serves('intake.annotations.list')) await until(async () => (await annotations.list()).data.length > 0)
  await call('intake.annotations.list', () => annotations.list())
  await call('intake.annotations.retrieve', () => annotations.retrieve(noteId))
  await call('intake.annotations.delete', () => annotations.delete(noteId))

  const result = await call('intake.evaluator_results.create', () =>
    evaluatorResults.create({
      span_id: span.span_id,
      session_id: 's1',
      name: 'right',
      value: 1,
      data_type: 'NUMERIC',
    }),
  )
  if (serves('intake.evaluator_results.list'))
    await until(async () => (await evaluatorResults.list()).data.length > 0)
  await call('intake.evaluator_results.list', () => evaluatorResults.list())
  await call('intake.evaluator_results.retrieve', () =>
    evaluatorResults.retrieve(result?.evaluator_result_id ?? 'none'),
  )
  await call('intake.spans.evaluator_results.list', () => spans.evaluatorResults.list(span.span_id))
}

/** One span in OpenTelemetry's binary form. */
function oneSpan(): Uint8Array {
  const field = (number: number, bytes: Uint8Array) =>
    Buffer.concat([Buffer.from([(number << 3) | 2, bytes.length]), bytes])
  const time = (number: number, at: string) => {
    const bytes = Buffer.alloc(9)
    bytes.writeUInt8((number << 3) | 1)
    bytes.writeBigUInt64LE(BigInt(Date.parse(at)) * 1_000_000n, 1)
    return bytes
  }
  const span = Buffer.concat([
    field(1, Buffer.alloc(16, 2)),
    field(2, Buffer.alloc(8, 2)),
    field(5, Buffer.from('otlp')),
    time(7, STARTED),
    time(8, ENDED),
  ])
  return field(1, field(2, field(2, span)))
}
