/** What the Python SDK 0.6.0 sends for each of its methods, this SDK sends too. */

import { describe, expect, it } from 'vitest'
import { isGenerated, type RecordedRequest, recordedCalls, replay } from './replay.ts'

const calls = recordedCalls().filter((call) => isGenerated(call))

/** Headers are compared elsewhere: Python names a content type even where there is no content. */
function essentials({ method, path, query, body, body_base64 }: RecordedRequest) {
  return { method, path, query, body, body_base64 }
}

it('has recordings of all methods', () => {
  expect(new Set(calls.map(({ resource, method }) => `${resource}.${method}`)).size).toBe(177)
})

describe.each(calls)('$id', (call) => {
  it('sends the same', async () => {
    const sent = await replay(call)
    const expected = call.requests ?? (call.request === null ? [] : [call.request])
    expect(sent.map(essentials)).toEqual(expected.map(essentials))
  })
})
