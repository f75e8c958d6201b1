/** Results of jobs: names for what lies in a fileset, and the way to fetch it. */

import { httpError, internalError, json } from '../http/responses.ts'
import { type Route, reads, writes } from '../http/route.ts'
import { NAME_PATTERN, type Schema } from '../http/schema.ts'
import { timestamp } from '../store/clock.ts'
import { sha256 } from '../store/sha256.ts'
import { tarOf } from '../store/tar.ts'
import { keyOf, type State } from '../workspaces/state.ts'
import type { JobRecord, ResultRecord } from './job-records.ts'
import { describeResult, requireJob, requireResult } from './job-serializers.ts'
import type { Jobs } from './jobs.ts'

const RESULT_BODY: Schema = {
  type: 'object',
  required: ['artifact_url', 'artifact_storage_type'],
  properties: {
    artifact_url: { type: 'string' },
    artifact_storage_type: { type: 'string', enum: ['fileset'] },
  },
}
const RESULTS_QUERY: Readonly<Record<string, Schema>> = {
  sort: {
    type: 'string',
    enum: ['created_at', '-created_at', 'updated_at', '-updated_at'],
    default: '-created_at',
  },
}

/** The platform finds that out late, and shows Python's own form of the issue as a text. */
function badName(name: string): string {
  const pattern = NAME_PATTERN.replaceAll('\\', '\\\\')
  const quoted = `'${name.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
  return `[{'type': 'string_pattern_mismatch', 'loc': ['body', 'name'], 'msg': "String should match pattern '${pattern}'", 'input': ${quoted}, 'ctx': {'pattern': '${pattern}'}}]`
}

const JOBS = '/apis/jobs/v2/workspaces/:workspace/jobs'
const RESULT = `${JOBS}/:job/results/:name`

/** Results. */
export function jobResultRoutes(jobs: Jobs, state: State): Route[] {
  return [
    {
      method: 'POST',
      path: RESULT,
      permission: 'jobs.create',
      scopes: writes('jobs'),
      inputs: { body: RESULT_BODY },
      handle: ({ params, body }) => {
        const job = requireJob(jobs, params, params['job'])
        const { artifact_url, artifact_storage_type } = body as Record<string, string>
        const name = params['name'] ?? ''
        if (!new RegExp(NAME_PATTERN).test(name)) throw httpError(422, badName(name))
        const result = addResult(job, {
          name,
          artifact_url: artifact_url ?? '',
          artifact_storage_type: artifact_storage_type ?? '',
        })
        jobs.save(job)
        return json(describeResult(job, result), 201)
      },
    },
    {
      method: 'GET',
      path: `${JOBS}/:name/results`,
      permission: 'jobs.read',
      scopes: reads('jobs'),
      inputs: { query: RESULTS_QUERY },
      handle: ({ params, query }) => {
        const job = requireJob(jobs, params, params['name'])
        const oldestFirst = !String(query['sort']).startsWith('-')
        const results = oldestFirst ? job.results : job.results.toReversed()
        return json({ data: results.map((result) => describeResult(job, result)) })
      },
    },
    {
      method: 'GET',
      path: RESULT,
      permission: 'jobs.read',
      scopes: reads('jobs'),
      handle: ({ params }) => {
        const { job, result } = requireResult(jobs, params, params['name'])
        return json(describeResult(job, result))
      },
    },
    {
      method: 'GET',
      path: `${RESULT}/download`,
      permission: 'jobs.read',
      scopes: reads('jobs'),
      handle: ({ params }) => {
        const { job, result } = requireResult(jobs, params, params['name'])
        return downloadOf(state, job, result)
      },
    },
  ]
}

/**
 * Adds a result to a job.
 *
 * @throws HTTPError with 409 for a name that is taken.
 */
export function addResult(
  job: JobRecord,
  result: Pick<ResultRecord, 'name' | 'artifact_url' | 'artifact_storage_type'>,
): ResultRecord {
  if (job.results.some(({ name }) => name === result.name)) {
    throw httpError(409, `Entity with name '${result.name}' already exists in workspace '${job.workspace}'`)
  }
  const record = { ...result, created_at: timestamp(), updated_at: timestamp() }
  job.results.push(record)
  return record
}

/** The bytes of a result: a file as it is, a folder as an archive. */
export async function downloadOf(state: State, job: JobRecord, result: ResultRecord): Promise<Response> {
  const [, workspace = job.workspace, name = '', path = ''] =
    /^(?:fileset:\/\/)?(?:([^/#]+)\/)?([^/#]+)(?:#(.*))?$/.exec(result.artifact_url) ?? []
  const fileset = state.filesets.records.get(keyOf(workspace, name))
  const files = fileset === undefined ? [] : state.filesets.list(fileset, path)
  // What is not there makes the platform fail.
  if (fileset === undefined || files.length === 0) throw internalError()
  const bytesOf = (file: string) => {
    const { size, read } = state.filesets.find(fileset, file)
    return new Response(read?.(0, size) ?? null).bytes()
  }
  const isFile = files.length === 1 && files[0]?.path === path
  if (isFile) return attachment(await bytesOf(path), result.name, 'application/octet-stream')
  const entries = await Promise.all(
    files.map(async (file) => ({
      path: file.path.slice(path.length).replace(/^\//, ''),
      bytes: await bytesOf(file.path),
    })),
  )
  const archive = new Blob([tarOf(entries)]).stream().pipeThrough(new CompressionStream('gzip'))
  return attachment(await new Response(archive).bytes(), `${result.name}.tar.gz`, 'application/x-tar')
}

function attachment(bytes: Uint8Array, name: string, type: string): Response {
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'accept-ranges': 'bytes',
      'content-disposition': `attachment; filename="${name}"`,
      'content-length': String(bytes.length),
      'content-type': type,
      etag: `"${sha256(bytes).slice(0, 32)}"`,
      'last-modified': new Date().toUTCString(),
    },
  })
}
