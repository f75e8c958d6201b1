/** Says in one sentence that a Node is too old, before something fails with a riddle. */

/** The oldest Node that works, as `engines` in package.json has it. */
const FLOOR = [22, 13] as const

/** What is wrong with the Node that runs; undefined for one that is new enough, and for every other runtime. */
export function nodeVersionProblem(): string | undefined {
  const versions = (globalThis as { process?: { versions?: Record<string, string | undefined> } }).process
    ?.versions
  // Bun and Deno name a Node of theirs, too.
  if (versions?.['node'] === undefined || versions['bun'] !== undefined || versions['deno'] !== undefined)
    return undefined
  const [major = 0, minor = 0] = versions['node'].split('.').map(Number)
  if (major > FLOOR[0] || (major === FLOOR[0] && minor >= FLOOR[1])) return undefined
  return `nemo-platform needs Node ${FLOOR.join('.')} or newer, but runs on Node ${versions['node']}.`
}
