/** Checks tokens, wherever they come from, before they become a header that nobody can send. */

import { ConfigError } from '../errors/index.ts'
import { tokenProblem } from '../jwt/token-problem.ts'
import type { Remedy } from '../remedies/index.ts'

/** Where a token stands. */
export interface TokenOrigin {
  /** Option, variable or key. */
  readonly key: string
  /** The file that holds it. */
  readonly path?: string | undefined
  readonly remedy: Remedy
}

/**
 * The token without what stands around it, such as the line break of the file that it was read from.
 *
 * @throws ConfigError if it is empty, or holds what a header cannot.
 */
export function usableToken(text: string, { key, path, remedy }: TokenOrigin): string {
  const token = text.trim()
  const problem = tokenProblem(token)
  if (problem === undefined) return token
  throw new ConfigError(`${problem}.`, { code: 'config/invalid-token', key, path, remedies: [remedy] })
}
