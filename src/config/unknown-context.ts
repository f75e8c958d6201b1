/** The error for a context that is not in the file. */

import { ConfigError } from '../errors/index.ts'
import { useContext } from '../remedies/index.ts'

/** Names the contexts that are there. */
export function unknownContext(
  name: string,
  contexts: readonly { name: string }[],
  path?: string,
): ConfigError {
  const available = contexts.map((context) => context.name).join(', ') || '(none)'
  return new ConfigError(`Context '${name}' not found. Available contexts: ${available}.`, {
    code: 'config/unknown-context',
    path,
    remedies: [useContext('Choose one that is there')],
  })
}
