/** What to do when no connection could be made, by the code of the failure. */

import { codeOf } from '../../errors/error-code-of.ts'

const CERTIFICATE_CODES = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_SIGNATURE_FAILURE',
])

/** Remedies for a failed connection. */
export function connectionRemedies(error: unknown, url: URL): readonly string[] {
  const code = codeOf(error)
  if (code === undefined) return [`Check that the platform is up: curl ${url.origin}/health/ready`]
  if (CERTIFICATE_CODES.has(code)) {
    return [
      "Name the platform's certificate authority (a PEM file): `certificateAuthority`, NMP_CLIENT_SSL_CERT_FILE, or `nemo config set --certificate-authority <path>`",
    ]
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return [`Use the host name that the certificate is made out to`]
  if (code === 'CERT_HAS_EXPIRED') return ["Renew the server's certificate"]
  if (code === 'ECONNREFUSED') {
    return [
      `Check that the platform runs at ${url.origin}: nothing listens there`,
      'Check `baseURL`: nemo config view',
    ]
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return [`Check the host name ${url.hostname} and \`baseURL\`: nemo config view`]
  }
  if (code === 'EPROTO' || code === 'ERR_SSL_WRONG_VERSION_NUMBER') {
    return ['Check the scheme of `baseURL`: https is spoken to a port that answers with http']
  }
  return [`Check that the platform is up: curl ${url.origin}/health/ready`]
}
