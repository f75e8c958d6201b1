/** What the client wants to know about where it runs. */

export { processEnvironment as environment } from '../../process-facts.ts'

/** The runtime in a user agent's words, for instance `node/24.1.0 (linux x64)`; undefined where none may be sent. */
export function describeRuntime(): string | undefined {
  const { bun, deno, node } = process.versions as Record<string, string | undefined>
  const [name, version] =
    bun !== undefined ? ['bun', bun] : deno !== undefined ? ['deno', deno] : ['node', node]
  return `${name}/${version} (${process.platform} ${process.arch})`
}
