/** Which certificate authority is named, whatever the context says. */

import { environment } from '#runtime/runtime'
import { readVariable } from '../../config/environment.ts'
import type { ConnectionOptions } from '../connection.ts'

/** The path of a PEM file that argument or environment name; undefined where neither does. */
export function namedCertificate(options: ConnectionOptions): string | undefined {
  return options.certificateAuthority ?? readVariable(environment, 'CLIENT_SSL_CERT_FILE')
}
