/** Reads and writes references to filesets and to the files in them: `workspace/fileset#path`. */

import { InvalidArgumentError } from '../../errors/index.ts'
import { missingArgument } from '../../http/request/missing-argument.ts'

/** A place in a fileset. */
export interface FilesetRef {
  readonly workspace: string
  readonly fileset: string
  /** Path in the fileset, without a slash in front; empty for the whole of it. */
  readonly path: string
}

/** A place in a fileset that may still be unnamed. */
export interface FilesetPath extends Omit<FilesetRef, 'fileset'> {
  readonly fileset: string | undefined
}

/** What stands in for the parts that a reference leaves out. */
export interface RefDefaults {
  readonly workspace?: string | undefined
  readonly fileset?: string | undefined
}

/** What a reference may begin with. */
export const SCHEME = 'fileset://'

/**
 * Reads a reference: `fileset://ws/fs#path`, `ws/fs#path`, `fs#path`, `ws/fs`, `fs`; also `ws/fs/path`, as it was once written.
 *
 * @param workspace - The workspace of references that name none.
 * @throws InvalidArgumentError if it names no fileset, or no workspace can be found.
 */
export function parseFilesetRef(reference: string, workspace?: string): FilesetRef {
  const text = withoutSlashes(asText(reference).replace(/^fileset:\/\//, ''))
  const hash = text.indexOf('#')
  const place = hash < 0 ? text : text.slice(0, hash)
  const parts = place.split('/')
  // Before there was a `#`, the first two parts were workspace and fileset, and the rest the path.
  const rest = hash < 0 ? parts.splice(2) : []
  const fileset = parts.pop()
  if (!fileset) throw new InvalidArgumentError('remote_path', `must name a fileset: ${reference}`)
  const path = hash < 0 ? rest.join('/') : text.slice(hash + 1)
  return { workspace: parts.join('/') || known(workspace), fileset, path: withoutSlashes(path) }
}

/**
 * Reads a path in a fileset that may be a whole reference: it is one if it has a `#` or begins with `fileset://`.
 *
 * @param workspace - The workspace of those that name none.
 * @throws InvalidArgumentError as {@link parseFilesetRef}.
 */
export function parseFilesetPath(path: string, workspace?: string): FilesetPath {
  if (asText(path).includes('#') || path.startsWith(SCHEME)) return parseFilesetRef(path, workspace)
  return filesetPath(path, workspace)
}

/** A path in a fileset that is yet to be named, whatever characters it has. */
export function filesetPath(path: string, workspace: string | undefined): FilesetPath {
  return { workspace: known(workspace), fileset: undefined, path: withoutSlashes(path) }
}

/**
 * Writes a reference in its usual form: `workspace/fileset#path`, or `workspace/fileset` for the whole.
 *
 * @param reference - A reference in any form, or a path in `defaults.fileset`.
 * @throws InvalidArgumentError as {@link parseFilesetRef}.
 */
export function buildFilesetRef(reference: string, defaults: RefDefaults = {}): string {
  const isPath = defaults.fileset !== undefined && !asText(reference).includes('#')
  const { workspace, fileset, path } = isPath
    ? {
        workspace: known(defaults.workspace),
        fileset: defaults.fileset,
        path: withoutSlashes(reference),
      }
    : parseFilesetRef(reference, defaults.workspace)
  return path === '' ? `${workspace}/${fileset}` : `${workspace}/${fileset}#${path}`
}

function asText(reference: unknown): string {
  if (typeof reference === 'string') return reference
  throw new InvalidArgumentError('remote_path', `must be text, not ${typeof reference}`)
}

function withoutSlashes(path: string): string {
  return path.replace(/^\/+/, '')
}

function known(workspace: string | undefined): string {
  if (workspace) return workspace
  throw missingArgument('workspace')
}
