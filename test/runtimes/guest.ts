/** Plays the portable cases and the steps in the runtime at hand, against a server in another process. */

import { isNeMoPlatformError } from 'nemo-platform'
import { runCase, type ServedRequest, type WithScene } from '../portable/case.ts'
import { portableCases } from '../portable/cases.ts'
import { type Stage, steps, type World } from './steps.ts'

/** What became of a case: `passed`, `not here`, or what failed. */
export type Outcomes = Record<string, string>

/** A case or a step, ready to be played by the runner of a runtime. */
export interface GuestCase {
  readonly name: string
  /** Whether the runtime has what it is about. */
  readonly applies: boolean
  run(): Promise<void>
}

/** All cases, and the steps that are no cases. */
export function guestCases(serverURL: string): GuestCase[] {
  return [...portable(serverURL), ...stepsOf(serverURL)]
}

function stepsOf(serverURL: string): GuestCase[] {
  const stage: Stage = {
    fault: (fault) => asked(`${serverURL}/steps/fault?fault=${encodeURIComponent(JSON.stringify(fault))}`),
    requests: () => asked(`${serverURL}/steps/requests`),
  }
  return steps.flatMap((step): GuestCase[] => {
    if (!('play' in step)) return []
    const run = async () => step.play(await asked<World>(`${serverURL}/steps/open`), stage)
    return [{ name: step.name, applies: true, run }]
  })
}

function portable(serverURL: string): GuestCase[] {
  const withScene: WithScene = async ({ name }, play) => {
    const id = await asked<string>(`${serverURL}/open?case=${encodeURIComponent(name)}`)
    await play({
      baseURL: `${serverURL}/scenes/${id}`,
      requests: async () => (await asked<PackedRequest[]>(`${serverURL}/requests/${id}`)).map(unpacked),
      clientOptions: {},
    })
  }
  return portableCases.map((httpCase) => ({
    name: httpCase.name,
    applies: httpCase.applies?.() ?? true,
    run: () => runCase(httpCase, withScene),
  }))
}

/** Plays all of them, one after the other, where the runtime has no runner of its own. */
export async function playAll(serverURL: string): Promise<Outcomes> {
  const outcomes: Outcomes = {}
  for (const { name, applies, run } of guestCases(serverURL)) {
    outcomes[name] = applies ? await outcomeOf(run) : 'not here'
  }
  return outcomes
}

/** Plays one; what it fails with is its outcome. */
export function outcomeOf(run: () => Promise<void>): Promise<string> {
  return run().then(() => 'passed', textOf)
}

/** An outcome as a line of a runner's output. */
export function lineOf(name: string, outcome: string): string {
  return `${LINE}${JSON.stringify([name, outcome])}`
}

/** The outcomes in a runner's output. */
export function outcomesIn(output: string): Outcomes {
  const lines = output.split('\n').filter((line) => line.startsWith(LINE))
  return Object.fromEntries(lines.map((line) => JSON.parse(line.slice(LINE.length)) as [string, string]))
}

const LINE = 'OUTCOME '

/** An error with all that led to it and what it advises, as text. */
export function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const advice = isNeMoPlatformError(error) ? `\n${error.remedies.join('\n')}` : ''
  const cause = error.cause === undefined ? '' : `\ncaused by ${textOf(error.cause)}`
  return `${error.name}: ${error.message}${advice}\n${error.stack ?? ''}${cause}`
}

interface PackedRequest extends Omit<ServedRequest, 'headers' | 'body'> {
  readonly headers: [string, string][]
  readonly body: string
}

function unpacked({ headers, body, ...rest }: PackedRequest): ServedRequest {
  const bytes = Uint8Array.from(atob(body), (character) => character.charCodeAt(0))
  return { ...rest, headers: new Headers(headers), body: bytes }
}

async function asked<Answer>(url: string): Promise<Answer> {
  return (await (await fetch(url)).json()) as Answer
}
