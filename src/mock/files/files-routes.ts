/** Files in filesets: bytes in and out as they come, in parts if asked for, listed, deleted. */

import { isService, type Principal } from '../http/principal.ts'
import { httpError, internalError, json } from '../http/responses.ts'
import { type Exchange, type Route, reads, writes } from '../http/route.ts'
import type { Schema } from '../http/schema.ts'
import type { FileInfo, FilesetRecord } from '../workspaces/filesets.ts'
import type { State } from '../workspaces/state.ts'
import { isWritable, storageName } from './fileset-storage.ts'

const LIST_QUERY: Readonly<Record<string, Schema>> = {
  path: { type: 'string' },
  include_cache_status: { type: 'boolean', default: false },
}

const FILESET = '/apis/files/v2/workspaces/:workspace/filesets/:name'
const CONTENT = `${FILESET}/-/:path{.*}`

/** Files. */
export function fileRoutes({ filesets }: State): Route[] {
  const find = ({ params }: Exchange) => filesets.require(params['workspace'], params['name'])
  const pathOf = ({ params }: Exchange) => params['path'] ?? ''
  return [
    {
      method: 'GET',
      path: `${FILESET}/files`,
      permission: 'filesets.read',
      scopes: reads('files'),
      inputs: { query: LIST_QUERY },
      handle: (exchange) => {
        const fileset = find(exchange)
        const files = filesets.list(fileset, exchange.query['path'] as string | undefined)
        // Files in the platform's own storage need no cache.
        return json({ data: files.map((file) => describeFile(fileset, file, 'not_cacheable')) })
      },
    },
    {
      method: 'HEAD',
      path: CONTENT,
      permission: 'filesets.read',
      scopes: reads('files'),
      handle: (exchange) => {
        const { size } = filesets.find(find(exchange), pathOf(exchange))
        return new Response(null, { headers: contentHeaders(size) })
      },
    },
    {
      method: 'GET',
      path: CONTENT,
      permission: 'filesets.read',
      scopes: reads('files'),
      handle: (exchange) => {
        const { size, read } = filesets.find(find(exchange), pathOf(exchange))
        const header = exchange.request.headers.get('range')
        const range = header ? rangeOf(header, size) : undefined
        if (read === undefined) throw httpError(502, 'Failed to connect to upstream storage backend')
        if (range === undefined) return new Response(read(0, size), { headers: contentHeaders(size) })
        const { start, end } = range
        return new Response(read(start, end + 1), {
          status: 206,
          headers: {
            ...contentHeaders(end + 1 - start),
            'content-range': `bytes ${start}-${end}/${size}`,
          },
        })
      },
    },
    {
      method: 'PUT',
      path: CONTENT,
      permission: 'filesets.update',
      scopes: writes('files'),
      handle: async (exchange) => {
        const fileset = find(exchange)
        const { request, caller } = exchange
        assertMutable(fileset, caller)
        const source = await contentOf(request)
        if (!isWritable(fileset.storage)) {
          throw httpError(500, `Upload failed: ${storageName(fileset.storage)} upload is not implemented`)
        }
        return json(describeFile(fileset, await filesets.write(fileset, pathOf(exchange), source)))
      },
    },
    {
      method: 'DELETE',
      path: CONTENT,
      permission: 'filesets.delete',
      scopes: writes('files'),
      handle: (exchange) => {
        const fileset = find(exchange)
        if (!isWritable(fileset.storage)) throw internalError()
        return json(describeFile(fileset, filesets.delete(fileset, pathOf(exchange))))
      },
    },
  ]
}

/** Nothing that would let a client know a changed file: no ETag, no date. */
function contentHeaders(length: number): Record<string, string> {
  return {
    'accept-ranges': 'bytes',
    'content-length': String(length),
    'content-type': 'application/octet-stream',
  }
}

/**
 * The first range of a header, both ends included. A last byte beyond the end is refused, though HTTP would cut it.
 *
 * @throws HTTPError with 416.
 */
function rangeOf(header: string, size: number): { start: number; end: number } {
  const [isRange, first = '', last = ''] = /^bytes=(\d*)-(\d*)/.exec(header) ?? []
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Number(last)
  if (isRange === undefined || (first === '' && last === '') || end >= size || start > end) {
    throw httpError(416, `Invalid range: ${header}`)
  }
  return { start, end }
}

function assertMutable(fileset: FilesetRecord, caller: Principal): void {
  if (!fileset.custom_fields?.['service_source'] || isService(caller)) return
  throw httpError(403, "Access denied: This fileset's files are immutable")
}

/** The bytes of a request: its body as it comes, or the field `file` of a form. */
async function contentOf(request: Request): Promise<ReadableStream<Uint8Array> | null> {
  const type = request.headers.get('content-type') ?? ''
  if (!/multipart\/form-data/i.test(type)) return request.body
  if (!/boundary=/i.test(type)) throw internalError()
  let form: FormData
  try {
    form = await request.formData()
  } catch {
    throw httpError(
      500,
      'Upload failed: _parser.data_received failed with delimiting multipart stream into parts',
    )
  }
  const file = form.get('file')
  return file === null ? null : new Blob([file]).stream()
}

function describeFile(
  { workspace, name }: FilesetRecord,
  { path, size }: FileInfo,
  cache_status: string | null = null,
): Record<string, unknown> {
  return {
    file_ref: `${workspace}/${name}#${path}`,
    file_url: `/apis/files/v2/workspaces/${workspace}/filesets/${name}/-/${path}`,
    path,
    size,
    cache_status,
  }
}
