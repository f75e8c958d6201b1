/** Self-signed certificates, made anew for each test file. */

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A self-signed certificate. */
export interface TestCertificate {
  readonly cert: string
  readonly key: string
  /** Path of the PEM file. */
  readonly path: string
}

/** Makes a certificate for 127.0.0.1 and localhost, or for the names given. */
export function createCertificate(names = 'IP:127.0.0.1,DNS:localhost'): TestCertificate {
  const folder = mkdtempSync(join(tmpdir(), 'nemo-certificate-'))
  const path = join(folder, 'cert.pem')
  const keyPath = join(folder, 'key.pem')
  const subject = ['-subj', '/CN=nemo test', '-addext', `subjectAltName=${names}`, '-days', '2']
  const files = ['-keyout', keyPath, '-out', path]
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  execFileSync('openssl', ['req', '-x509', ...key, ...files, ...subject], { stdio: 'pipe' })
  return { cert: readFileSync(path, 'utf8'), key: readFileSync(keyPath, 'utf8'), path }
}
