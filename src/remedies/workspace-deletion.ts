/** A workspace that is gone, but whose name is not free yet. */

import { codeText, shellWord } from './quoting.ts'
import type { Remedy } from './remedy.ts'

/** How a deletion is waited for to its end. */
export function deleteAndWait(workspace: string): Remedy {
  return {
    text: 'Next time wait for the end of the deletion',
    command: `nemo workspaces delete ${shellWord(workspace)} --wait`,
    call: `await client.workspaces.delete(${codeText(workspace)}, { wait: true })`,
  }
}
