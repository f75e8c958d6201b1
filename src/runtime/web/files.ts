/** Where there is no file system: `Blob`s can be uploaded, and nothing else. */

import { InvalidArgumentError } from '../../errors/index.ts'
import type { DownloadPlan, DownloadTargets, LocalSource } from '../files.ts'

/** Request bodies cannot be streams in most browsers. */
export const sendsStreams = false

/** @throws InvalidArgumentError always: there are no paths here. */
export async function findLocalFiles(_path: string | URL): Promise<LocalSource> {
  throw new InvalidArgumentError(
    'local_path',
    'must be a Blob, a File or a list of these: this runtime has no file system',
  )
}

/** @throws InvalidArgumentError always: there are no paths here. */
export async function findTargets(_path: string | URL, _plan: DownloadPlan): Promise<DownloadTargets> {
  throw new InvalidArgumentError('local_path', 'leads nowhere: this runtime has no file system', {
    remedies: [
      {
        text: 'Take the content itself',
        call: 'client.files.downloadContent(…) or client.files.downloadStream(…)',
      },
    ],
  })
}
