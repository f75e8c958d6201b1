/** What the client wants to know about where it runs: browsers, workers and other runtimes without Node's modules. */

/** Environment variables: these runtimes have none, or none that are ours to read. */
export const environment: Readonly<Record<string, string | undefined>> = {}

/** Browsers name themselves, and forbid another user agent. */
export function describeRuntime(): string | undefined {
  return undefined
}
