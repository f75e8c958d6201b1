/** Logs of jobs, which come in as OpenTelemetry and lie in a fileset. */

import { changedIn, type Differing } from '../generations.ts'
import { containing, subset } from '../matching.ts'
import type { Expectation, Scenario, Step } from '../scenario.ts'
import {
  createsWorkspace,
  FILESETS,
  FORBIDDEN,
  get,
  invalid,
  missing,
  platformAdmin,
  post,
  refused,
} from '../steps.ts'

const LOGS = `${FILESETS}/fs/otlp/v1/logs`
const ALL_IN = { status: 200, body: { partialSuccess: null } }
const EMPTY = { data: [], total: 0, next_page: null, prev_page: null }
const JOB = { job: 'j1', job_attempt: '0', job_step: 's', job_task: 't' }
const START = 1_700_000_000
const PROTOBUF = { 'content-type': 'application/x-protobuf' }

function opens(): Step[] {
  return [createsWorkspace(), post(FILESETS, { name: 'fs' }, { status: 200 })]
}

function record(second: number, message: string) {
  return { timeUnixNano: `${START + second}000000000`, body: { stringValue: message } }
}

function logs(records: readonly object[], job: Readonly<Record<string, string>> = JOB) {
  const attributes = Object.entries(job).map(([key, value]) => ({ key, value: { stringValue: value } }))
  return { resourceLogs: [{ resource: { attributes }, scopeLogs: [{ logRecords: records }] }] }
}

/** Only services and PlatformAdmins may write logs. */
function writes(body: unknown, expect: Expectation = ALL_IN, more: Partial<Step> = {}): Step {
  return post(LOGS, body, expect, { as: platformAdmin, ...more })
}

function asks(body: unknown, expect: Expectation | Differing<Expectation>, more: Partial<Step> = {}): Step {
  return post(`${LOGS}/query`, body, expect, more)
}

function line(second: number, message: string, job = 'j1') {
  const timestamp = new Date((START + second) * 1000).toISOString().slice(0, 19)
  return { timestamp, job, job_step: 's', job_task: 't', message }
}

function page(lines: readonly unknown[], fields: object): Expectation {
  return { status: 200, body: { data: lines, next_page: null, prev_page: null, ...fields } }
}

/** A message of protocol buffers: fields that are text, bytes or 64 bits. */
function message(...fields: [field: number, value: string | Uint8Array | bigint][]): Uint8Array {
  return Buffer.concat(
    fields.map(([field, value]) => {
      if (typeof value === 'bigint') {
        const bits = Buffer.alloc(9, (field << 3) | 1)
        bits.writeBigUInt64LE(value, 1)
        return bits
      }
      const bytes = Buffer.from(value as Uint8Array)
      const length = bytes.length < 128 ? [bytes.length] : [(bytes.length & 127) | 128, bytes.length >> 7]
      return Buffer.concat([Buffer.from([(field << 3) | 2, ...length]), bytes])
    }),
  )
}

const FIVE = ['one', 'two', 'three', 'four', 'five'].map((text, index) => [index + 1, text] as const)
const LINES = FIVE.map(([second, text]) => line(second, text))
const writesFive = () => writes(logs(FIVE.map(([second, text]) => record(second, text))))
const NOT_PLAIN =
  "Artifact base path '../x' is not a relative path within the fileset. Ensure that paths such as ../.. are not used in the path."

/** A cursor that is none, or another query's. */
function badCursor(detail: string): Differing<Expectation> {
  return changedIn<Expectation>('0.7', 'a cursor that does not fit is a value that does not', {
    before: refused(400, detail),
    after: refused(422, detail),
  })
}

export const fileLogCases: readonly Scenario[] = [
  {
    id: 'logs-roundtrip',
    title: 'lines come out as they went in, oldest first, with their job',
    steps: [
      ...opens(),
      asks({}, { status: 200, body: EMPTY }),
      writes(logs([record(2, 'two'), record(1, 'one')])),
      asks({}, page([line(1, 'one'), line(2, 'two')], { total: 2 })),
      get(`${FILESETS}/fs/files?path=logs`, {
        status: 200,
        body: {
          data: [
            subset({
              path: '<re:logs/job=j1/job_attempt=0/job_step=s/job_task=t/[0-9a-f-]{36}\\.parquet>',
            }),
          ],
        },
      }),
    ],
  },
  {
    id: 'logs-binary',
    title: 'lines may come as protocol buffers',
    steps: [
      ...opens(),
      writes(undefined, ALL_IN, {
        headers: PROTOBUF,
        rawBody: message([
          1,
          Buffer.concat([
            message([
              1,
              Buffer.concat(
                Object.entries(JOB).map(([key, value]) =>
                  message([1, message([1, key], [2, message([1, value])])]),
                ),
              ),
            ]),
            message([
              2,
              message([2, message([1, BigInt(START) * 1_000_000_000n], [5, message([1, 'binary'])])]),
            ]),
          ]),
        ]),
      }),
      asks({}, page([line(0, 'binary')], { total: 1 })),
      writes(undefined, ALL_IN, { headers: PROTOBUF, rawBody: new Uint8Array() }),
      writes(
        undefined,
        refused(
          400,
          "Invalid protobuf format: Error parsing message with type 'opentelemetry.proto.collector.logs.v1." +
            "ExportLogsServiceRequest': Wire format was corrupt",
        ),
        { headers: PROTOBUF, rawBody: new Uint8Array([1, 2, 3, 4]) },
      ),
    ],
  },
  {
    id: 'logs-values',
    title: 'what is no text becomes one; a time of zero is when the line was seen',
    steps: [
      ...opens(),
      writes(
        logs([
          { ...record(1, ''), body: { intValue: '7' } },
          { ...record(2, ''), body: { boolValue: true } },
          { ...record(3, ''), body: { doubleValue: 1.5 } },
          { ...record(4, ''), body: { kvlistValue: { values: [] } } },
          { timeUnixNano: `${START + 5}000000000` },
          { ...record(0, 'seen'), timeUnixNano: '0', observedTimeUnixNano: `${START + 6}250000000` },
        ]),
      ),
      asks(
        {},
        page(
          [
            line(1, '7'),
            line(2, 'True'),
            line(3, '1.5'),
            line(4, "{'kvlistValue': {'values': []}}"),
            line(5, ''),
            { ...line(6, 'seen'), timestamp: `${line(6, '').timestamp}.250000` },
          ],
          { total: 6 },
        ),
      ),
    ],
  },
  {
    id: 'logs-rejected',
    title: 'lines that do not say where they are from, or when, are rejected; the others stay',
    steps: [
      ...opens(),
      writes(logs([record(1, 'x'), record(2, 'y')], { job: 'j1' }), {
        status: 200,
        body: {
          partialSuccess: {
            rejectedLogRecords: 2,
            errorMessage:
              'Rejected 2 log records. Errors: Missing required resource attributes: job_attempt, job_step, job_task',
          },
        },
      }),
      writes(logs([{ ...record(1, 'x'), timeUnixNano: 'abc' }, record(2, 'ok')]), {
        status: 200,
        body: {
          partialSuccess: {
            rejectedLogRecords: 1,
            errorMessage: "Rejected 1 log records. Errors: invalid literal for int() with base 10: 'abc'",
          },
        },
      }),
      asks({}, page([line(2, 'ok')], { total: 1 })),
    ],
  },
  {
    id: 'logs-bad-json',
    title: 'a body that is no request is refused',
    steps: [
      ...opens(),
      writes({}),
      writes(
        undefined,
        refused(
          400,
          'Invalid JSON format: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)',
        ),
        { rawBody: '{bad', headers: { 'content-type': 'application/json' } },
      ),
      writes(
        [],
        refused(
          400,
          'Invalid JSON format: {folder}.core.files.api.v2.otlp.schemas.OtelExportLogsServiceRequest() ' +
            'argument after ** must be a mapping, not list',
        ),
      ),
      writes(
        logs([{ body: { stringValue: 'x' } }]),
        refused(
          400,
          'Invalid JSON format: 1 validation error for OtelExportLogsServiceRequest\n' +
            'resourceLogs.0.scopeLogs.0.logRecords.0.timeUnixNano\n' +
            "  Field required [type=missing, input_value={'body': {'stringValue': 'x'}}, input_type=dict]\n" +
            '    For further information visit https://errors.pydantic.dev/2.14/v/missing',
        ),
      ),
    ],
  },
  {
    id: 'logs-pages',
    title: 'pages go forward by a cursor, and back',
    steps: [
      ...opens(),
      writesFive(),
      asks({ limit: 2 }, page(LINES.slice(0, 2), { total: 5, next_page: '<string>' }), {
        save: { second: 'next_page' },
      }),
      asks(
        { limit: 2, page_cursor: '{second}' },
        page(LINES.slice(2, 4), { total: 5, next_page: '<string>', prev_page: '<string>' }),
        { save: { third: 'next_page', first: 'prev_page' } },
      ),
      asks({ limit: 2, page_cursor: '{third}' }, page(LINES.slice(4), { total: 5, prev_page: '{second}' })),
      asks(
        { limit: 2, page_cursor: '{first}' },
        page(LINES.slice(0, 2), { total: 5, next_page: '{second}' }),
      ),
      asks(
        { limit: 3, page_cursor: '{third}' },
        { status: 200, body: subset({ data: [], total: 0, next_page: null }) },
      ),
    ],
  },
  {
    id: 'logs-tail',
    title: 'the newest lines, and from there back to the oldest',
    steps: [
      ...opens(),
      writesFive(),
      asks({ tail: 2 }, page(LINES.slice(3), { total: 5, prev_page: '<string>' }), {
        save: { before: 'prev_page' },
      }),
      asks(
        { limit: 2, page_cursor: '{before}' },
        page(LINES.slice(1, 3), { total: 5, prev_page: '<string>' }),
        { save: { earlier: 'prev_page' } },
      ),
      asks({ limit: 2, page_cursor: '{earlier}' }, page(LINES.slice(0, 1), { total: 5 })),
      asks(
        { filters: { job: 'other' }, page_cursor: '{before}' },
        badCursor('page_cursor does not match the current log filters.'),
      ),
      asks({ tail: 10 }, page(LINES, { total: 5 })),
    ],
  },
  {
    id: 'logs-tail-equal',
    title: 'lines that are equal are all given, once each',
    steps: [
      ...opens(),
      writes(logs(Array.from({ length: 5 }, () => record(1, 'same')))),
      asks({ tail: 2 }, page([line(1, 'same'), line(1, 'same')], { total: 5, prev_page: '<string>' }), {
        save: { before: 'prev_page' },
      }),
      asks(
        { limit: 2, page_cursor: '{before}' },
        page([line(1, 'same'), line(1, 'same')], { total: 5, prev_page: '<string>' }),
        { save: { earlier: 'prev_page' } },
      ),
      asks({ limit: 2, page_cursor: '{earlier}' }, page([line(1, 'same')], { total: 5 })),
    ],
  },
  {
    id: 'logs-filters',
    title: 'lines are filtered by the fields that they have',
    steps: [
      ...opens(),
      writes(logs([record(1, 'one')])),
      writes(logs([record(2, 'two')], { ...JOB, job: 'j2' })),
      asks({ filters: { job: 'j2' } }, page([line(2, 'two', 'j2')], { total: 1 })),
      asks({ filters: { job_step: 's', log_message: 'one' } }, page([line(1, 'one')], { total: 1 })),
      asks({ filters: { workspace: '{ws}', job_task: 'other' } }, { status: 200, body: EMPTY }),
      asks(
        { filters: { job: 'a b' } },
        refused(400, 'Invalid filter: Invalid partition value: a b for key: job.'),
      ),
      asks(
        { filters: { foo: 'x' } },
        refused(
          400,
          "Invalid filter: Invalid filter key: foo. Allowed keys are: dict_keys(['workspace', 'job', 'job_attempt', " +
            "'job_step', 'job_task', 'log_message', 'timestamp'])",
        ),
      ),
      asks({ filters: { timestamp: 'x' } }, refused(500, 'Internal error processing query request')),
    ],
  },
  {
    id: 'logs-folder',
    title: 'logs may lie in a folder of the fileset',
    steps: [
      ...opens(),
      writes(logs([record(1, 'nested')]), ALL_IN, { path: `${LOGS}?artifact_base_path=a/b` }),
      asks({}, { status: 200, body: EMPTY }),
      asks({ artifact_base_path: 'a/b' }, page([line(1, 'nested')], { total: 1 })),
      get(`${FILESETS}/fs/files?path=a/b`, {
        status: 200,
        body: { data: containing(subset({ path: '<re:a/b/logs/job=j1/.*>' })) },
      }),
      writes(logs([record(1, 'x')]), refused(400, NOT_PLAIN), { path: `${LOGS}?artifact_base_path=../x` }),
      asks({ artifact_base_path: '../x' }, refused(400, NOT_PLAIN)),
    ],
  },
  {
    id: 'logs-query-body',
    title: 'what a query may hold',
    steps: [
      ...opens(),
      asks(undefined, invalid(missing(['body'], null))),
      asks(
        { limit: 10_001, tail: 0 },
        invalid(
          {
            type: 'less_than_equal',
            loc: ['body', 'limit'],
            msg: 'Input should be less than or equal to 10000',
            input: 10_001,
            ctx: { le: 10_000 },
          },
          {
            type: 'greater_than',
            loc: ['body', 'tail'],
            msg: 'Input should be greater than 0',
            input: 0,
            ctx: { gt: 0 },
          },
        ),
      ),
      asks(
        { filters: { job: 5 } },
        invalid({
          type: 'string_type',
          loc: ['body', 'filters', 'job'],
          msg: 'Input should be a valid string',
          input: 5,
        }),
      ),
      asks(
        { tail: 1, limit: 1 },
        refused(400, 'tail cannot be combined with limit; tail controls the returned log window size.'),
      ),
      asks(
        { tail: 1, page_cursor: 'x' },
        refused(
          400,
          'tail cannot be combined with page_cursor; pass the returned prev_page as page_cursor without tail.',
        ),
      ),
      asks({ page_cursor: 'x' }, badCursor('Invalid page cursor')),
      asks({ page_cursor: '' }, { status: 200, body: EMPTY }),
    ],
  },
  {
    id: 'logs-roles',
    title: 'people read logs, but do not write them',
    steps: [
      ...opens(),
      writes(logs([record(1, 'x')]), FORBIDDEN, { as: { email: 'owner.{case}.{run}@example.com' } }),
      post(
        `${FILESETS}/none/otlp/v1/logs/query`,
        { tail: 1, limit: 1 },
        refused(404, "Fileset 'none' not found in workspace '{ws}'"),
      ),
      writes(logs([]), refused(404, "Fileset 'none' not found in workspace '{ws}'"), {
        path: `${FILESETS}/none/otlp/v1/logs`,
      }),
    ],
  },
]
