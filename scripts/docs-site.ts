/**
 * Makes the guides part of the site that `npm run docs` builds: a plugin of TypeDoc. Which there are, in which order and under which
 * headings, stands in `docs/README.md`, the first page; each is called there what it is called in the site.
 */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Application, Converter, DocumentReflection, ReflectionKind } from 'typedoc'
import { documentsOf } from './lib/docs-index.ts'

const ROOT = join(import.meta.dirname, '..')
const PACKAGE = 'nemo-platform'
const EXAMPLES = join(ROOT, 'examples')

/** Called by TypeDoc. */
export function load(app: Application): void {
  const documents = documentsOf(ROOT)
  const byPath = new Map(documents.map((document) => [document.path, document]))
  app.on(Application.EVENT_BOOTSTRAP_END, () => {
    app.options.setValue('projectDocuments', [...byPath.keys()])
    app.options.setValue('categoryOrder', [...new Set(documents.map(({ section }) => section)), '*'])
  })
  app.converter.on(Converter.EVENT_CREATE_DOCUMENT, (_context, reflection) => {
    const path = reflection.project.files.getReflectionPath(reflection)
    const document = path === undefined ? undefined : byPath.get(path)
    if (document === undefined) return
    reflection.name = document.title
    reflection.frontmatter['category'] = document.section
    if (path === join(EXAMPLES, 'README.md')) addExamples(reflection)
  })
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const module of project.getReflectionsByKind(ReflectionKind.Module))
      module.name = module.name === 'index' ? PACKAGE : `${PACKAGE}/${module.name}`
  })
}

/** Each example is a page below the list of them. */
function addExamples(list: DocumentReflection): void {
  for (const name of readdirSync(EXAMPLES).filter((file) => file.endsWith('.ts'))) {
    const path = join(EXAMPLES, name)
    const text = `# ${name}\n\n\`\`\`ts\n${readFileSync(path, 'utf8')}\`\`\`\n`
    const page = new DocumentReflection(name, list, [{ kind: 'text', text }], {})
    list.addChild(page)
    list.project.registerReflection(page, undefined, path as never)
  }
}
