/**
 * A step of `npm run lint`: the names that differ between NeMo Platform and NeMo Helix stand in src/generations.ts, and no other
 * text in src spells one. Comments may.
 */

import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

const ROOT = join(import.meta.dirname, '..')
const TABLE = 'src/generations.ts'

/** Beginnings of variables and headers, roles, claims, audiences, proofs. */
const NAMES =
  /\bN(?:MP|HX)_|\bx-n(?:mp|hx)-|(?:Platform|Helix)Admin\b|\bn(?:mp|hx)_[a-z]|nemo-(?:platform|helix)-(?:access-key|signing)/i

/** Files, or folders, that do so all the same, and why they may. */
const ALLOWED: readonly { readonly place: string; readonly reason: string }[] = [
  { place: 'src/mock/', reason: 'the mock platform has its own tables, by profile' },
  { place: 'src/types/workspaces.ts', reason: 'what users write, spelled out where they look' },
]

for (const file of globSync('src/**/*.ts', { cwd: ROOT }).sort()) {
  if (file === TABLE || file.endsWith('.generated.ts')) continue
  const found = textsOf(file).filter(({ text }) => NAMES.test(text))
  const allowed = ALLOWED.find(({ place }) => file.startsWith(place))
  if (allowed !== undefined) continue
  for (const { line, text } of found) {
    console.error(`${file}:${line} spells a name of one product: ${text}. Take it from ${TABLE}.`)
    process.exitCode = 1
  }
}
/** The texts of a file that are no comments: strings, parts of templates, expressions. */
function textsOf(file: string): { line: number; text: string }[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(join(ROOT, file), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  )
  const found: { line: number; text: string }[] = []
  const visit = (node: ts.Node): void => {
    const isText =
      ts.isStringLiteralLike(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddleOrTemplateTail(node) ||
      ts.isRegularExpressionLiteral(node)
    if (isText) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart())
      found.push({ line: line + 1, text: node.getText() })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}
