/**
 * The login that the platform keeps: a person logs in on a page of the platform, which hands a code to this machine. The code is good
 * only with a secret that never left it (RFC 7636), and the provider's own tokens stay at the platform.
 */

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AuthError } from '../../errors/index.ts'
import { redactStart } from '../../errors/redact.ts'
import { untilAborted } from '../../http/transport/idle-timeout.ts'
import { logIn } from '../../remedies/index.ts'
import type { PlainFetch } from '../discovery.ts'
import {
  requestBrokerPage,
  requestBrokerToken,
  type TokenAnswer,
  TokenRequestError,
} from '../token-request.ts'
import type { BrowserLoginOptions } from './login-options.ts'
import { loginRefusedError, type ProviderContext } from './provider-errors.ts'

/** Where to log in at a platform, through what. */
export interface BrokerGrant extends Omit<ProviderContext, 'step'> {
  readonly startEndpoint: string
  readonly tokenEndpoint: string
  /** Whether they are plain http, as the platform itself is. */
  readonly mayBeInsecure: boolean
  readonly fetch: PlainFetch
}

/** How long the person has, in ms: the page is good for ten minutes, and the Python tools wait for five. */
const PATIENCE = 300_000
const CALLBACK = '/callback'

/**
 * Shows the page, waits until the person is done, and gets the tokens.
 *
 * @throws AuthError if it is denied, takes too long, or the platform refuses.
 */
export async function brokerLogin(grant: BrokerGrant, options: BrowserLoginOptions): Promise<TokenAnswer> {
  const { signal } = options
  const { fetch, mayBeInsecure } = grant
  const verifier = randomBytes(48).toString('base64url')
  const state = randomBytes(32).toString('base64url')
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  const refused = (error: unknown) => {
    throw error instanceof TokenRequestError ? loginRefusedError(error, { ...grant, step: 'broker' }) : error
  }
  const receiver = await listen(state)
  try {
    const redirectUri = `http://127.0.0.1:${receiver.port}${CALLBACK}`
    const start = { url: grant.startEndpoint, fetch, mayBeInsecure }
    const page = await requestBrokerPage(start, { redirectUri, challenge, state }, signal).catch(refused)
    await options.onPage?.({ url: page, expiresIn: PATIENCE / 1000 })
    const code = codeOf(await waitFor(receiver.callback, signal))
    const endpoint = { url: grant.tokenEndpoint, fetch, mayBeInsecure }
    return await requestBrokerToken(endpoint, { code, verifier }, signal).catch(refused)
  } finally {
    receiver.close()
  }
}

/** What the browser brings back. */
type Callback = Readonly<Record<'code' | 'error' | 'error_description', string | undefined>>

interface Receiver {
  readonly port: number
  readonly callback: Promise<Callback>
  close(): void
}

/** Listens on this machine only, on a port that is free, until a browser comes with the state that was sent along. */
async function listen(state: string): Promise<Receiver> {
  const { createServer } = process.getBuiltinModule('node:http')
  const { promise: callback, resolve: arrive } = Promise.withResolvers<Callback>()
  const listening: Server = createServer((request, response) => {
    const parameters = parametersOf(request)
    const isOurs = parameters !== undefined && sameText(parameters.get('state') ?? '', state)
    answer(response, isOurs ? 200 : 404)
    if (!isOurs) return
    const value = (name: string) => parameters.get(name) || undefined
    arrive({ code: value('code'), error: value('error'), error_description: value('error_description') })
  })
  await new Promise<void>((resolve, reject) => {
    listening.once('error', reject).listen(0, '127.0.0.1', resolve)
  })
  return {
    port: (listening.address() as AddressInfo).port,
    callback,
    close: () => {
      listening.close()
      listening.closeAllConnections()
    },
  }
}

/** The query of a callback; undefined for any other request. */
function parametersOf({ method, url = '' }: IncomingMessage): URLSearchParams | undefined {
  const { pathname, searchParams } = new URL(url, 'http://127.0.0.1')
  return method === 'GET' && pathname === CALLBACK ? searchParams : undefined
}

function answer(response: ServerResponse, status: 200 | 404): void {
  const text = status === 200 ? 'The login is done. You can close this window.' : 'There is nothing here.'
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    connection: 'close',
  })
  response.end(text)
}

async function waitFor(callback: Promise<Callback>, signal: AbortSignal | undefined): Promise<Callback> {
  const limit = AbortSignal.timeout(PATIENCE)
  try {
    return await untilAborted(callback, signal === undefined ? limit : AbortSignal.any([limit, signal]))
  } catch (error) {
    if (!limit.aborted || signal?.aborted) throw error
    throw new AuthError('expired-code', `Nobody logged in within ${PATIENCE / 1000} s.`, {
      remedies: [logIn({}, 'Log in again, and finish in time')],
    })
  }
}

/** The code, or why there is none. */
function codeOf({ code, error, error_description: description }: Callback): string {
  if (error === undefined && code !== undefined) return code
  const words = [error, description].filter((part) => part !== undefined).join(' - ')
  const shown = redactStart(words, [], 300)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
  const reason = error === 'access_denied' ? 'access-denied' : 'identity-provider'
  const problem = shown === '' ? 'The login brought no code back.' : `The login failed: ${shown}.`
  throw new AuthError(reason, problem, { oauthError: error, description, remedies: [logIn()] })
}

function sameText(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)]
  return first.length === second.length && timingSafeEqual(first, second)
}
