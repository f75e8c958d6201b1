/** `nemo files`: filesets, and the files in them. */

import type { Command } from 'commander'
import { InvalidArgumentError } from '../../index.ts'
import { shellWord } from '../../remedies/index.ts'
import { run, UsageError } from '../errors.ts'
import { readNumber } from '../global-options.ts'
import { tellingWhatIsDone } from '../interruption.ts'
import type { Invocation } from '../invocation.ts'
import { type FilePlace, readPlace } from './files/place.ts'
import { showTransfer } from './files/transfer-progress.ts'
import { FILES } from './files.generated.ts'
import { addGroup } from './shared/described.ts'
import { addColumns } from './shared/lists.ts'

const COLUMNS = ['path', 'size']
const HEADERS = { path: 'PATH', size: 'SIZE' }

/** Adds the group. */
export function register(parent: Command, invocation: () => Invocation): void {
  const files = addGroup(parent, FILES, invocation)
  addTransferOptions(files.command('upload'))
    .description('Upload a file, a folder, or what a pattern matches')
    .argument('<local_path>', 'file, folder (with a slash at its end: what is in it), or pattern in quotes')
    .argument('[fileset]', 'where to: fileset or fileset#path; left out, a new fileset is made')
    .option('--create', 'make the fileset if it is not there')
    .option('--resume', 'leave out files that are there with the same size')
    .addHelpText('after', UPLOAD_EXAMPLES)
    .action((localPath: string, fileset: string | undefined, flags: UploadFlags) =>
      upload(invocation(), localPath, fileset, flags),
    )
  addTransferOptions(files.command('download'))
    .description('Download a fileset, a folder in it, a file, or what a pattern matches')
    .argument('<fileset>', 'fileset or fileset#path')
    .requiredOption('-o, --output <path>', 'where to: a folder, or the name of a single file')
    .option('--resume', 'leave out files that are there with the right size')
    .addHelpText('after', DOWNLOAD_EXAMPLES)
    .action((fileset: string, flags: DownloadFlags) => download(invocation(), fileset, flags))
  addColumns(files.command('list'))
    .description('List the files of a fileset')
    .argument('<fileset>', 'fileset or fileset#path; patterns such as data/*.csv in quotes')
    .option('--remote-path <path>', 'folder or pattern in the fileset')
    .action((fileset: string, flags: PlaceFlags) => list(invocation(), fileset, flags))
  files
    .command('delete')
    .description('Delete a file of a fileset')
    .argument('<fileset>', 'fileset or fileset#path')
    .option('--remote-path <path>', 'the file')
    .action((fileset: string, flags: PlaceFlags) => remove(invocation(), fileset, flags))
}

const UPLOAD_EXAMPLES = `
Examples:
  nemo files upload ./data/ training-data --create
  nemo files upload './data/*.jsonl' training-data#2026/ --dry-run
  nemo files upload ./model.bin                     (makes a fileset)`

const DOWNLOAD_EXAMPLES = `
Examples:
  nemo files download training-data -o ./data
  nemo files download 'training-data#2026/*.jsonl' -o . --resume`

interface PlaceFlags {
  remotePath?: string
}

interface TransferFlags extends PlaceFlags {
  dryRun?: true
  resume?: true
  workers?: string
}

interface UploadFlags extends TransferFlags {
  create?: true
}

interface DownloadFlags extends TransferFlags {
  output: string
}

function addTransferOptions(command: Command): Command {
  return command
    .option('--remote-path <path>', 'path in the fileset (default: all of it)')
    .option('--workers <number>', 'files that are on their way at a time (default: 4)')
    .option('--dry-run', 'list what would be moved, and move nothing')
}

async function upload(
  invocation: Invocation,
  localPath: string,
  fileset: string | undefined,
  flags: UploadFlags,
): Promise<void> {
  const { signal } = invocation.io
  const client = invocation.client()
  const place =
    fileset === undefined ? undefined : readPlace(fileset, flags.remotePath, invocation.globals.workspace)
  // One that is missing is told of before anything moves.
  if (place !== undefined && flags.create !== true && flags.dryRun !== true)
    await client.files.filesets.retrieve(place.fileset, { workspace: place.workspace }, { signal })
  const remotePath = place === undefined ? flags.remotePath : place.path
  if (flags.dryRun === true) return planUpload(invocation, localPath, remotePath)
  const progress = showTransfer(invocation, 'Uploading')
  try {
    const params = {
      local_path: localPath,
      ...(place === undefined ? {} : { fileset: place.fileset }),
      workspace: place?.workspace,
      remote_path: remotePath,
      resume: flags.resume === true,
      fileset_auto_create: place === undefined || flags.create === true,
      max_workers: readNumber('--workers', flags.workers, { least: 1 }),
      onProgress: progress.update,
    }
    const { name } = await tellingWhatIsDone(
      invocation.io,
      () => client.files.upload(params, { signal }),
      () => `Uploaded: ${progress.done()}, each as a whole. With --resume it goes on from there.`,
    )
    progress.stop()
    invocation.say(`Completed upload to ${name}${remotePath ? `#${remotePath}` : ''}`)
  } finally {
    progress.stop()
  }
}

async function planUpload(
  invocation: Invocation,
  localPath: string,
  remotePath: string | undefined,
): Promise<void> {
  const { findLocalFiles } = await import('../../runtime/node/files.ts')
  const source = await findLocalFiles(localPath)
  const data = source.files.map(({ relative, size }) => ({ path: relative, size }))
  for (const file of source.files) await file.close()
  invocation.note(`Would upload ${data.length} files${remotePath ? ` to ${remotePath}` : ''}`)
  await invocation.print(data, { list: true, columns: COLUMNS, headers: HEADERS })
}

async function download(invocation: Invocation, fileset: string, flags: DownloadFlags): Promise<void> {
  const { signal } = invocation.io
  const place = readPlace(fileset, flags.remotePath, invocation.globals.workspace)
  if (flags.dryRun === true) {
    invocation.note(`Would download to ${flags.output}`)
    return printFiles(invocation, place)
  }
  const progress = showTransfer(invocation, 'Downloading')
  try {
    const params = {
      fileset: place.fileset,
      workspace: place.workspace,
      remote_path: place.path,
      local_path: flags.output,
      ...(flags.resume === true ? { resume: true } : {}),
      max_workers: readNumber('--workers', flags.workers, { least: 1 }),
      onProgress: progress.update,
    }
    await tellingWhatIsDone(
      invocation.io,
      () => namingTheOption(invocation.client().files.download(params, { signal })),
      () =>
        `Downloaded: ${progress.done()}, each as a whole; what has come of others is kept beside them in hidden .part files. With --resume it goes on from there.`,
    )
    progress.stop()
    invocation.say(`Downloaded ${place.fileset}#${place.path || '/'} to '${flags.output}'`)
  } finally {
    progress.stop()
  }
}

/** What is wrong with a place on this machine is said of the option that names it. */
async function namingTheOption(download: Promise<void>): Promise<void> {
  try {
    await download
  } catch (error) {
    if (!(error instanceof InvalidArgumentError) || error.argument !== 'local_path') throw error
    throw new UsageError(`--output ${error.fault}`, 'Choose another place')
  }
}

function list(invocation: Invocation, fileset: string, flags: PlaceFlags): Promise<void> {
  return printFiles(invocation, readPlace(fileset, flags.remotePath, invocation.globals.workspace))
}

async function printFiles(invocation: Invocation, { workspace, fileset, path }: FilePlace): Promise<void> {
  const { signal } = invocation.io
  const { data } = await invocation.client().files.list({ workspace, fileset, remote_path: path }, { signal })
  await invocation.print(data, {
    list: true,
    columns: COLUMNS,
    headers: HEADERS,
    fields: ['file_ref', 'file_url', 'path', 'size', 'cache_status'],
  })
}

async function remove(invocation: Invocation, name: string, flags: PlaceFlags): Promise<void> {
  const { workspace, fileset, path } = readPlace(name, flags.remotePath, invocation.globals.workspace)
  if (path === undefined || path === '') {
    throw new UsageError(
      'Missing --remote-path: which file is to be deleted',
      run(`nemo files delete ${shellWord(fileset)} --remote-path <path>`),
      run(`nemo files filesets delete ${shellWord(fileset)}`, 'To delete the fileset with all its files'),
    )
  }
  const { signal } = invocation.io
  await invocation.client().files.delete({ workspace, fileset, remote_path: path }, { signal })
  invocation.say(`Deleted ${fileset}#${path}`)
}
