/** Reads the certificates that a connection trusts. */

import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import tls from 'node:tls'
import { ConfigError } from '../../errors/index.ts'
import { variableName } from '../../generations.ts'
import { setOption } from '../../remedies/index.ts'

/** There is no dash in what is encoded. */
const CERTIFICATE = /-----BEGIN (?:TRUSTED )?CERTIFICATE-----[^-]+-----END (?:TRUSTED )?CERTIFICATE-----/g

/**
 * The certificates to trust.
 *
 * @param path - PEM file.
 * @param alsoSystem - Trust those that come with Node too.
 * @returns PEM texts.
 * @throws ConfigError if the file is missing or holds no certificate.
 */
export function loadCertificates(path: string, alsoSystem = false): string[] {
  const own = readCertificates(path)
  return alsoSystem ? [...tls.rootCertificates, ...own] : own
}

function readCertificates(path: string): string[] {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const problem =
      code === 'ENOENT'
        ? 'The certificate authority file does not exist.'
        : `The certificate authority file cannot be read (${code}).`
    throw unusable(problem, path, error)
  }
  const certificates = text.match(CERTIFICATE) ?? []
  const parsed = certificates.filter(isCertificate)
  if (parsed.length === 0 || parsed.length < certificates.length) {
    throw unusable('The certificate authority file holds no PEM certificate, or a damaged one.', path)
  }
  return parsed
}

function unusable(problem: string, path: string, cause?: unknown): ConfigError {
  return new ConfigError(problem, {
    code: 'config/certificate-authority',
    path,
    cause,
    remedies: [
      setOption('certificateAuthority', 'Name a PEM file with the certificates to trust'),
      `Look where it is named: ${variableName('CLIENT_SSL_CERT_FILE')}, ${variableName('CERTIFICATE_AUTHORITY')}, their older names, or the cluster in the config file`,
    ],
  })
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.byteLength > 0
  } catch {
    return false
  }
}
