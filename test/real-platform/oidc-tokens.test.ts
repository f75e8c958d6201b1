/** The real platform takes the tokens of an identity provider, and the client keeps a login going. */

import { describe, inject } from 'vitest'
import { brokerOIDCCases } from '../conformance/oidc/broker-cases.ts'
import { oidcRefreshCases } from '../conformance/oidc/refresh-cases.ts'
import { describeOIDC } from '../conformance/oidc/suite.ts'
import { oidcTokenCases } from '../conformance/oidc/token-cases.ts'
import { findBrowser } from '../helpers/browser.ts'
import { realOIDCTarget } from './oidc-target.ts'

describe('tokens on the real platform', () => describeOIDC(oidcTokenCases, realOIDCTarget))
describe('refreshes on the real platform', () => describeOIDC(oidcRefreshCases, realOIDCTarget))

describe.skipIf(inject('platformGeneration') < '0.8' || findBrowser() === undefined)(
  'logins that the real platform keeps',
  () => describeOIDC(brokerOIDCCases, realOIDCTarget),
)
