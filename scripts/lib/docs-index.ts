/** Reads `docs/README.md`: which documents the site has. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A document of the site. */
export interface SiteDocument {
  /** Absolute. */
  readonly path: string
  /** What it is called. */
  readonly title: string
  /** The heading under which it is listed. */
  readonly section: string
}

/** All of them, in the order in which they are listed. */
export function documentsOf(root: string): SiteDocument[] {
  const index = readFileSync(join(root, 'docs/README.md'), 'utf8')
  const documents: SiteDocument[] = []
  let section = ''
  for (const line of index.split('\n')) {
    section = /^## (.+)$/.exec(line)?.[1] ?? section
    const [, title, target] = /^(?:- |\| )\[([^\]]+)\]\(([^)]+\.md)\)/.exec(line) ?? []
    if (title !== undefined && target !== undefined)
      documents.push({ path: join(root, 'docs', target), title, section })
  }
  return documents
}
