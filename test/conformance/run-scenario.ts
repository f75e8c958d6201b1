/** Plays a case on a platform. */

import { setTimeout as sleep } from 'node:timers/promises'
import { bearerFor } from './bearer.ts'
import { forGeneration } from './generations.ts'
import { differences } from './matching.ts'
import { fill, type Placeholders } from './placeholders.ts'
import type { Expectation, Scenario, Step } from './scenario.ts'
import type { Target } from './target.ts'

const PAUSE = 200
/** How long a platform is given whose own policy engine does not answer in time, in ms: nothing has been done then. */
const PATIENCE = 60_000

/**
 * Plays a case.
 *
 * @throws Error that shows the first answer that does not fit.
 */
export async function runScenario(scenario: Scenario, target: Target): Promise<void> {
  let placeholders: Placeholders = target.placeholdersFor(scenario.id)
  for (const [index, template] of forGeneration(scenario.steps, target.generation).entries()) {
    const expect = forGeneration(template.expect, target.generation)
    const { save = {}, ...step } = fill({ ...template, expect }, placeholders)
    const answer = await untilItFits(step, target, `step ${index + 1} of ${scenario.id}`)
    for (const [name, field] of Object.entries(save)) {
      placeholders = { ...placeholders, [name]: String((answer.body as Record<string, unknown>)[field]) }
    }
  }
}

/** A step whose expectation is settled. */
type PlainStep = Step & { readonly expect: Expectation }

interface Answer {
  readonly status: number
  readonly headers: Headers
  /** Parsed where it is JSON, else text; undefined for none. */
  readonly body: unknown
}

async function untilItFits(step: PlainStep, target: Target, name: string): Promise<Answer> {
  const deadline = Date.now() + (step.retryFor ?? 0) * 1000
  const lastTry = Date.now() + PATIENCE
  for (;;) {
    const answer = await send(step, target)
    if (isTooBusy(answer) && Date.now() < lastTry) {
      await sleep(PAUSE)
      continue
    }
    const problems = problemsOf(answer, step.expect)
    if (problems.length === 0) return answer
    if (Date.now() >= deadline) {
      const shown = JSON.stringify(answer.body)?.slice(0, 2000)
      throw new Error(
        `${name} (${step.method} ${step.path}) was answered with ${answer.status} ${shown}\n${problems.join('\n')}`,
      )
    }
    await sleep(PAUSE)
  }
}

/** Under load releases from 0.7 on say so before they have looked at a request. */
function isTooBusy({ status, body }: Answer): boolean {
  const detail = (body as { detail?: unknown } | undefined)?.detail
  return (
    (status === 504 && detail === 'Authorization service timeout') ||
    (status === 500 && detail === 'Internal authorization error')
  )
}

async function send(step: PlainStep, target: Target): Promise<Answer> {
  const headers = new Headers(step.headers)
  if (step.as !== null && !headers.has('authorization')) {
    headers.set('authorization', `Bearer ${bearerFor(step.as)}`)
  }
  if (step.body !== undefined && !headers.has('content-type')) headers.set('content-type', 'application/json')
  const body = step.body === undefined ? step.rawBody : JSON.stringify(step.body)
  const response = await target.fetch(`${target.baseURL}${step.path}`, {
    method: step.method,
    headers,
    redirect: 'manual',
    ...(body === undefined ? {} : { body: body as NonNullable<RequestInit['body']> }),
  })
  return { status: response.status, headers: response.headers, body: parse(await response.text()) }
}

function parse(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function problemsOf(answer: Answer, expected: Expectation): string[] {
  const { headers = {} } = expected
  return [
    ...differences(answer.status, expected.status, 'status'),
    ...('body' in expected ? differences(answer.body, expected.body) : []),
    ...Object.entries(headers).flatMap(([name, value]) =>
      differences(answer.headers.get(name), value, `header ${name}`),
    ),
  ]
}
