/** The mock platform with an identity provider answers as the real one does. */

import { MockPlatform } from 'nemo-platform/testing'
import { afterAll, describe } from 'vitest'
import { accessKeyOIDCCases } from './oidc/access-key-cases.ts'
import { brokerOIDCCases } from './oidc/broker-cases.ts'
import { oidcRefreshCases } from './oidc/refresh-cases.ts'
import type { OIDCTarget } from './oidc/stage.ts'
import { describeOIDC } from './oidc/suite.ts'
import { oidcTokenCases } from './oidc/token-cases.ts'

const CLIENT_ID = 'nemo-cli'
const AUDIENCE = 'nemo-platform'
const ADMIN_EMAIL = 'admin@example.com'

describe.each(['0.6', '0.8'] as const)('on the mock platform of %s', async (profile) => {
  const platform = new MockPlatform({
    profile,
    auth: {
      adminEmail: ADMIN_EMAIL,
      allowUnsignedTokens: false,
      rolePropagation: 50,
      oidc: {
        clientId: CLIENT_ID,
        audience: AUDIENCE,
        ...(profile === '0.8' && { confidentialClientId: 'nemo-web' }),
      },
      accessKeys: true,
    },
  })
  const server = await platform.listen()
  afterAll(() => server.close())

  const { identityProvider } = platform
  const target: OIDCTarget = {
    baseURL: server.url,
    generation: profile,
    issuer: identityProvider.issuer,
    clientId: CLIENT_ID,
    audience: AUDIENCE,
    adminEmail: ADMIN_EMAIL,
    login: async (email, scopes) =>
      identityProvider.issueTokens(email, scopes === undefined ? {} : { scopes }),
    sign: async (claims) => platform.tokenFor(String(claims['email']), { claims }),
    approvePage: (url, email) => identityProvider.approvePage(url, email),
    revokeLogins: async (email) => identityProvider.revokeLogins(email),
    refreshesOf: async (email) =>
      identityProvider.events.filter((event) => event.type === 'refresh' && event.email === email).length,
  }

  describe('tokens', () => describeOIDC(oidcTokenCases, () => target))
  describe('refreshes', () => describeOIDC(oidcRefreshCases, () => target))
  if (profile >= '0.8')
    describe('logins that the platform keeps', () => describeOIDC(brokerOIDCCases, () => target))
  describe('access keys', () => describeOIDC(accessKeyOIDCCases, () => target))
})
