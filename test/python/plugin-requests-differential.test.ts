/** Python's typed clients of plugins (0.8 or later) and our classes, given the same made-up arguments, send the same requests. */

import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { argumentsLike } from '../differential/arguments.ts'
import { pythonEnvironment, pythonGeneration, runPython } from '../helpers/python-platform.ts'
import {
  essentials,
  ON_PURPOSE,
  type RecordedCall,
  type RecordedRequest,
  recordedCalls,
  replay,
} from '../plugins/replay.ts'

const RECORDER = readFileSync(new URL('../plugins/record_requests.py', import.meta.url), 'utf8')
const SEED = Number(process.env['REQUESTS_SEED'] ?? 1)
const CASES = 12

const recorded = recordedCalls()
const calls = recorded.filter(
  ({ id }) => /#all$/.test(id) && !ON_PURPOSE.some(([others]) => others.test(id.replace(/#.*/, '#required'))),
)

test('the recording is what Python sends today', async ({ skip }) => {
  const python = await recorder(skip)

  const today: unknown[] = []
  for (const line of recorded) {
    today.push(await python.next())
    expect(today.at(-1)).toEqual(line)
  }
  expect(await python.ended).toBe(0)
})

test(`of ${calls.length} calls with ${CASES} sets of arguments each (REQUESTS_SEED=${SEED})`, async ({
  skip,
}) => {
  const python = await recorder(skip, ['--hear'])
  await python.next()
  const differences: unknown[] = []
  let compared = 0

  for (const call of calls) {
    const batch = fc.sample(variants(call), { seed: SEED, numRuns: CASES }).map((args) => ({ ...call, args }))
    python.tell(batch)
    const theirs = await python.next<(RecordedRequest | null)[]>()
    for (const [index, attempt] of batch.entries()) {
      const their = theirs[index] ?? null
      if (their === null) continue
      compared += 1
      const our = (await replay(attempt)) ?? []
      if (JSON.stringify(essentials(our)) !== JSON.stringify(essentials([their])))
        differences.push({ id: call.id, args: attempt.args, our, their })
    }
  }

  expect(differences.slice(0, 5), `${differences.length} of ${compared} differ`).toEqual([])
  expect(compared).toBeGreaterThan(calls.length * CASES * 0.9)
})

/** The recorder, which only Python's typed clients of all plugins can run. */
async function recorder(skip: (condition: boolean, note: string) => void, args: readonly string[] = []) {
  const venv = await pythonEnvironment()
  skip((await pythonGeneration(venv)) < '0.8', 'older releases have no typed clients of all plugins')
  const python = runPython(venv, RECORDER, args)
  onTestFinished(() => void python.process.kill())
  return python
}

/** Arguments of the shape of a call that was recorded with all that it takes: some of them left out, with other values. */
function variants({ id, args }: RecordedCall): fc.Arbitrary<RecordedCall['args']> {
  const required = recorded.find((other) => other.id === id.replace('#all', '#required'))?.args ?? args
  const { query_params, body, ...parts } = args
  const like = (fields: object, names: object) =>
    argumentsLike({ args: fields } as Parameters<typeof argumentsLike>[0], Object.keys(names))
  const no = fc.constant(undefined)
  return fc
    .tuple(
      like(parts, required),
      query_params === undefined ? no : like(query_params, {}),
      body === undefined ? no : like(body, required.body ?? {}),
    )
    .map(([own, query, fields]) => ({
      ...own,
      ...(query === undefined ? {} : { query_params: query }),
      ...(fields === undefined ? {} : { body: fields }),
    }))
}
