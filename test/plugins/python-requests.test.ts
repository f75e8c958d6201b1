/** What Python's typed clients 0.8.1 send for each of their endpoints of plugins, our classes send too. */

import { describe, expect, test } from 'vitest'
import { essentials, ON_PURPOSE, recordedCalls, replay } from './replay.ts'

const calls = recordedCalls()

test('every service, with all that it takes and with what it requires', () => {
  const services = calls.map(({ id }) => id.split('.')[0])
  expect([...new Set(services)]).toEqual([
    'agent_optimization',
    'agents',
    'customization',
    'data_designer',
    'evals',
    'garak',
    'insights',
    'safe_synthesizer',
  ])
  expect(calls.filter(({ id }) => id.endsWith('#required')).length).toBeGreaterThan(240)
  expect(calls.filter(({ id }) => id.endsWith('#all')).length).toBeGreaterThan(240)
})

describe.each(calls)('$id', (call) => {
  test('sends the same', async () => {
    const [, ours = {}] = ON_PURPOSE.find(([calls]) => calls.test(call.id)) ?? []
    const [first, ...others] = call.requests
    const wanted = [{ method: '', path: '', query: '', ...first, ...ours }, ...others]

    const sent = await replay(call)

    expect(sent && essentials(sent)).toEqual(essentials(wanted))
  })
})
