/** What to do when no connection could be made, or it broke. */

import { setOption } from './options.ts'
import type { Remedy } from './remedy.ts'
import { checkBaseURL, checkServer } from './server.ts'

/** What went wrong on the way to the server. */
export type ConnectionProblem =
  | 'refused'
  | 'unknown-host'
  | 'certificate'
  | 'certificate-host'
  | 'certificate-expired'
  | 'wrong-scheme'
  | 'proxy'
  | 'timeout'
  | 'redirect-refused'
  | 'failed'

/** Remedies for a failed connection to a URL. */
export function connectionRemedies(
  problem: ConnectionProblem,
  { origin, hostname }: { readonly origin: string; readonly hostname: string },
): readonly Remedy[] {
  switch (problem) {
    case 'refused':
      return [{ text: `Check that the platform runs at ${origin}: nothing listens there` }, checkBaseURL()]
    case 'unknown-host':
      return [checkBaseURL(`Check the host name ${hostname} and the base URL`)]
    case 'certificate':
      return [setOption('certificateAuthority', "Name the platform's certificate authority, as a PEM file")]
    case 'certificate-host':
      return [checkBaseURL('Use the host name that the certificate is made out to')]
    case 'certificate-expired':
      return [{ text: "Renew the server's certificate" }]
    case 'wrong-scheme':
      return [
        checkBaseURL('Check the scheme of the base URL: https is spoken to a port that answers with http'),
      ]
    case 'proxy':
      return [
        { text: 'Check HTTPS_PROXY and HTTP_PROXY, or exempt the platform with NO_PROXY' },
        checkServer(origin),
      ]
    case 'timeout':
      return [setOption('timeout', 'Raise the timeout'), checkServer(origin)]
    case 'redirect-refused':
      return [setOption('baseURL', 'Use the URL where the platform really is')]
    case 'failed':
      return [checkServer(origin)]
  }
}
