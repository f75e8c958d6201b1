import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { APIConnectionError, type ClientOptions, ConfigError, NeMoPlatform } from 'nemo-platform'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { sendJson, serve } from '../helpers/local-server.ts'
import { rejection } from '../helpers/rejection.ts'
import { createCertificate } from '../helpers/test-certificates.ts'

beforeEach(() => {
  isolateEnvironment()
})

const own = createCertificate()
const other = createCertificate()

/** A server whose certificate nobody has signed. */
function serveSelfSigned(certificate = own) {
  return serve((_request, response) => sendJson(response, { secure: true }), { tls: certificate })
}

/** A file with some content. */
function fileWith(name: string, content: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'nemo-ca-')), name)
  writeFileSync(path, content)
  return path
}

/** Makes a client and a call: a bad file may be found by either. */
async function callWith(options: ClientOptions): Promise<unknown> {
  const client = new NeMoPlatform({ baseURL: 'https://127.0.0.1:9', maxRetries: 0, ...options })
  return client.get('/x')
}

describe('a self-signed server', () => {
  test('is trusted with its certificate as `certificateAuthority`', async () => {
    await using server = await serveSelfSigned()
    const client = new NeMoPlatform({ baseURL: server.url, certificateAuthority: own.path })

    expect(await client.get('/x')).toEqual({ secure: true })
  })

  test('is trusted with its certificate in NMP_CLIENT_SSL_CERT_FILE, in direct mode too', async () => {
    await using server = await serveSelfSigned()
    vi.stubEnv('NMP_CLIENT_SSL_CERT_FILE', own.path)

    expect(await new NeMoPlatform({ baseURL: server.url }).get('/x')).toEqual({ secure: true })
  })

  test('is trusted with its certificate in NMP_CERTIFICATE_AUTHORITY, with a context', async () => {
    await using server = await serveSelfSigned()
    vi.stubEnv('NMP_CERTIFICATE_AUTHORITY', own.path)
    const config = [
      'current_context: c',
      `clusters: [{name: c, base_url: '${server.url}'}]`,
      'users: [{name: u, type: no-auth}]',
      'contexts: [{name: c, cluster: c, user: u, workspace: ws}]',
    ]
    const configPath = fileWith('config.yaml', config.join('\n'))

    expect(await new NeMoPlatform({ configPath }).get('/x')).toEqual({ secure: true })
  })

  test('is trusted with its certificate in the config file', async () => {
    await using server = await serveSelfSigned()
    const config = [
      'current_context: c',
      `clusters: [{name: c, base_url: '${server.url}', certificate_authority: '${own.path}'}]`,
      'users: [{name: u, type: no-auth}]',
      'contexts: [{name: c, cluster: c, user: u, workspace: ws}]',
    ]
    const configPath = fileWith('config.yaml', config.join('\n'))

    expect(await new NeMoPlatform({ configPath }).get('/x')).toEqual({ secure: true })
  })

  test('is trusted with NMP_CLIENT_SSL_CERT_FILE although the config file names another certificate', async () => {
    await using server = await serveSelfSigned()
    vi.stubEnv('NMP_CERTIFICATE_AUTHORITY', other.path)
    vi.stubEnv('NMP_CLIENT_SSL_CERT_FILE', own.path)

    expect(await new NeMoPlatform({ baseURL: server.url, accessToken: 'token' }).get('/x')).toEqual({
      secure: true,
    })
  })

  test('is trusted with a bundle that holds its certificate among others', async () => {
    await using server = await serveSelfSigned()
    const bundle = fileWith('bundle.pem', `# comment\n${other.cert}\n${own.cert}\n`)

    expect(await new NeMoPlatform({ baseURL: server.url, certificateAuthority: bundle }).get('/x')).toEqual({
      secure: true,
    })
  })

  test('uses its connection again', async () => {
    await using server = await serveSelfSigned()
    const client = new NeMoPlatform({ baseURL: server.url, certificateAuthority: own.path })

    for (let call = 0; call < 3; call += 1) await client.get('/x')

    expect(server.sockets).toHaveLength(1)
  })

  test('fails without its certificate, and the error says how to name it', async () => {
    await using server = await serveSelfSigned()

    const error = await rejection(
      new NeMoPlatform({ baseURL: server.url, maxRetries: 0 }).get('/x'),
      APIConnectionError,
    )

    expect(error.remedies.join(' ')).toMatch(/certificateAuthority.*NHX_CLIENT_SSL_CERT_FILE/)
    expect(error.message).toContain('certificateAuthority')
    expect(server.requests).toEqual([])
  })

  test('fails with the certificate of another', async () => {
    await using server = await serveSelfSigned()
    const client = new NeMoPlatform({ baseURL: server.url, certificateAuthority: other.path, maxRetries: 0 })

    await rejection(client.get('/x'), APIConnectionError)

    expect(server.requests).toEqual([])
  })

  test('fails under a name that its certificate is not for, and the error says so', async () => {
    const misnamed = createCertificate('DNS:elsewhere.test')
    await using server = await serveSelfSigned(misnamed)
    const client = new NeMoPlatform({
      baseURL: server.url,
      certificateAuthority: misnamed.path,
      maxRetries: 0,
    })

    const error = await rejection(client.get('/x'), APIConnectionError)

    expect(error.remedies[0]).toContain('host name')
  })

  test('is not trusted by a client of another certificate after one that trusts it', async () => {
    await using server = await serveSelfSigned()
    await new NeMoPlatform({ baseURL: server.url, certificateAuthority: own.path }).get('/x')

    await rejection(new NeMoPlatform({ baseURL: server.url, maxRetries: 0 }).get('/x'), APIConnectionError)

    expect(server.requests).toHaveLength(1)
  })
})

describe('https', () => {
  test('spoken to a port that answers with http says so', async () => {
    await using server = await serve((_request, response) => sendJson(response, {}))
    const client = new NeMoPlatform({ baseURL: server.url.replace('http:', 'https:'), maxRetries: 0 })

    const error = await rejection(client.get('/x'), APIConnectionError)

    expect(error.remedies[0]).toContain('scheme')
  })
})

describe('a certificate authority file', () => {
  test('that is missing is a ConfigError that names it', async () => {
    const path = join(tmpdir(), 'no-such-folder', 'ca.pem')

    const error = await rejection(callWith({ certificateAuthority: path }), ConfigError)

    expect(error.path).toBe(path)
    expect(error.message).toContain(path)
  })

  test.each([
    ['text', 'hello'],
    ['nothing', ''],
    ['a private key only', own.key],
    ['a certificate that is cut off', own.cert.slice(0, 200)],
    ['a damaged certificate', own.cert.replace(/\n[A-Za-z0-9+/]{20}/, '\n????????????????????')],
    ['a certificate without content', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'],
    [
      'one good and one damaged certificate',
      `${own.cert}\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n`,
    ],
  ])('that holds %s is a ConfigError that names it', async (_what, content) => {
    const path = fileWith('ca.pem', content)

    const error = await rejection(callWith({ certificateAuthority: path }), ConfigError)

    expect(error.path).toBe(path)
    expect(error.message).toContain(path)
  })

  test('that is a folder is a ConfigError that names it', async () => {
    const path = mkdtempSync(join(tmpdir(), 'nemo-ca-'))

    const error = await rejection(callWith({ certificateAuthority: path }), ConfigError)

    expect(error.path).toBe(path)
  })

  test('that is missing and comes from the environment is a ConfigError that names it', async () => {
    const path = join(tmpdir(), 'no-such-folder', 'environment.pem')
    vi.stubEnv('NMP_CLIENT_SSL_CERT_FILE', path)

    const error = await rejection(callWith({}), ConfigError)

    expect(error.message).toContain(path)
  })

  test('that is bad does not show what it holds', async () => {
    const path = fileWith('ca.pem', `${own.key}\nrefresh_token: s3cr3t-value`)

    const error = await rejection(callWith({ certificateAuthority: path }), ConfigError)

    expect(error.message).not.toMatch(/s3cr3t|PRIVATE/)
  })

  test('is not looked for in plain http', async () => {
    await using server = await serve((_request, response) => sendJson(response, {}))
    vi.stubEnv('NMP_CLIENT_SSL_CERT_FILE', own.path)

    expect(await new NeMoPlatform({ baseURL: server.url }).get('/x')).toEqual({})
  })
})
