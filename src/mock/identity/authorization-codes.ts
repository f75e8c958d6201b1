/**
 * The page of the mock identity provider where a person logs in, and the codes that it sends back to the program that asked
 * (RFC 6749, section 4.1, with the proof of RFC 7636).
 */

import { escapeHTML } from '../../html.ts'
import { json } from '../http/responses.ts'
import type { Collection, Store } from '../store/store.ts'
import { challengeOf, randomText } from './pkce.ts'

/** How long a code is good, in ms. */
const CODE_LIFETIME = 60_000

/** A login that a person has agreed to. */
export interface AuthorizationCode {
  readonly code: string
  readonly email: string
  readonly clientId: string
  readonly redirectUri: string
  readonly challenge: string
  /** As they were asked for, with blanks between them. */
  readonly scope: string | undefined
  readonly endsAt: number
}

/** Gives and takes codes. */
export class AuthorizationCodes {
  readonly #codes: Collection<AuthorizationCode>
  readonly #clientIds: readonly string[]

  constructor(store: Store, clientIds: readonly string[]) {
    this.#codes = store.collection('idp-authorization-codes')
    this.#clientIds = clientIds
  }

  /** Shows the page; what is wrong with the request goes to the person, or where the program waits. */
  page(request: Request): Response {
    const { searchParams } = new URL(request.url)
    const refusal = this.#refusalOf(searchParams)
    if (refusal !== undefined) return refusal
    const program = escapeHTML(searchParams.get('client_id') ?? '')
    return new Response(PAGE.replace('{program}', program), {
      headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
    })
  }

  /** What a person has entered on the page: leads back to the program. */
  async decide(request: Request): Promise<Response> {
    const { searchParams } = new URL(request.url)
    const refusal = this.#refusalOf(searchParams)
    if (refusal !== undefined) return refusal
    const entered = new URLSearchParams(await request.text())
    const email = entered.get('email')
    if (entered.get('decision') !== 'approve' || !email) {
      return backTo(searchParams, {
        error: 'access_denied',
        error_description: 'The person has denied the login',
      })
    }
    const code = randomText(32)
    this.#codes.set(code, {
      code,
      email,
      clientId: searchParams.get('client_id') ?? '',
      redirectUri: searchParams.get('redirect_uri') ?? '',
      challenge: searchParams.get('code_challenge') ?? '',
      scope: searchParams.get('scope') ?? undefined,
      endsAt: Date.now() + CODE_LIFETIME,
    })
    return backTo(searchParams, { code })
  }

  /** Takes a code: it is good once, for whom it was made, and with the secret that belongs to it. */
  redeem(fields: URLSearchParams, clientId: string): AuthorizationCode | undefined {
    const found = this.#codes.get(fields.get('code') ?? '')
    if (found === undefined) return undefined
    this.#codes.delete(found.code)
    const isTheirs = found.clientId === clientId && found.redirectUri === fields.get('redirect_uri')
    const isProven = challengeOf(fields.get('code_verifier') ?? '') === found.challenge
    return isTheirs && isProven && Date.now() < found.endsAt ? found : undefined
  }

  #refusalOf(asked: URLSearchParams): Response | undefined {
    // Nobody is led to where an unknown program wants them.
    if (!this.#clientIds.includes(asked.get('client_id') ?? '')) return json({ error: 'invalid_client' }, 400)
    if (!URL.canParse(asked.get('redirect_uri') ?? ''))
      return json({ error: 'invalid_request', error_description: 'redirect_uri is no URL' }, 400)
    if (asked.get('response_type') !== 'code') return backTo(asked, { error: 'unsupported_response_type' })
    if (asked.get('code_challenge_method') === 'S256' && asked.has('code_challenge')) return undefined
    return backTo(asked, { error: 'invalid_request', error_description: 'PKCE with S256 is required' })
  }
}

/** Leads a browser back to the program, with what became of the login. */
function backTo(asked: URLSearchParams, outcome: Readonly<Record<string, string>>): Response {
  const url = new URL(asked.get('redirect_uri') ?? '')
  const state = asked.get('state')
  for (const [name, value] of Object.entries(outcome)) url.searchParams.set(name, value)
  if (state !== null) url.searchParams.set('state', state)
  return new Response(null, { status: 302, headers: { location: url.href } })
}

/** Its form goes to the URL of the page itself. */
const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Log in</title>
<h1>Log in</h1>
<p>{program} wants to act for you.</p>
<form method="post">
<p><label>E-mail address <input name="email" type="email" value="user@example.com" required></label></p>
<button type="submit" name="decision" value="approve">Log in</button>
<button type="submit" name="decision" value="deny" formnovalidate>Deny</button>
</form>
</html>
`
