/** Downloads: finds out which files are meant and where they go, and fetches a few at a time. */

import { findTargets } from '#runtime/files'
import { InvalidArgumentError } from '../../errors/index.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { DownloadPlan, DownloadTargets, PartialFile } from '../../runtime/files.ts'
import { hasWildcards, pathMatcher } from '../../runtime/glob.ts'
import { withoutTrailingSlashes } from '../../trailing-slashes.ts'
import type { FileDownloadParams } from '../../types/file-transfers.ts'
import type { ResourceContext } from '../shared/resource-context.ts'
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
import { getFile, type RemoteAnswer, RemoteFileset } from './remote.ts'
import { pour, type Sink } from './remote-bytes.ts'
import { checkProgress, type Report, type Transfer, transferAll } from './transfer.ts'

const DOWNLOAD_PARAMS = ['remote_path', 'local_path', 'max_workers', 'onProgress', 'resume']

/** What `client.files.download` does. */
export async function downloadFiles(
  context: ResourceContext,
  params: FileDownloadParams,
  options: RequestOptions | undefined,
): Promise<void> {
  checkParams('download', params, DOWNLOAD_PARAMS)
  const { local_path, resume } = params
  const requestOptions = checkTransferOptions(options)
  const workers = checkWorkers(params)
  const onProgress = checkProgress(params)
  const { remote, plan: makePlan } = planOf(context, params, requestOptions)
  const { files, plan } = await makePlan()
  const targets = await findTargets(local_path, plan)
  const transfers = files.map(
    ({ path, size }, index): Download => ({
      local_path: targets.paths[index] as string,
      remote_path: path,
      size: size ?? 0,
      isListed: size !== undefined,
      moved: 0,
    }),
  )
  const { signal } = requestOptions
  const maxRetries = requestOptions.maxRetries ?? context.http.maxRetries
  await transferAll(
    { what: 'Downloading files', transfers, workers, isSingle: 'name' in plan, signal, onProgress },
    async (file, report) => {
      const isWhole = file.isListed && (await targets.sizeOf(file.local_path)) === file.size
      if (resume === true && isWhole) return
      await fetchFile(remote, file, { targets, goesOn: resume !== false, maxRetries, signal, report })
    },
  )
}

/** What `client.files.downloadContent` does with the first answer. */
export async function readContent(
  context: ResourceContext,
  file: FilesetRef,
  first: RemoteAnswer,
  options: RequestOptions | undefined,
): Promise<Uint8Array> {
  const memory = new Memory()
  const maxRetries = options?.maxRetries ?? context.http.maxRetries
  const { path } = file
  const get = (headers: Readonly<Record<string, string>>) => getFile(context, file, headers, options)
  const { signal, timeout, headers } = options ?? {}
  const remote = new RemoteFileset(context, file, { signal, timeout, maxRetries, headers })
  const listedSize = () => remote.sizeOf(path)
  await pour({ path, get, listedSize, first, maxRetries, signal }, memory)
  return memory.bytes()
}

interface Download extends Transfer {
  /** Whether the platform knows of it; what it does not know it is asked for all the same. */
  readonly isListed: boolean
}

interface Found {
  readonly files: readonly { readonly path: string; readonly size: number | undefined }[]
  readonly plan: DownloadPlan
}

/** Which files are meant. All that can be said without a request is checked at once. */
function planOf(context: ResourceContext, params: FileDownloadParams, options: RequestOptions) {
  const { remote_path, ...rest } = params
  if (remote_path !== undefined && typeof remote_path !== 'string') {
    const names = checkNames(remote_path)
    const remote = new RemoteFileset(context, requireFileset(placeOf(rest, context.workspace)), options)
    return { remote, plan: () => planList(remote, names) }
  }
  const place = requireFileset(placeOf({ ...rest, remote_path }, context.workspace))
  const remote = new RemoteFileset(context, place, options)
  return {
    remote,
    plan: () => (hasWildcards(place.path) ? planMatches(remote, place) : planPlace(remote, place)),
  }
}

function checkNames(names: unknown): string[] {
  if (!Array.isArray(names)) throw new InvalidArgumentError('remote_path', 'must be text or a list of texts')
  for (const [index, name] of names.entries()) {
    const argument = `remote_path[${index}]`
    if (typeof name !== 'string' || name === '' || name.endsWith('/'))
      throw new InvalidArgumentError(argument, 'must name a file')
    assertInside(name, argument)
  }
  return [...new Set(names.map((name: string) => name.replace(/^\/+/, '')))]
}

async function planList(remote: RemoteFileset, names: readonly string[]): Promise<Found> {
  const present = names.length === 0 ? [] : await remote.list('')
  const sizes = new Map(present.map(({ path, size }) => [path, size]))
  const folder = names.find(
    (name) => !sizes.has(name) && present.some(({ path }) => path.startsWith(`${name}/`)),
  )
  if (folder !== undefined)
    throw new InvalidArgumentError('remote_path', `has a folder where files are meant: ${folder}`)
  // One that is missing is asked for all the same: the platform's own error says it best.
  const files = names.map((path) => ({ path, size: sizes.get(path) }))
  return { files, plan: { paths: names } }
}

async function planMatches(remote: RemoteFileset, { path }: FilesetPath): Promise<Found> {
  const matches = pathMatcher(path)
  const files = (await remote.list('')).filter((file) => matches(file.path))
  return { files, plan: { paths: files.map((file) => file.path) } }
}

async function planPlace(remote: RemoteFileset, place: FilesetRef): Promise<Found> {
  const base = withoutTrailingSlashes(place.path)
  const name = base.slice(base.lastIndexOf('/') + 1)
  const files = await remote.list(base)
  const exact = files.find((file) => file.path === base)
  if (exact !== undefined && files.length === 1) return { files, plan: { name } }
  const keepsName = base !== '' && base === place.path
  if (files.length === 0 && keepsName)
    return { files: [{ path: requireFileName(place).path, size: undefined }], plan: { name } }
  if (exact !== undefined && keepsName) {
    throw new InvalidArgumentError(
      'remote_path',
      `is a file and a folder, too: a slash at its end means the folder, a list of one the file: ${base}`,
    )
  }
  const start = base === '' ? 0 : base.length + 1
  const below = files.filter((file) => file !== exact)
  const paths = below.map(({ path }) => (keepsName ? `${name}/` : '') + path.slice(start))
  return { files: below, plan: { paths } }
}

interface Fetching {
  readonly targets: DownloadTargets
  /** Whether a part that is there is continued. */
  readonly goesOn: boolean
  readonly maxRetries: number
  readonly signal: AbortSignal | undefined
  readonly report: Report
}

async function fetchFile(
  remote: RemoteFileset,
  { remote_path, local_path, size, isListed }: Download,
  { targets, goesOn, maxRetries, signal, report }: Fetching,
): Promise<void> {
  const identity = `${remote.workspace}/${remote.fileset}#${remote_path} ${size}`
  const part = await targets.open(local_path, identity, goesOn)
  try {
    if (part.size > size) await part.restart()
    let total = size
    const sink = new PartSink(part, (done) => report(done, total))
    const onSize = (known: number) => {
      total = known
    }
    await pour(
      {
        path: remote_path,
        get: (headers) => remote.get(remote_path, headers),
        listedSize: () => remote.sizeOf(remote_path),
        size: isListed ? size : undefined,
        maxRetries,
        signal,
        onSize,
      },
      sink,
    )
    await part.commit()
  } finally {
    await part.release()
  }
}

/** Writes to a part, and tells how far it has come. */
class PartSink implements Sink {
  readonly #part: PartialFile
  readonly #onMove: (done: number) => void

  constructor(part: PartialFile, onMove: (done: number) => void) {
    this.#part = part
    this.#onMove = onMove
    onMove(part.size)
  }

  get size(): number {
    return this.#part.size
  }

  tail(length: number): Promise<Uint8Array> {
    return this.#part.tail(length)
  }

  write(chunk: Uint8Array): Promise<void> | void {
    const written = this.#part.write(chunk)
    this.#onMove(this.#part.size)
    return written
  }

  async restart(): Promise<void> {
    await this.#part.restart()
    this.#onMove(0)
  }
}

class Memory implements Sink {
  size = 0
  #chunks: Uint8Array[] = []

  async tail(length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(Math.min(length, this.size))
    let left = bytes.byteLength
    for (let index = this.#chunks.length - 1; left > 0; index -= 1) {
      const chunk = this.#chunks[index] as Uint8Array
      const end = chunk.subarray(Math.max(0, chunk.byteLength - left))
      left -= end.byteLength
      bytes.set(end, left)
    }
    return bytes
  }

  write(chunk: Uint8Array): void {
    this.#chunks.push(chunk)
    this.size += chunk.byteLength
  }

  async restart(): Promise<void> {
    this.size = 0
    this.#chunks = []
  }

  bytes(): Uint8Array {
    const bytes = new Uint8Array(this.size)
    let position = 0
    for (const chunk of this.#chunks) {
      bytes.set(chunk, position)
      position += chunk.byteLength
    }
    return bytes
  }
}
