/** The real platform with an identity provider, as the cases want it. */

import { inject } from 'vitest'
import { ADMIN_EMAIL } from '../../scripts/platform.ts'
import type { OIDCTarget } from '../conformance/oidc/stage.ts'
import { approveInBrowser } from '../helpers/browser.ts'
import { connectOIDCProvider } from '../helpers/remote-oidc-provider.ts'

/** Describes the platform that the global set-up started. */
export function realOIDCTarget(): OIDCTarget {
  const provider = connectOIDCProvider(inject('oidcProvider'))
  return {
    baseURL: inject('oidcPlatformURL'),
    generation: inject('platformGeneration'),
    issuer: provider.issuer,
    clientId: provider.clientId,
    audience: provider.audience,
    adminEmail: ADMIN_EMAIL,
    login: (email, scopes) => provider.issue(email, { scopes }),
    sign: (claims) => provider.sign(claims),
    approvePage: async (url, email) => void (await approveInBrowser({ url, email })),
    revokeLogins: (email) => provider.revokeGrants(email),
    refreshesOf: async (email) =>
      (await provider.events()).filter((event) => event.type === 'refresh' && event.email === email).length,
  }
}
