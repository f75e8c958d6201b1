/** What the administrator of an identity provider sets: each vendor has its own place for the same thing. */

import { withoutTrailingSlashes } from '../trailing-slashes.ts'
import type { Remedy } from './remedy.ts'
import { checkURL } from './server.ts'

/** Identity providers whose settings are known. */
export type Vendor = 'azure' | 'okta' | 'keycloak'

/** What an application may lack at its identity provider. */
export type ProviderSetting = 'scopes' | 'public-client' | 'device-flow' | 'password-grant'

/** Where to set something: at one vendor, or at all of them where nobody knows which it is. */
export function configureProvider(setting: ProviderSetting, vendor: Vendor | undefined): readonly Remedy[] {
  const places = PLACES[setting]
  const texts = vendor === undefined ? [...places.azure, ...places.okta, ...places.keycloak] : places[vendor]
  return texts.map((text) => ({ text }))
}

/** An identity provider that gives no answer, or a bad one. */
export function reachProvider(issuer: string | undefined): readonly Remedy[] {
  const later = { text: 'Repeat it later: the identity provider has trouble' }
  return issuer === undefined
    ? [later]
    : [later, checkURL(`${withoutTrailingSlashes(issuer)}/.well-known/openid-configuration`)]
}

/** An endpoint that is neither https nor on this machine. */
export function serveHttps(what: string): Remedy {
  return { text: `Let the identity provider serve https: ${what} not sent over plain http` }
}

const AZURE_PUBLIC_CLIENT = 'Azure AD: App Registration → Authentication → "Allow public client flows" → Yes'

const PLACES: Readonly<Record<ProviderSetting, Readonly<Record<Vendor, readonly string[]>>>> = {
  scopes: {
    azure: [
      'Azure AD: App Registration → "Expose an API": define the scopes platform:read and platform:write',
      'Azure AD: App Registration → API Permissions: add the scopes and grant admin consent for them',
    ],
    okta: [
      'Okta: Security → API → authorization server → Scopes: add the scopes, and allow them in its access policy',
    ],
    keycloak: ['Keycloak: Client scopes: add the scopes, then Client → Client scopes: assign them'],
  },
  'public-client': {
    azure: [AZURE_PUBLIC_CLIENT],
    okta: ['Okta: Application → General → Client authentication → None (a native application)'],
    keycloak: ['Keycloak: Client → Settings → "Client authentication" → Off (a public client)'],
  },
  'device-flow': {
    azure: [AZURE_PUBLIC_CLIENT],
    okta: ['Okta: Application → General → Grant type: enable "Device Authorization"'],
    keycloak: ['Keycloak: Client → Settings → "OAuth 2.0 Device Authorization Grant" → On'],
  },
  'password-grant': {
    azure: [AZURE_PUBLIC_CLIENT],
    okta: ['Okta: Application → General → Grant type: enable "Resource Owner Password"'],
    keycloak: ['Keycloak: Client → Settings → "Direct access grants" → On'],
  },
}
