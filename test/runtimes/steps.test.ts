/** What is told of the steps. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { portableCases } from '../portable/cases.ts'
import { RUNTIMES, stepsAbsentIn, stepTable } from './step-table.ts'
import { steps } from './steps.ts'

test('the guide of runtimes shows their table', () => {
  expect(readFileSync(join(import.meta.dirname, '../../docs/runtimes.md'), 'utf8')).toContain(stepTable())
})

test('the cases and steps that are named exist', () => {
  const cases = new Set(portableCases.map(({ name }) => name))
  const names = new Set(steps.map(({ name }) => name))

  expect(
    steps.flatMap((step) => ('play' in step ? [] : step.cases)).filter((name) => !cases.has(name)),
  ).toEqual([])
  expect(RUNTIMES.flatMap(stepsAbsentIn).filter((name) => !names.has(name))).toEqual([])
})
