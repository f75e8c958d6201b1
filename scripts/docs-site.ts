/**
 * Makes the guides part of the site that `npm run docs` builds: a plugin of TypeDoc. Which there are, in which order and under which
 * headings, stands in `docs/README.md`, the first page; each is called there what it is called in the site.
 */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Application, Converter, DocumentReflection, PageEvent, ReflectionKind } from 'typedoc'
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
  let isWarm = false
  app.renderer.on(PageEvent.BEGIN, () => {
    if (!isWarm) warmUp(app)
    isWarm = true
  })
}

/**
 * Colours some code that nobody sees. What colours it gives up on a line after half a second, and the first line of a language, for
 * which all rules are made ready, takes longer on a busy machine: that line would be coloured wrongly, and all after it.
 */
function warmUp(app: Application): void {
  const samples = {
    ts: "import { A } from 'a'\n\nconst b = await new A<string>({ c: 'd' }).d((e) => e) // f",
    sh: 'a --b "c" | d && export E=f # g',
    python: "from a import b\nc = [b(d='e') for f in g]  # h",
    json: '{ "a": [1, true] }',
    yaml: 'a: [b, "c"] # d',
  }
  for (const [language, code] of Object.entries(samples)) {
    const colour = () => app.renderer.markedPlugin.getHighlighted(code, language)
    for (let last = '', next = colour(); next !== last; ) [last, next] = [next, colour()]
  }
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
