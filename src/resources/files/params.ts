/** Checks what callers give to the methods of files, and finds out which place they mean. */

import { InvalidArgumentError } from '../../errors/index.ts'
import { checkRequestOptions, type RequestOptions } from '../../http/request/request-options.ts'
import type { FilesetParams, TransferParams } from '../../types/file-transfers.ts'
import { required } from '../shared/resource-context.ts'
import { type FilesetPath, type FilesetRef, filesetPath, parseFilesetPath, SCHEME } from './fileset-ref.ts'

const COMMON = ['fileset', 'workspace']
const TRANSFERS_AT_A_TIME = 4

/** @throws InvalidArgumentError for params that are no object, or that the method does not know. */
export function checkParams(method: string, params: object, names: readonly string[]): void {
  const known = [...names, ...COMMON]
  const unknown = Object.keys(required(params)).find((name) => !known.includes(name))
  if (unknown !== undefined) {
    throw new InvalidArgumentError(
      unknown,
      `is no param of \`files.${method}\`: those are ${known.join(', ')}`,
      { code: 'argument/unknown' },
    )
  }
}

/**
 * The options that go with each request of a call of many.
 *
 * @throws InvalidArgumentError for those that only one request can have.
 */
export function checkTransferOptions(options: RequestOptions | undefined): RequestOptions {
  const { signal, timeout, maxRetries, headers, ...rest } = checkRequestOptions(options)
  const name = Object.entries(rest).find(([, value]) => value !== undefined)?.[0]
  if (name !== undefined)
    throw new InvalidArgumentError(name, 'has no meaning here: the call sends many requests')
  return { signal, timeout, maxRetries, headers }
}

/** How many files are on their way at a time. */
export function checkWorkers({ max_workers }: TransferParams): number {
  if (max_workers === undefined) return TRANSFERS_AT_A_TIME
  if (Number.isInteger(max_workers) && max_workers >= 1) return max_workers
  throw new InvalidArgumentError('max_workers', 'must be a whole number from 1 on')
}

/**
 * The place that `remote_path`, `fileset` and `workspace` mean together. Names of files may have a `#` in them, so beside `fileset`
 * a path is a reference only if it says so (`fileset://`) or names that same fileset.
 */
export function placeOf(
  params: FilesetParams & { remote_path?: string | undefined },
  defaultWorkspace: string | undefined,
): FilesetPath {
  const { fileset, workspace = defaultWorkspace, remote_path = '' } = params
  if (fileset !== undefined && (typeof fileset !== 'string' || fileset === ''))
    throw new InvalidArgumentError('fileset', 'must be a name')
  const isPath = fileset !== undefined && typeof remote_path === 'string' && !refersTo(remote_path, fileset)
  const place = isPath ? filesetPath(remote_path, workspace) : parseFilesetPath(remote_path, workspace)
  if (fileset !== undefined && place.fileset !== undefined && fileset !== place.fileset) {
    throw new InvalidArgumentError(
      'fileset',
      `is ${fileset}, but \`remote_path\` names the fileset ${place.fileset}`,
    )
  }
  assertInside(place.path)
  return { ...place, fileset: fileset ?? place.fileset }
}

/** Whether a text is a reference, `fileset#…` or `workspace/fileset#…`, rather than a path with a `#` in one of its names. */
function refersTo(text: string, fileset: string): boolean {
  if (text.startsWith(SCHEME)) return true
  const [place = '', ...rest] = text.split('#')
  const names = place.replace(/^\/+/, '').split('/')
  return rest.length > 0 && names.length <= 2 && names.at(-1) === fileset
}

/** @throws InvalidArgumentError if a place names no fileset. */
export function requireFileset({ fileset, ...place }: FilesetPath): FilesetRef {
  if (fileset !== undefined) return { ...place, fileset }
  throw new InvalidArgumentError('fileset', 'is missing', {
    code: 'argument/missing',
    remedies: [{ text: 'Name the fileset', call: '`fileset`, or `remote_path: "fileset#path"`' }],
  })
}

/** @throws InvalidArgumentError if a place is no file's. */
export function requireFileName<Place extends { readonly path: string }>(place: Place): Place {
  if (place.path !== '' && !place.path.endsWith('/')) return place
  throw new InvalidArgumentError('remote_path', 'must name a file, not a folder')
}

/** @throws InvalidArgumentError for a path that could lead out of its fileset. */
export function assertInside(path: string, argument = 'remote_path'): void {
  if (path.includes('\0')) throw new InvalidArgumentError(argument, 'must not have zero bytes in it')
  if (path.split('/').some((part) => part === '..'))
    throw new InvalidArgumentError(argument, `must not have \`..\` parts: ${path}`)
}
