/** An argument that is not there. */

import { InvalidArgumentError } from '../../errors/index.ts'
import { setOption } from '../../remedies/index.ts'

/** The error for an argument that neither the call nor the client has. */
export function missingArgument(name: string): InvalidArgumentError {
  return new InvalidArgumentError(name, 'is missing', {
    code: 'argument/missing',
    remedies: name === 'workspace' ? [setOption('workspace', 'Name the workspace')] : [],
  })
}
