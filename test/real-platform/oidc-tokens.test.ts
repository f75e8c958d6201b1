/** The real platform takes the tokens of an identity provider, and the client keeps a login going. */

import { describe } from 'vitest'
import { oidcRefreshCases } from '../conformance/oidc/refresh-cases.ts'
import { describeOIDC } from '../conformance/oidc/suite.ts'
import { oidcTokenCases } from '../conformance/oidc/token-cases.ts'
import { realOIDCTarget } from './oidc-target.ts'

describe('tokens on the real platform', () => describeOIDC(oidcTokenCases, realOIDCTarget))
describe('refreshes on the real platform', () => describeOIDC(oidcRefreshCases, realOIDCTarget))
