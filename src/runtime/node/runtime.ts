/** What the client wants to know about where it runs. */

export { processEnvironment as environment } from '../../process-facts.ts'

/** The runtime in a user agent's words, for instance `node/24.1.0 (linux x64)`; undefined where none may be sent. */
export function describeRuntime(): string | undefined {
  const { bun, deno, node } = process.versions as Record<string, string | undefined>
  const [name, version] =
    bun !== undefined ? ['bun', bun] : deno !== undefined ? ['deno', deno] : ['node', node]
  return `${name}/${version} (${process.platform} ${process.arch})`
}

/**
 * The `fetch` that the runtime came with. One that somebody put in its place, before or after this module was loaded, is
 * meant to be used, for instance by tests.
 */
export const runtimeFetch: unknown = isRuntimes(globalThis.fetch) ? globalThis.fetch : undefined

/** Node's own is known by its source; other runtimes hide theirs, but a function in its place has another name. */
function isRuntimes(fetch: unknown): boolean {
  if (typeof fetch !== 'function') return false
  const source = Function.prototype.toString.call(fetch)
  const { bun, deno } = process.versions as Record<string, string | undefined>
  if (bun !== undefined || deno !== undefined) return fetch.name === 'fetch'
  return /^(?:async )?function fetch\(input, init = undefined\) \{/.test(source) && /undici/i.test(source)
}
