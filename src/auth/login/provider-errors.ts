/**
 * Turns refusals of identity providers into what to do about them. Azure AD, Okta and Keycloak each have their own words
 * for the same few mistakes in the setup of an application.
 */

import { AuthError, type LoginErrorReason } from '../../errors/index.ts'
import { variableName } from '../../generations.ts'
import {
  askForOtherScopes,
  configureProvider,
  logIn,
  logInUnsigned,
  logInWithPassword,
  platformConfig,
  type Remedy,
  reachProvider,
  serveHttps,
  type Vendor,
} from '../../remedies/index.ts'
import type { TokenRequestError } from '../token-request.ts'

/** What was being asked of whom. */
export interface ProviderContext {
  readonly step: 'device-code' | 'device-token' | 'password' | 'broker'
  readonly issuer: string | undefined
  readonly clientId: string
  /** Where the platform's own config speaks of that client. */
  readonly configKey: string
  /** Scopes that were asked for, as they were sent. */
  readonly scopes: readonly string[]
}

/** The error of a login whose request failed. */
export function loginRefusedError(error: TokenRequestError, context: ProviderContext): AuthError {
  const { code, description } = error
  const details = { oauthError: code, description, cause: error }
  if (error.outcome !== 'refused') {
    const reason = error.isInsecureEndpoint ? 'insecure-endpoint' : 'identity-provider'
    return new AuthError(reason, `Authentication failed: ${error.problem}.`, {
      ...details,
      remedies: error.isInsecureEndpoint ? [serveHttps('tokens are')] : reachProvider(context.issuer),
    })
  }
  const reason = reasonOf(error, context)
  const vendor = vendorOf(description ?? '', context.issuer)
  const problem = `Authentication failed: ${problemOf(reason, error, context)}`
  return new AuthError(reason, problem, { ...details, remedies: remediesFor(reason, vendor, context) })
}

/** Nobody entered the code in time. */
export function expiredCodeError(cause?: TokenRequestError): AuthError {
  const words = cause?.description === undefined ? '' : ` (${cause.problem})`
  return new AuthError('expired-code', `Authentication failed: Authorization request expired${words}.`, {
    oauthError: cause?.code,
    description: cause?.description,
    cause,
    remedies: [logIn()],
  })
}

/** The platform names no endpoint for device logins: the identity provider has none for it. */
export function noDeviceEndpointError(issuer: string | undefined): AuthError {
  return new AuthError(
    'no-device-endpoint',
    'This cluster does not support device flow authentication: the identity provider offers no device authorization endpoint.',
    { remedies: [...configureProvider('device-flow', vendorOf('', issuer)), logInWithPassword()] },
  )
}

/** The platform keeps logins itself, and knows one way to them. */
export function brokeredOnlyError(method: 'device' | 'password'): AuthError {
  const reason = method === 'device' ? 'no-device-endpoint' : 'password-grant-disabled'
  const what = method === 'device' ? 'Logging in by a code' : 'The password grant'
  const problem = `${what} is not available: this platform keeps logins itself, and people log in on a page of it.`
  return new AuthError(reason, problem, {
    remedies: [
      {
        text: 'Log in in a browser',
        command: 'nemo auth login',
        call: "login({ method: 'browser', onPage })",
      },
    ],
  })
}

/** The platform names no token endpoint. */
export function noTokenEndpointError(issuer: string | undefined): AuthError {
  const problem = 'This cluster does not have OIDC token endpoint configured.'
  if (issuer === undefined)
    return new AuthError('no-token-endpoint', problem, {
      remedies: [logInUnsigned(), platformConfig('auth.oidc')],
    })
  const why = `${problem} It has the issuer ${issuer}, but seems not to reach it at the moment.`
  return new AuthError('no-token-endpoint', why, { remedies: reachProvider(issuer) })
}

/** The token came without scopes that were asked for. */
export function missingScopesError(missing: readonly string[], issuer: string | undefined): AuthError {
  const vendor = vendorOf('', issuer)
  return new AuthError(
    'missing-scopes',
    `Token is missing requested scopes: ${missing.join(' ')}. The identity provider did not grant the requested scopes.`,
    {
      remedies: [...configureProvider('scopes', vendor), askForOtherScopes('Ask for other scopes')],
    },
  )
}

/** Words of providers that tell more than their error codes; the first that fits counts. */
const WORDS: readonly (readonly [RegExp, LoginErrorReason])[] = [
  // Azure AD
  [/\bAADSTS(?:50126|50034|50056)\b/, 'invalid-credentials'],
  [/\bAADSTS500(?:74|76|79)\b/, 'second-factor-required'],
  [/\bAADSTS(?:70011|65001|65005|650053|650057|90094|500011)\b/, 'invalid-scope'],
  [/\bAADSTS7000218\b|^(?=.*\bAADSTS70002\b).*\bmobile\b/s, 'public-client-disabled'],
  [/\bAADSTS(?:700016|70001|700038)\b/, 'client-id-mismatch'],
  [/\bAADSTS65004\b/, 'access-denied'],
  [/\bAADSTS50105\b/, 'not-assigned'],
  [/\bAADSTS(?:70019|70020)\b/, 'expired-code'],
  // Keycloak
  [/not allowed to initiate OAuth 2\.0 Device Authorization Grant/i, 'device-flow-disabled'],
  [/not allowed OAuth 2\.0 Device Authorization Grant/i, 'device-flow-disabled'],
  [/not allowed for direct access grants/i, 'password-grant-disabled'],
  [/client secret not provided|public client not allowed/i, 'public-client-disabled'],
  [/invalid user credentials/i, 'invalid-credentials'],
  [/account is not fully set up/i, 'second-factor-required'],
  // Okta
  [/invalid value for 'client_id'/i, 'client-id-mismatch'],
  [/scopes are not configured/i, 'invalid-scope'],
  [/supplied for a confidential client/i, 'public-client-disabled'],
  [/user is not assigned to the client application/i, 'not-assigned'],
  // Anybody
  [/public client flows? (?:are )?not (?:allowed|enabled)/i, 'public-client-disabled'],
  [
    /device (?:code )?(?:flow|authorization(?: grant)?) (?:is )?(?:not enabled|not allowed|disabled)/i,
    'device-flow-disabled',
  ],
]

function reasonOf({ code, description = '', status = 0 }: TokenRequestError, { step }: ProviderContext) {
  const known = WORDS.find(([pattern]) => pattern.test(description))?.[1]
  if (known !== undefined) return known
  const disabled = step === 'password' ? 'password-grant-disabled' : 'device-flow-disabled'
  switch (code) {
    case 'access_denied':
    case 'authorization_declined':
      return 'access-denied'
    case 'expired_token':
      return 'expired-code'
    case 'invalid_scope':
    case 'consent_required':
      return 'invalid-scope'
    case 'unauthorized_client':
    case 'unsupported_grant_type':
      return disabled
    case 'invalid_client':
      return 'client-id-mismatch'
    case 'mfa_required':
    case 'interaction_required':
      return 'second-factor-required'
    case 'invalid_grant':
      return step === 'password' ? 'invalid-credentials' : 'login-failed'
    default:
      return status >= 500 || code === 'unknown_error' ? 'identity-provider' : 'login-failed'
  }
}

function problemOf(
  reason: LoginErrorReason | 'identity-provider',
  { code, description, problem }: TokenRequestError,
  { step, clientId }: ProviderContext,
): string {
  const asked =
    { 'device-code': 'Device authorization request', broker: 'Login at the platform' }[step as string] ??
    'Token request'
  const words = description === undefined ? '' : ` (${code} - ${description})`
  const refused = `${asked} failed: ${problem}.`
  switch (reason) {
    case 'access-denied':
      return `User denied authorization${words}.`
    case 'not-assigned':
      return `${refused} You are not assigned to the application.`
    case 'expired-code':
      return `Authorization request expired${words}.`
    case 'client-id-mismatch':
      return `${refused} The identity provider does not know the client ID '${clientId}'.`
    case 'public-client-disabled':
      return `${refused} The identity provider wants a client secret, which a command line cannot keep.`
    case 'device-flow-disabled':
      return `${refused} The application may not use the device flow.`
    case 'password-grant-disabled':
      return `${refused} The application may not use the password grant.`
    case 'second-factor-required':
      return `${refused} The identity provider wants more than a password.`
    default:
      return refused
  }
}

function remediesFor(
  reason: LoginErrorReason | 'identity-provider',
  vendor: Vendor | undefined,
  { step, issuer, clientId, configKey, scopes }: ProviderContext,
): readonly Remedy[] {
  switch (reason) {
    case 'access-denied':
      return [
        logIn({}, 'Log in again, and approve the request'),
        { text: 'Ask whether you may use the application' },
      ]
    case 'not-assigned':
      return [
        {
          text: 'Ask the administrator of the identity provider to assign you, or a group of yours, to the application',
        },
      ]
    case 'expired-code':
      return [logIn({}, 'Log in again, and enter the code in time')]
    case 'invalid-credentials':
      return [
        {
          text: `Check user name and password, or ${variableName('OIDC_USERNAME')} and ${variableName('OIDC_PASSWORD')}`,
          command: 'nemo auth login --username <user>',
        },
        logIn(),
      ]
    case 'second-factor-required':
      return [logIn({}, 'Use the device flow, which allows second factors')]
    case 'invalid-scope':
      return [
        ...configureProvider('scopes', vendor),
        askForOtherScopes(`Ask for other scopes than ${scopes.join(' ')}`),
      ]
    case 'public-client-disabled':
      return configureProvider('public-client', vendor)
    case 'device-flow-disabled':
      return [
        ...configureProvider('device-flow', vendor),
        ...(vendor === 'azure' ? [] : [logInWithPassword()]),
      ]
    case 'password-grant-disabled':
      return [
        logIn({}, 'Log in without user name and password'),
        ...configureProvider('password-grant', vendor),
      ]
    case 'client-id-mismatch':
      return [
        {
          text: `Check that ${configKey}.client_id in the platform config ('${clientId}') is exactly the client ID of the application at the identity provider`,
        },
        ...(vendor === 'keycloak' || vendor === undefined
          ? configureProvider('public-client', vendor).slice(0, 1)
          : []),
      ]
    case 'identity-provider':
      return reachProvider(issuer)
    default:
      return step === 'password'
        ? [logIn()]
        : [logIn({}, 'Log in once more'), { text: 'Look at the log of the identity provider' }]
  }
}

/** Who the identity provider is: by its words, else by its URL. */
function vendorOf(description: string, issuer: string | undefined): Vendor | undefined {
  if (/\bAADSTS\d/.test(description)) return 'azure'
  const host = issuer !== undefined && URL.canParse(issuer) ? new URL(issuer).host : ''
  if (
    /(?:^|\.)(?:login\.microsoftonline\.(?:com|us)|login\.partner\.microsoftonline\.cn|sts\.windows\.net)$/.test(
      host,
    )
  )
    return 'azure'
  if (/(?:^|\.)okta(?:preview|-emea|-gov)?\.(?:com|mil)$/.test(host)) return 'okta'
  if (issuer !== undefined && /\/realms\/[^/]+\/?$/.test(issuer)) return 'keycloak'
  return undefined
}
