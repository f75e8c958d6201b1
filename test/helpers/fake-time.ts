/** Fake time that leaves the event loop alone: streams and sockets go on, only clocks and timers stand still. */

import { NeMoPlatform } from 'nemo-platform'
import { vi } from 'vitest'
import { json, stubFetch } from './stub-fetch.ts'

// What a refusal loads when it comes is loaded before time stands still: that takes time which no fake clock has.
const { fetch } = stubFetch(json({ detail: 'no' }, 404))
await new NeMoPlatform({ baseURL: 'http://nemo.test', accessToken: 't', fetch }).get('/x').catch(() => {})

const realTimeout = setTimeout

/** Stops the clocks. */
export function stopTime(): void {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
  })
}

/** Lets what is ready happen, without any time passing. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

/** Lets time pass. */
export async function advance(milliseconds: number): Promise<void> {
  await settle()
  await vi.advanceTimersByTimeAsync(milliseconds)
  await settle()
}

/** Waits for an outcome while time jumps from timer to timer. */
export async function outcome<Value>(promise: PromiseLike<Value>): Promise<PromiseSettledResult<Value>> {
  let result: PromiseSettledResult<Value> | undefined
  void Promise.allSettled([promise]).then(([settled]) => {
    result = settled
  })
  for (let turn = 0; turn < 1000 && result === undefined; turn += 1) {
    await settle()
    if (result !== undefined) break
    // Where no timer runs, something is on its way that no clock moves: a part that is being loaded.
    if (vi.getTimerCount() === 0) await new Promise((resolve) => realTimeout(resolve, 5))
    else await vi.advanceTimersToNextTimerAsync()
  }
  if (result === undefined) throw new Error('it never settles')
  return result
}
