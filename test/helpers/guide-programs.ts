/** The code of the guides in `docs/`, as programs: a guide is read from top to bottom, so its blocks share a scope. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')

/** A block of code. */
export interface CodeBlock {
  readonly language: string
  readonly code: string
  /** What it prints, among other things: the block of language `text` right below it. */
  readonly output: string | undefined
}

/** The blocks of a document, in their order. */
export function blocksOf(document: string): CodeBlock[] {
  const text = readFileSync(join(ROOT, document), 'utf8')
  const blocks = /^```(\w+)\n([\s\S]*?)^```$(?:\n\n```text\n([\s\S]*?)^```$)?/gm
  return [...text.matchAll(blocks)].map(([, language = '', code = '', output]) => ({
    language,
    code,
    output,
  }))
}

/**
 * Makes a module of blocks: their imports, each once, and then all else.
 *
 * A guide that makes no client of its own speaks of one that is there.
 */
export function programOf(blocks: readonly CodeBlock[]): string {
  const imports = new Map<string, Set<string>>()
  const body: string[] = []
  for (const { code } of blocks) {
    body.push(
      code.replace(/^import \{ (.+) \} from '(.+)'\n+/gm, (_, names: string, from: string) => {
        const all = imports.get(from) ?? new Set()
        for (const name of names.split(', ')) all.add(name)
        imports.set(from, all)
        return ''
      }),
    )
  }
  if (body.some((code) => /\bclient\b/.test(code)) && !body.some((code) => /const client\b/.test(code))) {
    imports.set('nemo-platform', (imports.get('nemo-platform') ?? new Set()).add('NeMoPlatform'))
    body.unshift("const client = new NeMoPlatform({ workspace: 'ml-team' })\n")
  }
  const header = [...imports].map(([from, names]) => `import { ${[...names].join(', ')} } from '${from}'\n`)
  return `${header.join('')}\n${body.join('\n')}\nexport {}\n`
}
