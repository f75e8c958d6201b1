/** Places in filesets, as they stand on the command line. */

import { agreed } from '../../agreed.ts'
import { UsageError } from '../../errors.ts'

/** A place in a fileset. */
export interface FilePlace {
  readonly workspace: string | undefined
  readonly fileset: string
  readonly path: string | undefined
}

/**
 * Reads `fileset`, `fileset#path` or `workspace/fileset#path`.
 *
 * @param remotePath - What `--remote-path` says.
 * @param flag - What `--workspace` says.
 * @throws UsageError where path or workspace stand in both, and not alike, or no fileset is named.
 */
export function readPlace(word: string, remotePath: string | undefined, flag: string | undefined): FilePlace {
  const text = word.replace(/^fileset:\/\//, '')
  const hash = text.indexOf('#')
  const names = (hash < 0 ? text : text.slice(0, hash)).split('/')
  const path = hash < 0 ? undefined : text.slice(hash + 1)
  if (path !== undefined && remotePath !== undefined)
    throw new UsageError('The path stands behind # and in --remote-path', 'Give it once')
  const fileset = names.pop() ?? ''
  const [workspace, ...others] = names
  if (fileset === '' || others.length > 0) {
    throw new UsageError(
      `'${word}' names no fileset`,
      'It is written fileset, fileset#path or workspace/fileset#path',
    )
  }
  agreed('The workspace', [
    ['in the name of the fileset', workspace],
    ['in --workspace', flag],
  ])
  return { workspace, fileset, path: path ?? remotePath }
}
