/** Input of commands as it is read. */

import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { openStandardInput } from '../../../src/cli/commands/shared/read-input.ts'

const CHUNKS = 200

async function* chunks(): AsyncGenerator<Uint8Array> {
  for (let count = 0; count < CHUNKS; count += 1) {
    await setImmediate()
    yield new Uint8Array(1024)
  }
}

test('chunks that were passed on are kept by nobody, however long the input is', async () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const { signal } = new AbortController()
  const input = openStandardInput({ stdin: chunks() as unknown as NodeJS.ReadStream, signal })
  const passed: WeakRef<Uint8Array>[] = []
  let kept: number | undefined

  for await (const chunk of input) {
    passed.push(new WeakRef(chunk))
    if (passed.length < CHUNKS - 1 || kept !== undefined) continue
    // While the input is still open.
    await setImmediate()
    collect()
    kept = passed.filter((one) => one.deref() !== undefined).length
  }

  expect(passed).toHaveLength(CHUNKS)
  expect(kept).toBeLessThan(10)
})
