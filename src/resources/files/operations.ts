/** The operations of {@link Files} that are one request each. */

import { loadPart } from '../../errors/load-part.ts'
import type { Operation } from '../../http/request/operation.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import { hasWildcards, pathMatcher } from '../../runtime/glob.ts'
import type {
  FileDeleteParams,
  FileDownloadContentParams,
  FileListParams,
  ListFilesResponse,
} from '../../types/file-transfers.ts'
import type { CacheStatus, FilesetFile } from '../../types/files.generated.ts'
import type { ResourceContext } from '../shared/resource-context.ts'
import type { FilesetRef } from './fileset-ref.ts'
import { checkParams, placeOf, requireFileName, requireFileset } from './params.ts'
import { AS_STORED, fileOperation, listing } from './remote.ts'

/** Downloads a file into memory. */
export function contentDownload(
  context: ResourceContext,
  params: FileDownloadContentParams,
  options: RequestOptions | undefined,
): Operation<Uint8Array> {
  const file = fileIn(context, 'downloadContent', params)
  return {
    ...fileOperation('GET', file),
    headers: AS_STORED,
    responseType: 'bytes',
    parse: async (response, sent) => {
      const { readContent } = await loadPart(import('./download.ts'))
      return readContent(context, file, { response, sent }, options)
    },
  }
}

/** Downloads a file as a stream. */
export function streamDownload(
  context: ResourceContext,
  params: FileDownloadContentParams,
): Operation<Response> {
  return { ...fileOperation('GET', fileIn(context, 'downloadStream', params)), responseType: 'bytes' }
}

/** Deletes a file. */
export function fileDeletion(context: ResourceContext, params: FileDeleteParams): Operation<void> {
  return { ...fileOperation('DELETE', fileIn(context, 'delete', params)), responseType: 'nothing' }
}

/** Lists files. */
export function fileListing(context: ResourceContext, params: FileListParams): Operation<ListFilesResponse> {
  checkParams('list', params, ['remote_path', 'include_cache_status'])
  const place = requireFileset(placeOf(params, context.workspace))
  const isPattern = hasWildcards(place.path)
  const query = {
    path: isPattern || place.path === '' ? undefined : place.path,
    include_cache_status: params.include_cache_status === true ? true : undefined,
  }
  return listing(place, query, (files) => {
    const matches = isPattern ? pathMatcher(place.path) : () => true
    const data = files.filter((file) => matches(file.path))
    return { data, cache_status: statusOfAll(data) }
  })
}

function fileIn(context: ResourceContext, method: string, params: FileDownloadContentParams): FilesetRef {
  checkParams(method, params, ['remote_path'])
  return requireFileName(requireFileset(placeOf(params, context.workspace)))
}

/** The status that tells most of all of them together. */
function statusOfAll(files: readonly FilesetFile[]): CacheStatus | null {
  const statuses = new Set(files.map((file) => file.cache_status ?? undefined))
  const order: readonly CacheStatus[] = ['caching', 'not_cached', 'cached', 'not_cacheable']
  return order.find((status) => statuses.has(status)) ?? null
}
