/** Names of the web platform in declarations. */

import ts from 'typescript'

const NAMES = new Set([
  'AbortSignal',
  'Blob',
  'File',
  'FormData',
  'Headers',
  'ReadableStream',
  'Request',
  'RequestInit',
  'Response',
  'URL',
  'URLSearchParams',
  'WritableStream',
])

const EXCUSE = '// @ts-ignore: it is not everywhere.'

/** The declaration, with a word to the compiler before each line that uses such a name. */
export function excusingWebTypes(declaration: string): string {
  const lines = declaration.split('\n')
  for (const line of [...linesWithWebTypes(declaration)].sort((a, b) => b - a)) {
    const indentation = /^\s*/.exec(lines[line] ?? '')?.[0] ?? ''
    lines.splice(line, 0, indentation + EXCUSE)
  }
  return lines.join('\n')
}

/** The declaration as it was before. */
export function withoutExcuses(declaration: string): string {
  const lines = declaration.split('\n')
  return lines.filter((line) => line.trim() !== EXCUSE).join('\n')
}

function linesWithWebTypes(declaration: string): ReadonlySet<number> {
  const file = ts.createSourceFile('declaration.d.ts', declaration, ts.ScriptTarget.Latest)
  const lines = new Set<number>()
  const visit = (node: ts.Node): void => {
    if (isWebType(node)) lines.add(file.getLineAndCharacterOfPosition(node.getStart(file)).line)
    ts.forEachChild(node, visit)
  }
  visit(file)
  return lines
}

function isWebType(node: ts.Node): boolean {
  if (ts.isTypeReferenceNode(node)) return ts.isIdentifier(node.typeName) && NAMES.has(node.typeName.text)
  // `typeof globalThis.fetch`
  return (
    ts.isTypeQueryNode(node) &&
    ts.isQualifiedName(node.exprName) &&
    ts.isIdentifier(node.exprName.left) &&
    node.exprName.left.text === 'globalThis'
  )
}
