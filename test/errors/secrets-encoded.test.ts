/** Secrets that come back escaped or encoded. `SECRETS_RUNS=10000` for the long run. */

import { inspect } from 'node:util'
import fc from 'fast-check'
import { type Logger, NeMoPlatform } from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { readErrorBody } from '../../src/errors/body.ts'
import { redactHeaders, redactSentence, redactStart, redactText } from '../../src/errors/redact.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { keepingLogger } from '../helpers/leaks.ts'
import { json, stubFetch } from '../helpers/stub-fetch.ts'

beforeEach(() => {
  isolateEnvironment()
})

/** How many secrets each encoding is tried with. */
const RUNS = Number(process.env['SECRETS_RUNS'] ?? 300)

const bytesOf = (text: string) => Buffer.from(text, 'utf8')
const asUnicodeEscapes = (text: string) =>
  Array.from({ length: text.length }, (_, index) => text.charCodeAt(index))
    .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('')
const inJson = (text: string) => JSON.stringify(text).slice(1, -1)
const asciiJson = (text: string) => inJson(text).replace(/[\u0080-\uffff]/g, asUnicodeEscapes)
const percentEverything = (text: string) =>
  [...bytesOf(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
const inBase64 = (text: string, before: string, encoding: 'base64' | 'base64url', after = 'x') =>
  bytesOf(`${before}${text}${after}`).toString(encoding)

/** What a server may make of a value before it repeats it. */
const ENCODINGS: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'in JSON': inJson,
  'in JSON of ASCII': asciiJson,
  'in JSON in JSON': (text) => inJson(inJson(text)),
  'in JSON in JSON in JSON': (text) => inJson(inJson(inJson(text))),
  'in \\u escapes': asUnicodeEscapes,
  'in \\U escapes of another case': (text) =>
    asUnicodeEscapes(text).replace(/[\da-f]{4}/g, (digits) => digits.toUpperCase()),
  'in JSON with \\/': (text) => inJson(text).replaceAll('/', '\\/'),
  'percent-encoded': encodeURIComponent,
  'percent-encoded in lower case': (text) =>
    encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()),
  'percent-encoded as a whole': percentEverything,
  'percent-encoded twice': (text) => encodeURIComponent(encodeURIComponent(text)),
  'as a field of a form': (text) => new URLSearchParams({ '': text }).toString().slice(1),
  'percent-encoded in JSON': (text) => inJson(encodeURI(text)),
  'JSON percent-encoded': (text) => encodeURIComponent(inJson(text)),
  'in HTML': (text) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`),
  'in base64, first alignment': (text) => inBase64(text, '', 'base64'),
  'in base64, second alignment': (text) => inBase64(text, 'a', 'base64'),
  'in base64, third alignment': (text) => inBase64(text, 'ab', 'base64'),
  'in base64 alone': (text) => inBase64(text, '', 'base64', ''),
  'in base64 without padding': (text) => inBase64(text, '', 'base64', '').replace(/=+$/, ''),
  'in base64url, first alignment': (text) => inBase64(text, '', 'base64url'),
  'in base64url, second alignment': (text) => inBase64(text, 'a', 'base64url'),
  'in base64url, third alignment': (text) => inBase64(text, 'ab', 'base64url'),
  'in base64url with padding': (text) =>
    inBase64(text, '', 'base64', '').replaceAll('+', '-').replaceAll('/', '_'),
  'in base64 in lines': (text) => inBase64(text, 'a', 'base64').replace(/.{16}/g, '$&\n'),
  'in base64 percent-encoded': (text) => encodeURIComponent(inBase64(text, 'a', 'base64')),
  'in base64 of JSON': (text) => bytesOf(JSON.stringify({ value: text })).toString('base64'),
}

/** A secret that holds what encodings change, between marks that are found again. */
const mark = fc.string({
  unit: fc.constantFrom(...'ghjkmnpqrstvwxyzGHJKMNPQRSTVWXYZ'),
  minLength: 10,
  maxLength: 10,
})
const odd = fc.string({
  unit: fc.constantFrom(
    '"',
    "'",
    '\\',
    '\n',
    '\r\n',
    ' ',
    '+',
    '/',
    '%',
    '&',
    '<',
    '=',
    'ä',
    '漢',
    '😀',
    '\t',
    'x',
    '7',
  ),
  maxLength: 12,
})
const secret = fc
  .tuple(mark, odd, mark, odd, mark)
  .map((parts) => ({ text: parts.join(''), marks: [parts[0], parts[2], parts[4]] }))

/** What a reader could make of a text: each encoding taken back. */
function* readings(text: string): Generator<string> {
  yield text
  yield text.replace(/\\u([\da-f]{4})/gi, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  )
  yield text
    .replace(/%25/g, '%')
    .replace(/%([\da-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
  const digits = text
    .replace(/%2B/gi, '+')
    .replace(/%2F/gi, '/')
    .replace(/\\n|[^\w+/-]/g, '')
  for (let skipped = 0; skipped < 4; skipped += 1)
    yield Buffer.from(digits.slice(skipped), 'base64').toString('latin1')
}

function leaks(text: string, marks: readonly string[]): string[] {
  return marks.filter((part) => [...readings(text)].some((reading) => reading.includes(part)))
}

describe('a secret that comes back', () => {
  test.each(Object.entries(ENCODINGS))('%s does not show up in text, JSON and 422', (_how, encode) => {
    fc.assert(
      fc.property(secret, ({ text, marks }) => {
        const encoded = encode(text)
        const issue = { loc: ['body', encoded], msg: `bad: ${encoded}` }
        const shown = [
          redactText(`Cannot use '${encoded}', sorry`, [text]),
          redactStart(`Cannot use '${encoded}', sorry`, [text], 200),
          readErrorBody(`Cannot use ${encoded} here`, '', [text]),
          readErrorBody(JSON.stringify({ detail: `not ${encoded}`, debug: { [encoded]: [encoded] } }), '', [
            text,
          ]),
          readErrorBody(JSON.stringify({ detail: JSON.stringify({ detail: `not ${encoded}` }) }), '', [text]),
          readErrorBody(JSON.stringify({ detail: [issue] }), '', [text]),
        ]
        for (const one of shown) {
          const faces =
            typeof one === 'string'
              ? [one]
              : [
                  one.detail,
                  JSON.stringify(one.body),
                  ...one.issues.flatMap(({ path, message }) => [path, message]),
                ]
          expect(faces.flatMap((face) => leaks(face ?? '', marks))).toEqual([])
        }
        expect(shown[0]).toMatch(/^Cannot use '.*', sorry$/s)
      }),
      { numRuns: RUNS },
    )
  })

  test.each(Object.entries(ENCODINGS))(
    '%s does not show up in part where the body is cut',
    (_how, encode) => {
      fc.assert(
        fc.property(secret, fc.nat(), ({ text, marks }, at) => {
          const encoded = encode(text)
          const cut = encoded.slice(0, at % encoded.length)

          expect(leaks(redactStart(`it is ${cut}`, [text], 200), marks)).toEqual([])
          expect(leaks(readErrorBody(`{"detail":"${cut}`, '', [text]).detail, marks)).toEqual([])
        }),
        { numRuns: RUNS },
      )
    },
  )

  test('in a header, where each byte is a character, does not show up', () => {
    fc.assert(
      fc.property(mark, mark, (head, tail) => {
        const text = `${head}ä漢${tail}`
        const headers = new Headers({ 'x-debug': bytesOf(text).toString('latin1') })

        expect(leaks(JSON.stringify([...redactHeaders(headers, [text])]), [head, tail])).toEqual([])
      }),
      { numRuns: 50 },
    )
  })
})

const KEY = `-----BEGIN PRIVATE KEY-----
MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKB
wEiOfH3nzor9cwHXLkgVYfa1fVdW2vkhpBsQ7uuL7pUgeFXH0j8j2B1fRiq7cQYZ
-----END PRIVATE KEY-----
`

describe('a key of several lines', () => {
  test.each([
    ['in JSON', JSON.stringify({ detail: [{ loc: ['body', 'value'], msg: `bad key: ${KEY}` }] })],
    ['as a place', JSON.stringify({ detail: [{ loc: ['body', KEY], msg: 'bad' }] })],
    ['as Python prints it', JSON.stringify({ detail: `cannot read '${inJson(KEY)}'` })],
    ['by a line of it', JSON.stringify({ detail: `line 2 is wrong: ${KEY.split('\n')[1]}` })],
    ['with other line ends', JSON.stringify({ detail: KEY.replaceAll('\n', '\r\n') })],
    ['trimmed', KEY.trim()],
    ['on one line', KEY.replaceAll('\n', ' ')],
  ])('does not show up %s', (_how, text) => {
    expect(inspect(readErrorBody(text, '', [KEY]), { depth: null })).not.toMatch(/MIIEvQ|wEiOfH3/)
  })

  test('longer than what is searched does not show up', () => {
    const long = 'abcdefghijklmnop'.repeat(20_000)

    expect(redactStart(`Saved ${long}`, [long], 200)).toBe('Saved [redacted]')
  })
})

describe('credentials among the headers', () => {
  const CREDENTIALS: readonly [name: string, value: string, hidden: string][] = [
    ['x-api-key', 'key-of-the-gateway', 'key-of-the-gateway'],
    ['cookie', 'session=cookie-of-the-user; theme=dark', 'cookie-of-the-user'],
    ['proxy-authorization', 'Basic cHJveHk6cGFzc3dvcmQ=', 'cHJveHk6cGFzc3dvcmQ'],
    ['authorization', `Basic ${btoa('ana:battery-staple')}`, 'battery-staple'],
    ['private-token', 'token-of-the-forge', 'token-of-the-forge'],
  ]

  function echo(hidden: string): Response {
    return json({ detail: `who is ${hidden}?`, debug: [inJson(hidden), btoa(hidden)] }, 400)
  }

  function clientOf(
    fetch: ReturnType<typeof stubFetch>['fetch'],
    logger: Logger,
    more: object = {},
  ): NeMoPlatform {
    return new NeMoPlatform({
      baseURL: 'http://nemo.test',
      fetch,
      logger,
      logLevel: 'debug',
      maxRetries: 0,
      ...more,
    })
  }

  test.each(CREDENTIALS)('%s of the client does not show up', async (name, value, hidden) => {
    const { logger, lines } = keepingLogger()
    const { fetch } = stubFetch(echo(hidden))

    const error = await clientOf(fetch, logger, { defaultHeaders: { [name]: value } })
      .get('/x')
      .catch((caught: unknown) => caught)

    const shown = inspect([error, lines], { depth: null, showHidden: true })
    expect(shown).not.toContain(hidden)
    expect(shown).not.toContain(btoa(hidden).slice(0, 8))
  })

  test.each(CREDENTIALS)('%s of a hook does not show up', async (name, value, hidden) => {
    const { logger, lines } = keepingLogger()
    const { fetch } = stubFetch(echo(hidden))

    const error = await clientOf(fetch, logger, { onRequest: () => ({ [name]: value }) })
      .get('/x')
      .catch((caught: unknown) => caught)

    expect(inspect([error, lines], { depth: null, showHidden: true })).not.toContain(hidden)
  })
})

describe('what is no secret stays', () => {
  test.each([
    'The token comes from NMP_ACCESS_TOKEN: when it ends, it ends.',
    'Set NMP_ACCESS_TOKEN=<token> nemo auth status',
    'NMP_OIDC_PASSWORD=$PASSWORD nemo auth login',
    'Missing bearer token, or a basic misunderstanding-of-everything',
    'The password: it must not be empty',
    'refresh_token = none was given',
    'access_token: 2026-01-02T03:04:05Z is over',
    'printenv API_KEY | nemo secrets create api_key',
  ])('%s', (sentence) => {
    expect(redactText(sentence)).toBe(sentence)
  })

  test('of a sentence of ours, even where a secret is one of its words', () => {
    const sentence = 'The token comes from the argument: when it ends, it ends.'

    expect(redactSentence(sentence, ['when', 'argument'])).toBe(sentence)
    expect(redactSentence(sentence, ['argument: when'])).toContain('[redacted]')
  })

  test.each([
    ['password=hunter', 'password=[redacted]'],
    ['{"password": "correct horse"}', '{"password": "[redacted]"}'],
    ['{\\"api_key\\":\\"ab cd\\"}', '{\\"api_key\\":\\"[redacted]\\"}'],
    ['access_token: ab12cd34, sorry', 'access_token: [redacted], sorry'],
    ['Bearer abc123', 'Bearer [redacted]'],
    ['Basic QWxhZGRpbjpPcGVuU2VzYW1l', 'Basic [redacted]'],
    ['http://ana:pw@nemo.test/', 'http://[redacted]@nemo.test/'],
  ])('but not in %s', (text, clean) => {
    expect(redactText(text)).toBe(clean)
  })
})
