/** Makes paths of what callers give as such, and errors of what the file system says. */

import { fileURLToPath } from 'node:url'
import { codeOf } from '../../errors/error-code-of.ts'
import { InvalidArgumentError, NeMoPlatformError } from '../../errors/index.ts'

/**
 * The path that a text or a `file:` URL stands for.
 *
 * @throws InvalidArgumentError if it stands for none.
 */
export function toPath(path: string | URL): string {
  const isURL = path instanceof URL || (typeof path === 'string' && path.startsWith('file://'))
  if (!isURL && (typeof path !== 'string' || path === ''))
    throw new InvalidArgumentError('local_path', 'must be a path or a file: URL')
  let text: string
  try {
    text = isURL ? fileURLToPath(path) : path
  } catch (error) {
    throw new InvalidArgumentError('local_path', 'must be a path or a file: URL', { cause: error })
  }
  if (text.includes('\0')) throw new InvalidArgumentError('local_path', 'must not have zero bytes in it')
  return text
}

/** Whether a path says by its end that it is meant as a folder. */
export function endsAsFolder(path: string): boolean {
  return path.endsWith('/') || (process.platform === 'win32' && path.endsWith('\\'))
}

/** The error for a path that cannot be used at all. */
export function badPath(path: string, error: unknown): InvalidArgumentError {
  const code = codeOf(error)
  const problem =
    code === 'EACCES' || code === 'EPERM'
      ? `cannot be read: ${path}`
      : code === 'ENOTDIR'
        ? `leads through a file as if it were a folder: ${path}`
        : `cannot be used (${code ?? String(error)}): ${path}`
  return code === 'ENOENT'
    ? missingPath(path, error)
    : new InvalidArgumentError('local_path', problem, { cause: error })
}

/** The error for a path at which there is nothing. */
export function missingPath(path: string, cause?: unknown): InvalidArgumentError {
  return new InvalidArgumentError('local_path', `does not exist: ${path}`, { cause })
}

/** The error for a file that could not be written or read in the middle of it all. */
export function fileError(
  action: 'opened' | 'read' | 'written',
  path: string,
  error: unknown,
  { keepsPart = false } = {},
): NeMoPlatformError {
  if (error instanceof NeMoPlatformError) return error
  const code = codeOf(error)
  const reason = reasonOf(error)
  const isFull = code === 'ENOSPC' || code === 'EDQUOT'
  return new NeMoPlatformError(
    `${path} could not be ${action} (${code ?? String(error)})${reason === undefined ? '' : `: ${reason}`}`,
    {
      code: 'file/failed',
      cause: error,
      remedies: [
        {
          text: isFull
            ? `Make room there, and repeat it${keepsPart ? ': it goes on from what has come, which is kept beside the file as a hidden part' : ''}`
            : action === 'written'
              ? 'Choose a place that can be written to'
              : 'Check the path and its permissions',
        },
      ],
    },
  )
}

/** What a code of the system means, in words; undefined for one that is rarely met. */
export function reasonOf(error: unknown): string | undefined {
  return REASONS[codeOf(error) ?? '']
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'you have no permission to',
  EDQUOT: 'your share of the disk is used up',
  EISDIR: 'it is a folder',
  ELOOP: 'it is a symbolic link that leads back to itself',
  ENAMETOOLONG: 'the name is too long',
  ENOENT: 'there is no such file or folder',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'the path leads through a file as if it were a folder',
  EPERM: 'you have no permission to',
  EROFS: 'the disk is read-only',
}
