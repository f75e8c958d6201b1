/** The recipe for OpenTelemetry in docs/requests.md, compiled and run with OpenTelemetry itself. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { sendJson, serve } from '../helpers/local-server.ts'
import { bundleText, run } from './installed.ts'

const ROOT = join(import.meta.dirname, '../..')
/** Beside what it imports. It is in memory only. */
const PATH = join(import.meta.dirname, 'recipe.ts')

function recipe(): string {
  const text = readFileSync(join(ROOT, 'docs/requests.md'), 'utf8')
  const code = /^```ts\n(import [\s\S]*?@opentelemetry\/api[\s\S]*?)^```$/m.exec(text)?.[1]
  if (code === undefined) throw new Error('docs/requests.md has no recipe for OpenTelemetry')
  return code
}

/** What the compiler says against it, as strict as it can be. */
function complaints(code: string): string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    types: ['node'],
    typeRoots: [join(ROOT, 'node_modules/@types')],
    paths: { 'nemo-platform': [join(ROOT, 'dist/index.d.ts')] },
  }
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile } = host
  host.fileExists = (path) => path === PATH || fileExists(path)
  host.readFile = (path) => (path === PATH ? code : readFile(path))
  const program = ts.createProgram([PATH], options, host)
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}

const BEFORE = `
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { W3CTraceContextPropagator } from '@opentelemetry/core'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'

const exporter = new InMemorySpanExporter()
trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }))
propagation.setGlobalPropagator(new W3CTraceContextPropagator())
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
`

const AFTER = `
await tracer.startActiveSpan('work', async (span) => {
  await client.get('/fine')
  await client.get('/refused').catch(() => {})
  await client.get('/broken', { maxRetries: 1 }).catch(() => {})
  span.end()
})
console.log(JSON.stringify(exporter.getFinishedSpans().map((span) => {
  const { name, attributes, status, parentSpanContext } = span
  const { traceId, spanId } = span.spanContext()
  return { name, attributes, status: status.code, parent: parentSpanContext?.spanId, trace: traceId, id: spanId }
})))
`

interface ShownSpan {
  readonly name: string
  readonly attributes: Readonly<Record<string, unknown>>
  readonly status: number
  readonly parent?: string
  readonly trace: string
  readonly id: string
}

test('compiles', () => {
  expect(complaints(recipe())).toEqual([])
})

test('shows each attempt as a span of the work that it is for, and hands its trace on', async () => {
  await using server = await serve((request, response) => {
    if (request.url === '/broken') response.destroy()
    else if (request.url === '/refused') sendJson(response, { detail: 'no' }, 404)
    else sendJson(response, {})
  })
  const file = await bundleText('opentelemetry', `${BEFORE}${recipe()}${AFTER}`)

  const output = await run(process.execPath, [file], { NMP_BASE_URL: server.url })

  const line = output.split('\n').find((text) => text.startsWith('['))
  if (line === undefined) throw new Error(output)
  const spans = JSON.parse(line) as ShownSpan[]
  const work = spans.find(({ name }) => name === 'work')
  const attempts = spans.filter(({ name }) => name !== 'work')
  const shown = attempts.map(({ name, attributes, status }) => [
    name,
    attributes['http.response.status_code'],
    attributes['http.request.resend_count'],
    status,
  ])
  const ERROR = 2
  expect(shown).toEqual([
    ['GET /fine', 200, 0, 0],
    ['GET /refused', 404, 0, 0],
    ['GET /broken', undefined, 0, ERROR],
    ['GET /broken', undefined, 1, ERROR],
  ])
  expect(new Set(attempts.map(({ parent }) => parent))).toEqual(new Set([work?.id]))
  const parents = server.requests.map(({ headers }) => headers['traceparent'])
  expect(new Set(parents)).toEqual(new Set([`00-${work?.trace}-${work?.id}-01`]))
})
