/** What `require()` is led to in Node. */

import { posix } from 'node:path'

/** An entry point as package.json has it (`exports`): one that code is loaded from, or a file as it is. */
export type EntryPoint =
  | string
  | {
      readonly default?: string
      readonly node: { readonly 'module-sync': { readonly require: string }; readonly default?: string }
    }

/**
 * The files that `require()` gets, by path: each hands on what `import` gets, so that there is one copy for both.
 *
 * @param exports - Those of package.json.
 */
export function requireEntries(exports: Readonly<Record<string, EntryPoint>>): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  for (const [name, entry] of Object.entries(exports)) {
    if (typeof entry === 'string') continue
    const target = entry.node.default ?? entry.default
    if (target === undefined) throw new Error(`${name} leads nowhere`)
    const file = posix.normalize(entry.node['module-sync'].require)
    if (posix.extname(file) !== '')
      throw new Error(`${file} has an extension: programs such as tsx would rewrite it`)
    files.set(file, `export * from '${posix.relative(posix.dirname(file), target)}'\n`)
  }
  return files
}
