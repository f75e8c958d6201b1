/** Registers cases about an identity provider as tests on a platform. */

import { test } from 'vitest'
import { cleanEnvironment } from '../../helpers/clean-environment.ts'
import { type OIDCCase, type OIDCTarget, stageOn } from './stage.ts'

/** Registers the cases. */
export function describeOIDC(cases: readonly OIDCCase[], target: () => OIDCTarget): void {
  cleanEnvironment()
  for (const { title, play } of cases) {
    test.concurrent(title, { timeout: 120_000 }, () => play(stageOn(target())))
  }
}
