/** Logs of jobs, which come in as OpenTelemetry and lie in a fileset. */

import { problemOf } from '../../errors/problem.ts'
import type { Generation, ProductNames } from '../../generations.ts'
import { parseJson } from '../../json.ts'
import { validateValue } from '../http/check-value.ts'
import { assertDepth } from '../http/json-depth.ts'
import { findJsonError } from '../http/json-error.ts'
import { CursorError, type LogEntry, logPage, readCursor } from '../http/log-pages.ts'
import { errorText, repr, typeName } from '../http/python-repr.ts'
import { httpError, json } from '../http/responses.ts'
import { type Exchange, type Route, reads, writes } from '../http/route.ts'
import type { Schema } from '../http/schema.ts'
import type { FilesetRecord, Filesets } from '../workspaces/filesets.ts'
import type { State } from '../workspaces/state.ts'
import { decodeLogs, ProtobufError } from './otlp-protobuf.ts'

const MOST_LINES = 10_000
const DEFAULT_LIMIT = 100

const COUNT: Schema = {
  type: 'integer',
  exclusiveMinimum: 0,
  maximum: MOST_LINES,
  nullable: true,
  default: null,
}
const OPTIONAL_TEXT: Schema = { type: 'string', nullable: true, default: null }
const QUERY_BODY: Schema = {
  type: 'object',
  properties: {
    filters: { type: 'map', values: { type: 'string' }, default: {} },
    limit: COUNT,
    page_cursor: OPTIONAL_TEXT,
    tail: COUNT,
    artifact_base_path: OPTIONAL_TEXT,
  },
}

const LOGS = '/apis/files/v2/workspaces/:workspace/filesets/:name/otlp/v1/logs'

/** Logs. */
export function otlpRoutes({ filesets, settings }: State): Route[] {
  const { generation } = settings.profile
  const find = ({ params }: Exchange) => filesets.require(params['workspace'], params['name'])
  return [
    {
      method: 'POST',
      path: `${LOGS}/query`,
      permission: 'filesets.read',
      scopes: reads('files'),
      inputs: { body: QUERY_BODY },
      handle: async (exchange) =>
        json(await answerQuery(filesets, find(exchange), exchange.body as unknown as QueryBody, generation)),
    },
    {
      method: 'POST',
      path: LOGS,
      permission: 'jobs.logs.create',
      // From 0.8 on writing them needs no scope.
      scopes: generation < '0.8' ? writes('files') : [],
      inputs: { query: { artifact_base_path: { type: 'string' } } },
      handle: async (exchange) => {
        const fileset = find(exchange)
        const { entries, rejected, problems } = partitionLogs(
          await readRequest(exchange.request, settings.profile.names),
          fileset.workspace,
        )
        if (entries.length > 0) {
          await writeLogs(filesets, fileset, folderOf(exchange.query['artifact_base_path']), entries)
        }
        if (rejected === 0) return json({ partialSuccess: null })
        const shown = [...new Set(problems.slice(0, MOST_PROBLEMS))].join('; ')
        const errorMessage = `Rejected ${rejected} log records. Errors: ${shown}`
        return json({ partialSuccess: { rejectedLogRecords: rejected, errorMessage } })
      },
    },
  ]
}

const MOST_PROBLEMS = 5
const PARTITIONS = ['job', 'job_attempt', 'job_step', 'job_task'] as const
const COLUMNS: readonly string[] = ['workspace', ...PARTITIONS, 'log_message', 'timestamp']

interface QueryBody {
  filters: Record<string, string>
  limit: number | null
  page_cursor: string | null
  tail: number | null
  artifact_base_path: string | null
}

/** From 0.7 on a cursor that does not fit is a value that does not. */
async function answerQuery(
  filesets: Filesets,
  fileset: FilesetRecord,
  body: QueryBody,
  generation: Generation,
) {
  try {
    return await query(filesets, fileset, body)
  } catch (error) {
    if (error instanceof CursorError) throw httpError(generation === '0.6' ? 400 : 422, error.detail)
    throw error
  }
}

async function query(filesets: Filesets, fileset: FilesetRecord, body: QueryBody) {
  const { filters, limit, page_cursor, tail, artifact_base_path } = body
  if (tail !== null && limit !== null) {
    throw httpError(400, 'tail cannot be combined with limit; tail controls the returned log window size.')
  }
  if (tail !== null && page_cursor !== null) {
    throw httpError(
      400,
      'tail cannot be combined with page_cursor; pass the returned prev_page as page_cursor without tail.',
    )
  }
  const cursor = page_cursor ? readCursor(page_cursor) : undefined
  const folder = folderOf(artifact_base_path)
  assertFilters(filters)
  const entries = await readLogs(filesets, fileset, folder)
  if (
    entries.length > 0 &&
    filters['timestamp'] !== undefined &&
    Number.isNaN(Date.parse(filters['timestamp']))
  ) {
    throw httpError(500, 'Internal error processing query request')
  }
  const matching = entries.filter((entry) =>
    Object.entries(filters).every(([name, value]) => entry[name as keyof LogEntry] === value),
  )
  const page = { filters, limit: limit ?? DEFAULT_LIMIT, cursor, tail, folder: artifact_base_path }
  return logPage(matching, page)
}

function assertFilters(filters: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(filters)) {
    if ((PARTITIONS as readonly string[]).includes(name) && !/^[A-Za-z0-9._:-]{1,128}$/.test(value)) {
      throw httpError(400, `Invalid filter: Invalid partition value: ${value} for key: ${name}.`)
    }
  }
  const unknown = Object.keys(filters).find((name) => !COLUMNS.includes(name))
  if (unknown === undefined) return
  const allowed = `dict_keys(${repr(COLUMNS)})`
  throw httpError(400, `Invalid filter: Invalid filter key: ${unknown}. Allowed keys are: ${allowed}`)
}

/** The folder of the logs in a fileset. */
function folderOf(base: unknown): string {
  if (typeof base !== 'string' || base === '') return 'logs'
  const isPlain = base
    .split('/')
    .every((part) => /^[\p{L}\p{N}_.-]+$/u.test(part) && part !== '.' && part !== '..')
  if (isPlain) return `${base}/logs`
  throw httpError(
    400,
    `Artifact base path '${base}' is not a relative path within the fileset. ` +
      'Ensure that paths such as ../.. are not used in the path.',
  )
}

/** As on the platform, logs lie in files of the fileset, one per task and request; here with a JSON object per line. */
async function writeLogs(
  filesets: Filesets,
  fileset: FilesetRecord,
  folder: string,
  entries: readonly LogEntry[],
): Promise<void> {
  const files = Map.groupBy(entries, (entry) =>
    PARTITIONS.map((name) => `${name}=${encodeURIComponent(entry[name])}`).join('/'),
  )
  for (const [place, lines] of files) {
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('')
    const path = `${folder}/${place}/${crypto.randomUUID()}.parquet`
    await filesets.write(fileset, path, new Blob([text]).stream())
  }
}

async function readLogs(filesets: Filesets, fileset: FilesetRecord, folder: string): Promise<LogEntry[]> {
  const entries: LogEntry[] = []
  for (const { path } of filesets.list(fileset, folder)) {
    if (!path.endsWith('.parquet')) continue
    const { size, read } = filesets.find(fileset, path)
    const text = read === undefined ? '' : await new Response(read(0, size)).text()
    try {
      entries.push(
        ...text
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line) as LogEntry),
      )
    } catch {
      throw httpError(500, 'Internal error processing query request')
    }
  }
  return entries
}

interface Attribute {
  key: string
  value: Record<string, unknown>
}

interface LogsRequest {
  resourceLogs: {
    resource: { attributes: Attribute[] } | null
    scopeLogs: { logRecords: LogRecord[] }[]
  }[]
}

interface LogRecord {
  timeUnixNano: string
  observedTimeUnixNano: string | null
  body: Record<string, unknown> | null
}

const ATTRIBUTES: Schema = {
  type: 'array',
  default: [],
  items: {
    type: 'object',
    required: ['key', 'value'],
    properties: { key: { type: 'string' }, value: { type: 'map' } },
  },
}
const RECORD: Schema = {
  type: 'object',
  required: ['timeUnixNano'],
  properties: {
    timeUnixNano: { type: 'string' },
    observedTimeUnixNano: OPTIONAL_TEXT,
    body: { type: 'map', nullable: true, default: null },
  },
}
const SCOPE_LOGS: Schema = {
  type: 'object',
  properties: { logRecords: { type: 'array', items: RECORD, default: [] } },
}
const REQUEST: Schema = {
  type: 'object',
  properties: {
    resourceLogs: {
      type: 'array',
      default: [],
      items: {
        type: 'object',
        properties: {
          resource: { type: 'object', nullable: true, default: null, properties: { attributes: ATTRIBUTES } },
          scopeLogs: { type: 'array', items: SCOPE_LOGS, default: [] },
        },
      },
    },
  },
}

const MESSAGE = 'opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest'

async function readRequest(request: Request, { folder }: ProductNames): Promise<LogsRequest> {
  const type = request.headers.get('content-type') ?? 'application/json'
  const bytes = new Uint8Array(await request.arrayBuffer())
  const isBinary = type.toLowerCase().includes('protobuf')
  const content = isBinary ? parseMessage(bytes) : parseLogs(new TextDecoder().decode(bytes), folder)
  const { value, issues } = validateValue(REQUEST, content)
  if (issues.length === 0) return value as LogsRequest
  throw httpError(400, `Invalid JSON format: ${errorText('OtelExportLogsServiceRequest', issues)}`)
}

function parseMessage(bytes: Uint8Array): unknown {
  try {
    return decodeLogs(bytes)
  } catch (error) {
    if (!(error instanceof ProtobufError)) throw error
    const problem = `Error parsing message with type '${MESSAGE}': Wire format was corrupt`
    throw httpError(400, `Invalid protobuf format: ${problem}`)
  }
}

function parseLogs(text: string, folder: string): unknown {
  assertDepth(text)
  const value = parseJson(text)
  if (value === undefined) {
    const { position, problem } = findJsonError(text)
    const lines = text.slice(0, position).split('\n')
    const place = `line ${lines.length} column ${(lines.at(-1) ?? '').length + 1} (char ${position})`
    throw httpError(400, `Invalid JSON format: ${problem}: ${place}`)
  }
  if (typeName(value) === 'dict') return value
  throw httpError(
    400,
    `Invalid JSON format: ${folder}.core.files.api.v2.otlp.schemas.OtelExportLogsServiceRequest() argument after ** must be ` +
      `a mapping, not ${typeName(value)}`,
  )
}

/** Takes the lines that say which job they are from, and rejects the others. */
function partitionLogs({ resourceLogs }: LogsRequest, workspace: string) {
  const entries: LogEntry[] = []
  const problems: string[] = []
  let rejected = 0
  for (const { resource, scopeLogs } of resourceLogs) {
    const records = scopeLogs.flatMap((scope) => scope.logRecords)
    const texts = PARTITIONS.map((name) => attributeOf(resource?.attributes ?? [], name))
    const missing = PARTITIONS.filter((_, index) => texts[index] === '')
    if (missing.length > 0) {
      rejected += records.length
      problems.push(`Missing required resource attributes: ${missing.join(', ')}`)
      continue
    }
    const [job = '', job_attempt = '', job_step = '', job_task = ''] = texts
    for (const record of records) {
      const place = { workspace, job, job_attempt, job_step, job_task }
      const timestamp = timeOf(record)
      if (timestamp instanceof Error) {
        rejected += 1
        problems.push(problemOf(timestamp))
      } else entries.push({ ...place, log_message: textOf(record.body ?? {}), timestamp })
    }
  }
  return { entries, rejected, problems }
}

function attributeOf(attributes: readonly Attribute[], name: string): string {
  const attribute = attributes.find(({ key }) => key === name)
  return attribute === undefined ? '' : textOf(attribute.value)
}

function textOf(value: Readonly<Record<string, unknown>>): string {
  if (Object.keys(value).length === 0) return ''
  if ('stringValue' in value) return String(value['stringValue'])
  const plain = ['intValue', 'doubleValue', 'boolValue'].find((name) => name in value)
  if (plain === undefined) return repr(value)
  const content = value[plain]
  return typeof content === 'string' ? content : repr(content)
}

/** The time of a line, or what is wrong with it. */
function timeOf({ timeUnixNano, observedTimeUnixNano }: LogRecord): string | Error {
  try {
    const time = nanoseconds(timeUnixNano)
    return microtime(time === 0n && observedTimeUnixNano ? nanoseconds(observedTimeUnixNano) : time)
  } catch (error) {
    return error as Error
  }
}

function nanoseconds(text: string): bigint {
  if (!/^\s*[-+]?\d+(?:_\d+)*\s*$/.test(text)) {
    throw new RangeError(`invalid literal for int() with base 10: ${repr(text)}`)
  }
  return BigInt(text.trim().replaceAll('_', '').replace(/^\+/, ''))
}

const NANO = 1e9
const MICRO = 1e6
const LAST_YEAR = 253_402_300_800

/** To the microsecond, which is left out where it is zero. */
function microtime(time: bigint): string {
  const micros = Math.round((Number(time) / NANO) * MICRO)
  const seconds = Math.floor(micros / MICRO)
  if (Math.abs(seconds) >= LAST_YEAR) throw new RangeError('year is out of range')
  const fraction = micros - seconds * MICRO
  const whole = new Date(seconds * 1000).toISOString().slice(0, 19)
  return fraction === 0 ? whole : `${whole}.${String(fraction).padStart(6, '0')}`
}
