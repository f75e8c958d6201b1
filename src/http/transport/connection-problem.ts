/** What kept a request from its answer, by the code of the failure underneath. */

import { codeOf } from '../../errors/error-code-of.ts'
import type { ConnectionProblem } from '../../remedies/index.ts'
import { PROXY_REFUSED } from './transport.ts'

const BY_CODE: Readonly<Record<string, ConnectionProblem>> = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'unknown-host',
  EAI_AGAIN: 'unknown-host',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-host',
  CERT_HAS_EXPIRED: 'certificate-expired',
  EPROTO: 'wrong-scheme',
  ERR_SSL_WRONG_VERSION_NUMBER: 'wrong-scheme',
  [PROXY_REFUSED]: 'proxy',
}

/** Failures to verify the certificate of the server: OpenSSL has a code for each. */
const CERTIFICATE =
  /^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_(?:VERIFY|GET_ISSUER)\w*|CERT_\w+|INVALID_CA)$/

/** What went wrong, as far as the failure or one of its causes has a code for it. */
export function connectionProblem(error: unknown): ConnectionProblem {
  const code = codeOf(error)
  if (code === undefined) return 'failed'
  return BY_CODE[code] ?? (CERTIFICATE.test(code) ? 'certificate' : 'failed')
}
