/** Why no response came, or none that is of use. */

import { type APIError, APIResponseValidationError, type KnownErrorCode } from '../errors/index.ts'
import { isHtmlText } from '../errors/server-texts.ts'
import { checkBaseURL, openInBrowser } from '../remedies/index.ts'
import type { KnownCause } from '../types/index.ts'
import type { Finding } from './finding.ts'

/** Explains an error without a status. */
export function explainNoResponse(error: APIError): Finding {
  const evidence = [`${error.request.method} ${error.request.url}`, error.problem]
  if (error instanceof APIResponseValidationError && isHtml(error)) {
    return {
      cause: 'proxy-page',
      confidence: 'likely',
      summary:
        'An HTML page came in place of JSON: something in front of the platform answered, a login page perhaps, or the base URL is not the platform.',
      evidence,
      advice: [checkBaseURL(), openInBrowser(originOf(error.request.url)), ...error.advice],
    }
  }
  const [cause, summary] = byCode(error)
  return { cause, confidence: 'certain', summary, evidence, advice: error.advice }
}

/** Whether an HTML page came. */
export function isHtml({ headers, body }: APIError): boolean {
  if (/html/i.test(headers?.get('content-type') ?? '')) return true
  return typeof body === 'string' && isHtmlText(body)
}

/** The origin of a URL; the text itself where it is none. */
export function originOf(url: string): string {
  try {
    return new URL(url).origin
  } catch {
    return url
  }
}

type Meaning = readonly [cause: KnownCause, summary: string]

const BY_CODE: Readonly<Partial<Record<KnownErrorCode, Meaning>>> = {
  'request/aborted': ['aborted', "The caller's signal ended the call."],
  'connection/timeout': ['timeout', 'No answer came in time.'],
  'connection/redirect-refused': [
    'redirect-refused',
    'The platform redirects to where the token must not go.',
  ],
  'connection/certificate': ['untrusted-certificate', "The platform's certificate is not trusted here."],
  'connection/certificate-host': [
    'untrusted-certificate',
    "The platform's certificate is made out to another host.",
  ],
  'connection/certificate-expired': ['untrusted-certificate', "The platform's certificate has ended."],
  'connection/refused': ['server-not-listening', 'Nothing listens at the base URL.'],
  'connection/unknown-host': ['unknown-host', 'The host name of the base URL is not known.'],
  'connection/wrong-scheme': [
    'wrong-scheme',
    'The base URL has the wrong scheme: one end speaks TLS and the other does not.',
  ],
  'connection/proxy': ['proxy-error', 'The proxy of HTTPS_PROXY or HTTP_PROXY refused the connection.'],
}

/** By the part before the slash: codes that need no words of their own, and those of later releases. */
const BY_AREA: Readonly<Record<string, Meaning>> = {
  connection: ['connection-failed', 'No connection to the platform could be made, or it broke.'],
  response: ['unexpected-answer', 'The answer is not what the operation promises.'],
  stream: ['stream-broken', 'The stream of events broke off or reported an error.'],
}

function byCode({ code, problem }: APIError): Meaning {
  const [area = ''] = code.split('/', 1)
  return BY_CODE[code as KnownErrorCode] ?? BY_AREA[area] ?? ['request-failed', problem]
}
