/** A platform of 0.8 that keeps the logins of the identity provider of the other tests. */

import { inject } from 'vitest'
import { type PlatformInstance, startPlatform } from '../../scripts/platform.ts'
import { connectOIDCProvider } from '../helpers/remote-oidc-provider.ts'

/** Starts it. */
export function startKeepingPlatform(): Promise<PlatformInstance> {
  const { issuer, clientId, audience } = inject('oidcProvider')
  return startPlatform({
    venv: inject('platformVenv'),
    config: {
      auth: {
        allow_unsigned_jwt: false,
        oidc: {
          enabled: true,
          issuer,
          audience,
          public_client: {
            client_id: clientId,
            server_side_sessions: true,
            // The platform looks neither of them up.
            authorization_endpoint: `${issuer}/auth`,
            token_endpoint: `${issuer}/token`,
          },
          server_sessions: { encryption_key_env_var: 'SESSION_KEY' },
        },
      },
    },
    environment: { SESSION_KEY: 'only for tests, and of some length' },
    tokenFor: (email) => connectOIDCProvider(inject('oidcProvider')).sign({ sub: email, email }),
  })
}
