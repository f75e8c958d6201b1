/** Makes filesets and models out of what is on this machine, for jobs to refer to. */

import { stat } from 'node:fs/promises'
import { basename, extname, resolve } from 'node:path'
import { type NeMoPlatform, NotFoundError } from '../../../../index.ts'
import { isRecord } from '../../../../json.ts'
import { withoutTrailingSlashes } from '../../../../trailing-slashes.ts'
import { LocalError, run, UsageError } from '../../../errors.ts'
import { tellingWhatIsDone } from '../../../interruption.ts'
import type { Invocation } from '../../../invocation.ts'
import { showTransfer } from '../../files/transfer-progress.ts'
import type { Fields } from '../../plugin-jobs/read-spec.ts'
import type { JobResources } from '../../plugin-jobs/submit.ts'

/** The flags. */
export interface UploadFlags {
  readonly uploadModel?: string
  readonly uploadDataset?: string
  readonly uploadEnvironment?: string
  readonly existOk?: true
  readonly hfTokenSecret?: string
}

/** Where a spec names what is uploaded: `dataset.training`. */
export interface ReferencePaths {
  readonly model: readonly string[]
  readonly datasets: readonly string[]
  /** Only some jobs have one. */
  readonly environment?: string
}

/** Something that becomes a fileset. */
interface Upload {
  readonly kind: 'model' | 'dataset' | 'environment'
  readonly flag: string
  /** Where it is: on this machine, unless it is a repository at Hugging Face. */
  readonly source: string
  readonly isRepository: boolean
  readonly fileset: string
  /** As jobs refer to it. */
  readonly reference: string
}

/** Endings that are none of the name: the `.7B` of a model is one. */
const DATA_ENDINGS = ['.jsonl', '.json', '.csv', '.tsv', '.parquet', '.txt', '.arrow']
/** What the platform takes as a name. */
const NAME = /^[a-z](?!.*--)[a-z0-9-]{0,61}[a-z0-9]$/

/** Whether something is to be uploaded. */
export function isUpload({ uploadModel, uploadDataset, uploadEnvironment }: UploadFlags): boolean {
  return [uploadModel, uploadDataset, uploadEnvironment].some((source) => source !== undefined)
}

/** Uploads, and prints how jobs refer to it. */
export async function upload(invocation: Invocation, flags: UploadFlags): Promise<void> {
  refuseCode(invocation)
  const all = await uploadsOf(invocation, flags)
  await make(invocation, all, flags)
  await invocation.print(Object.fromEntries(all.map(({ kind, reference }) => [kind, reference])))
}

/**
 * What a job will refer to; nothing is made before the rest of its spec is known to be there.
 *
 * @throws UsageError where the spec names something else already.
 */
export async function planUploads(
  invocation: Invocation,
  flags: UploadFlags,
  { spec, paths }: { spec: Fields; paths: ReferencePaths },
): Promise<JobResources | undefined> {
  if (!isUpload(flags)) return undefined
  refuseCode(invocation)
  const all = await uploadsOf(invocation, flags)
  const references: (readonly [path: string, reference: string])[] = []
  for (const { kind, flag, reference } of all) {
    const places = { model: paths.model, dataset: paths.datasets, environment: [paths.environment ?? ''] }[
      kind
    ]
    for (const path of places) {
      if (path === '') throw new UsageError('Such jobs have no environment', `Leave ${flag} out`)
      const given = valueAt(spec, path)
      if (typeof given === 'string' && given !== '')
        throw new UsageError(`The spec names ${path} already: ${given}`, `Leave it out, or ${flag}`)
      references.push([path, reference])
    }
  }
  return { references, make: () => make(invocation, all, flags) }
}

function refuseCode({ globals }: Invocation): void {
  if (globals.outputFormat === 'code')
    throw new UsageError(
      'There is no code for an upload beside a job: it is several calls',
      run('nemo files upload <path> <fileset> --create', 'To upload before'),
    )
}

async function uploadsOf(
  invocation: Invocation,
  { uploadModel, uploadDataset, uploadEnvironment }: UploadFlags,
): Promise<readonly Upload[]> {
  const { workspace } = invocation.client()
  if (workspace === undefined)
    throw new UsageError('Missing workspace', run('nemo config set --workspace <name>'), 'Or --workspace')
  const given = [
    ['model', uploadModel],
    ['dataset', uploadDataset],
    ['environment', uploadEnvironment],
  ] as const
  const uploads: Upload[] = []
  for (const [kind, source] of given) {
    if (source === undefined) continue
    const flag = `--upload-${kind}`
    const isHere = await stat(source).then(
      () => true,
      () => false,
    )
    const isRepository = !isHere && kind === 'model' && /^[A-Za-z0-9][\w.-]*\/[\w.-]+$/.test(source)
    if (!isHere && !isRepository) throw new LocalError(`${flag}: there is no ${source}`, ['Check the path'])
    const fileset = filesetFor(source, kind, flag)
    uploads.push({ kind, flag, source, isRepository, fileset, reference: `${workspace}/${fileset}` })
  }
  return uploads
}

/** The same name as the Python command line has for it. */
function filesetFor(source: string, kind: Upload['kind'], flag: string): string {
  const whole = basename(resolve(source))
  const ending = extname(whole)
  const stem = DATA_ENDINGS.includes(ending.toLowerCase()) ? whole.slice(0, -ending.length) : whole
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^a-z0-9-]+/g, '-')
      .replace(/-{2,}/g, '-')
      .replace(/^-|-$/g, '')
  const name = [plain(stem), plain(`${kind}-${stem}`)].find((one) => NAME.test(one))
  if (name !== undefined) return name
  throw new UsageError(
    `${flag}: ${source} gives no name for a fileset`,
    'Rename it: a name begins with a letter, and has letters, digits and hyphens',
  )
}

async function make(invocation: Invocation, all: readonly Upload[], flags: UploadFlags): Promise<void> {
  const client = invocation.client()
  const { signal } = invocation.io
  const steps: string[] = []
  await tellingWhatIsDone(
    invocation.io,
    async () => {
      for (const one of all) {
        const isNew = await makeFileset(invocation, client, one, flags)
        invocation.note(
          isNew
            ? `Created ${one.reference}.`
            : `${one.reference} was there already; its files are as they were.`,
        )
        steps.push(one.reference)
        if (one.kind !== 'model') continue
        await client.models.create(
          { name: one.fileset, fileset: one.reference, exist_ok: flags.existOk === true },
          { signal },
        )
      }
    },
    () => (steps.length === 0 ? 'Nothing is whole.' : `Whole by now: ${steps.join(', ')}.`),
  )
}

/** Whether it was made; else it was there. */
async function makeFileset(
  invocation: Invocation,
  client: NeMoPlatform,
  { kind, source, isRepository, fileset, reference }: Upload,
  { existOk, hfTokenSecret }: UploadFlags,
): Promise<boolean> {
  const { signal } = invocation.io
  const isThere = await client.files.filesets.retrieve(fileset, {}, { signal }).then(
    () => true,
    (error: unknown) => {
      if (error instanceof NotFoundError) return false
      throw error
    },
  )
  if (isThere && existOk === true) return false
  if (isThere) {
    throw new UsageError(
      `There is a fileset ${reference} already`,
      'Take it as it is with --exist-ok',
      run(`nemo files filesets delete ${fileset}`, 'To have it made anew'),
    )
  }
  const storage = {
    type: 'huggingface',
    repo_id: source,
    repo_type: 'model',
    ...(hfTokenSecret === undefined ? {} : { token_secret: hfTokenSecret }),
  } as const
  await client.files.filesets.create(
    { name: fileset, purpose: kind, ...(isRepository ? { storage } : {}) },
    { signal },
  )
  if (isRepository) return true
  const progress = showTransfer(invocation, `Uploading ${source}`)
  try {
    const isFolder = (await stat(source)).isDirectory()
    await client.files.upload(
      {
        // With a slash at its end, what is in it.
        local_path: isFolder ? `${withoutTrailingSlashes(source)}/` : source,
        fileset,
        onProgress: progress.update,
      },
      { signal },
    )
  } finally {
    progress.stop()
  }
  return true
}

function valueAt(spec: Fields, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), spec)
}
