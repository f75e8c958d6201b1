/**
 * Stands in place of the parts that nobody needs to list workspaces, in bundles that were made with the condition
 * `nemo-platform-lean`: a bundle of one file would carry them, for it carries all that is ever imported. What it has to export is
 * what is used of them; `rolldown.config.ts` says which parts these are.
 */

import { NeMoPlatformError } from './base.ts'

function leftOut(): never {
  throw new NeMoPlatformError('This part of nemo-platform was left out of the bundle.', {
    code: 'package/left-out',
    remedies: [
      {
        text: 'Make the bundle without the condition `nemo-platform-lean`, or one that consists of several files',
      },
    ],
  })
}

export {
  leftOut as canDo,
  leftOut as createOpenAIClient,
  leftOut as downloadFiles,
  leftOut as explainError,
  leftOut as findMismatch,
  leftOut as findOperation,
  leftOut as permissionFor,
  leftOut as roleFor,
  leftOut as runChecks,
}
