/** Reads the certificates that a connection trusts. */

import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import tls from 'node:tls'
import { ConfigError } from '../../errors/index.ts'

const CERTIFICATE = /-----BEGIN (?:TRUSTED )?CERTIFICATE-----[\s\S]+?-----END (?:TRUSTED )?CERTIFICATE-----/g

/**
 * The certificates to trust.
 *
 * @returns PEM texts; undefined for the system's own.
 * @throws ConfigError if the file is missing or holds no certificate.
 */
export function loadCertificates(settings: {
  certificateAuthority?: string | undefined
  alsoSystemCertificates?: boolean | undefined
}): string[] | undefined {
  const path = settings.certificateAuthority
  if (path === undefined) return undefined
  const own = readCertificates(path)
  return settings.alsoSystemCertificates ? [...tls.rootCertificates, ...own] : own
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
    throw new ConfigError(problem, { path, cause: error, remedies: [REMEDY] })
  }
  const certificates = text.match(CERTIFICATE) ?? []
  const parsed = certificates.filter(isCertificate)
  if (parsed.length === 0 || parsed.length < certificates.length) {
    const problem = 'The certificate authority file holds no PEM certificate, or a damaged one.'
    throw new ConfigError(problem, { path, remedies: [REMEDY] })
  }
  return parsed
}

const REMEDY =
  'Check `certificateAuthority`, NMP_CLIENT_SSL_CERT_FILE, NMP_CERTIFICATE_AUTHORITY and `certificate_authority` in the config file.'

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.byteLength > 0
  } catch {
    return false
  }
}
