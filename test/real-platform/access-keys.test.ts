/** The real platform makes and takes access keys. */

import { describe } from 'vitest'
import { accessKeyOIDCCases } from '../conformance/oidc/access-key-cases.ts'
import { describeOIDC } from '../conformance/oidc/suite.ts'
import { realOIDCTarget } from './oidc-target.ts'

describe('access keys on the real platform', () => describeOIDC(accessKeyOIDCCases, realOIDCTarget))
