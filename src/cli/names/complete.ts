/** The names that a shell offers, while somebody waits with a finger on the tab key. */

import type { Invocation } from '../invocation.ts'
import { keepAnswer, readKept } from '../kept-answers.ts'
import type { Line } from './line.ts'
import { kindOfArgument, kindOfOption, listNames, type NameKind } from './sources.ts'

/** Nobody waits longer for a completion, in ms. */
const LONGEST_QUESTION = 300
/** Names are believed so long, in ms; older ones count where the platform does not answer in time. */
const KEPT_FOR = 60_000
const KEPT = 'names'

/** What a shell can take as it is: nothing in it is expanded, is an option, or begins a comment. */
const PLAIN = /^[\w.@:+/=,][\w.@:+/#=,-]*$/

/**
 * Names for what is being typed.
 *
 * @param line - What stands before it.
 * @param current - What stands there already.
 */
export async function namesFor(
  invocation: Invocation,
  { path, takesArgument, openOption }: Line,
  current: string,
): Promise<readonly string[]> {
  const kind =
    openOption !== undefined ? kindOfOption(openOption) : takesArgument ? kindOfArgument(path) : undefined
  if (kind === undefined) return []
  const [fileset, ...rest] = current.split('#')
  const isPath = kind === 'filesets' && rest.length > 0
  const names = isPath
    ? await known(invocation, ['files', fileset ?? ''], (signal) =>
        filesOf(invocation, fileset ?? '', signal),
      )
    : await known(invocation, [kind], (signal) =>
        listNames(kind satisfies NameKind, invocation.client(), { signal, maxRetries: 0 }),
      )
  // Names come from others, and shells expand what they are given.
  return names.filter((name) => name.startsWith(current) && PLAIN.test(name))
}

async function filesOf(
  invocation: Invocation,
  fileset: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { data } = await invocation.client().files.list({ fileset }, { signal, maxRetries: 0 })
  return data.map(({ path }) => `${fileset}#${path}`)
}

async function known(
  invocation: Invocation,
  what: readonly string[],
  ask: (signal: AbortSignal) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const { location, contextName, baseURL, workspace } = invocation.config()
  const key = [location.path, contextName, baseURL, workspace, ...what]
  const kept = await readKept(invocation.io, KEPT, key)
  const before = kept !== undefined && isNames(kept.value) ? kept.value : []
  if (kept !== undefined && kept.age < KEPT_FOR) return before
  try {
    const names = await ask(AbortSignal.any([invocation.io.signal, AbortSignal.timeout(LONGEST_QUESTION)]))
    await keepAnswer(invocation.io, KEPT, key, names)
    return names
  } catch {
    // Whoever presses tab wants no message.
    return before
  }
}

function isNames(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((name) => typeof name === 'string')
}
