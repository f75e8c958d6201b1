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
    code === 'ENOENT'
      ? `does not exist: ${path}`
      : code === 'EACCES' || code === 'EPERM'
        ? `cannot be read: ${path}`
        : code === 'ENOTDIR'
          ? `leads through a file as if it were a folder: ${path}`
          : `cannot be used (${code ?? String(error)}): ${path}`
  return new InvalidArgumentError('local_path', problem, { cause: error })
}

/** The error for a file that could not be written or read in the middle of it all. */
export function fileError(action: string, path: string, error: unknown): NeMoPlatformError {
  if (error instanceof NeMoPlatformError) return error
  return new NeMoPlatformError(`${path} could not be ${action} (${codeOf(error) ?? String(error)})`, {
    code: 'file/failed',
    cause: error,
  })
}
