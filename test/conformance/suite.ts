/** Registers all cases as tests on a platform. */

import { describe, test, vi } from 'vitest'
import { cleanEnvironment } from '../helpers/clean-environment.ts'
import { topics } from './cases/index.ts'
import { clientTopics } from './cases/sdk/index.ts'
import { stageFor } from './client-case.ts'
import { isAbout, type Only } from './generations.ts'
import { runScenario } from './run-scenario.ts'
import type { Target } from './target.ts'

/** How to run the cases. */
export interface SuiteOptions {
  readonly target: Target
  /** How many cases run at a time: most of them wait for roles to arrive. */
  readonly atATime: number
  /** Longest time of a case, in ms. */
  readonly timeout: number
  /** Leave out what only release 0.6.0 does. @default false */
  readonly withoutQuirks?: boolean
}

/** Registers the cases. */
export function describeConformance(options: SuiteOptions): void {
  const { target, atATime, timeout, withoutQuirks = false } = options
  const applies = ({ quirk = false, only }: { quirk?: boolean; only?: Only }) =>
    !(quirk && withoutQuirks) && (only === undefined || isAbout(only, target.generation))
  cleanEnvironment()
  vi.setConfig({ maxConcurrency: atATime })
  for (const [topic, scenarios] of Object.entries(topics)) {
    describe.concurrent(topic, { timeout }, () => {
      for (const scenario of scenarios.filter(applies)) {
        test(`${scenario.title} [${scenario.id}]`, () => runScenario(scenario, target))
      }
    })
  }
  for (const [topic, cases] of Object.entries(clientTopics)) {
    describe.concurrent(`client: ${topic}`, { timeout }, () => {
      for (const clientCase of cases.filter(applies)) {
        test(`${clientCase.title} [${clientCase.id}]`, () => clientCase.play(stageFor(clientCase, target)))
      }
    })
  }
}
