/** `nemo agent-optimization`: strategies that make agents better. */

import { send } from '../shared/call.ts'
import type { Additions } from '../shared/described.ts'

/** The list itself is the answer, as Python has it. */
export const ADDITIONS: Additions = {
  'list-strategies': {
    async run(invocation, call) {
      const answer = await send(invocation.client(), call, { signal: invocation.io.signal })
      const { data = [] } = answer as { data?: readonly unknown[] }
      if (data.length === 0) invocation.note('No strategies are installed on this platform.')
      await invocation.print(data, { list: true, columns: call.spec.columns })
    },
  },
}
