/** Uploads: finds what is meant, decides where each file goes, and sends a few at a time. */

import { sendsStreams } from '#runtime/files'
import { InvalidArgumentError } from '../../errors/index.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { LocalSource } from '../../runtime/files.ts'
import { withoutTrailingSlashes } from '../../trailing-slashes.ts'
import type {
  FileUploadContentParams,
  FileUploadParams,
  TransferredFile,
} from '../../types/file-transfers.ts'
import type { Fileset, FilesetFile } from '../../types/files.generated.ts'
import type { ResourceContext } from '../shared/resource-context.ts'
import { toBody } from './content.ts'
import type { FilesetPath, FilesetRef } from './fileset-ref.ts'
import {
  assertInside,
  checkParams,
  checkTransferOptions,
  checkWorkers,
  placeOf,
  requireFileName,
  requireFileset,
} from './params.ts'
import { RemoteFileset } from './remote.ts'
import { findSource } from './sources.ts'
import { checkProgress, type Transfer, transferAll } from './transfer.ts'

const UPLOAD_PARAMS = [
  'local_path',
  'remote_path',
  'max_workers',
  'fileset_auto_create',
  'onProgress',
  'resume',
]

/** What `client.files.upload` does. */
export async function uploadFiles(
  context: ResourceContext,
  params: FileUploadParams,
  options: RequestOptions | undefined,
): Promise<Fileset> {
  checkParams('upload', params, UPLOAD_PARAMS)
  const { local_path, fileset_auto_create, resume } = params
  const requestOptions = checkTransferOptions(options)
  const workers = checkWorkers(params)
  const onProgress = checkProgress(params)
  const place = named(placeOf(params, context.workspace), fileset_auto_create)
  const source = await findSource(local_path)
  const remote = new RemoteFileset(context, place, requestOptions)
  if (fileset_auto_create === true) await remote.create()
  const present = await lookAround(remote, place.path, source, resume)
  const transfers = plan(source, place.path, present)
  const sizes = new Map(resume === true ? present.map(({ path, size }) => [path, size]) : [])
  await transferAll(
    {
      what: 'Uploading files',
      transfers,
      workers,
      isSingle: source.kind === 'file',
      signal: requestOptions.signal,
      onProgress,
    },
    async ({ remote_path, size, file }, report) => {
      if (sizes.get(remote_path) === size) return
      const body = file.body(report)
      try {
        await remote.put(remote_path, body)
      } catch (error) {
        // Not every transport hands on what went wrong with the body.
        throw file.failure ?? error
      } finally {
        await file.close()
      }
    },
  )
  return remote.retrieve()
}

/** What `client.files.uploadContent` does. */
export async function uploadContent(
  context: ResourceContext,
  params: FileUploadContentParams,
  options: RequestOptions | undefined,
): Promise<Fileset> {
  checkParams('uploadContent', params, ['content', 'remote_path', 'fileset_auto_create'])
  const { content, fileset_auto_create } = params
  const requestOptions = checkTransferOptions(options)
  const place = requireFileName(named(placeOf(params, context.workspace), fileset_auto_create))
  const body = toBody(content, sendsStreams)
  const remote = new RemoteFileset(context, place, requestOptions)
  if (fileset_auto_create === true) await remote.create()
  await remote.put(place.path, body)
  return remote.retrieve()
}

interface Upload extends Transfer {
  readonly file: LocalSource['files'][number]
}

/** A fileset that is created on the way can do without a name. */
function named(place: FilesetPath, autoCreate: boolean | undefined): FilesetRef {
  if (autoCreate !== undefined && typeof autoCreate !== 'boolean')
    throw new InvalidArgumentError('fileset_auto_create', 'must be true or false')
  if (place.fileset !== undefined || autoCreate !== true) return requireFileset(place)
  const digits = crypto.getRandomValues(new Uint8Array(4))
  return {
    ...place,
    fileset: `fileset-${[...digits].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`,
  }
}

/** What is at the place already, as far as it matters. */
async function lookAround(
  remote: RemoteFileset,
  path: string,
  source: LocalSource,
  resume: boolean | undefined,
): Promise<FilesetFile[]> {
  // Whether it is a folder decides about names; a slash at the end says so already.
  const isOpenQuestion = path !== '' && !path.endsWith('/') && source.kind !== 'files'
  return resume === true || isOpenQuestion ? remote.list(path) : []
}

function plan({ kind, name, files }: LocalSource, path: string, present: readonly FilesetFile[]): Upload[] {
  const base = withoutTrailingSlashes(path)
  const isFolder =
    path === '' || path.endsWith('/') || present.some((file) => file.path.startsWith(`${base}/`))
  if (kind !== 'file' && !isFolder && present.some((file) => file.path === base))
    throw new InvalidArgumentError('remote_path', `is a file, which cannot take a folder: ${base}`)
  const targetOf = (relative: string): string => {
    if (kind === 'file') return isFolder ? join(base, name) : base
    return kind === 'folder' && isFolder ? join(base, name, relative) : join(base, relative)
  }
  const seen = new Set<string>()
  return files.map((file) => {
    const remote_path = targetOf(file.relative)
    if (remote_path === '' || remote_path.endsWith('/'))
      throw new InvalidArgumentError('remote_path', `must name a file: what is uploaded has no name itself`)
    assertInside(remote_path, 'local_path')
    if (seen.has(remote_path))
      throw new InvalidArgumentError('local_path', `has two files that would both become ${remote_path}`)
    seen.add(remote_path)
    const transferred: TransferredFile = { local_path: file.name, remote_path, size: file.size }
    return { ...transferred, moved: 0, file }
  })
}

function join(...parts: string[]): string {
  return parts.filter((part) => part !== '').join('/')
}
