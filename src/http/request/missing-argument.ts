/** An argument that is not there. */

import { InvalidArgumentError } from '../../errors/index.ts'
import type { Remedy } from '../../remedies/index.ts'

const NAME_THE_WORKSPACE: Remedy = {
  text: 'Name the workspace',
  call: '`workspace`, of the call or of the client',
  command: '--workspace <name>',
}

/** The error for an argument that neither the call nor the client has. */
export function missingArgument(name: string): InvalidArgumentError {
  return new InvalidArgumentError(name, 'is missing', {
    code: 'argument/missing',
    remedies: name === 'workspace' ? [NAME_THE_WORKSPACE] : [],
  })
}
