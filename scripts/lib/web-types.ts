/** Names of the web platform in declarations. */

import ts from 'typescript'

const FETCH = 'typeof globalThis.fetch'
/** How each is declared, where it is: its parameters, and what it stands for. */
const WEB: Readonly<Record<string, string>> = {
  AbortSignal: 'globalThis.AbortSignal',
  Blob: 'globalThis.Blob',
  FormData: 'globalThis.FormData',
  Headers: 'globalThis.Headers',
  'ReadableStream<R = any>': 'globalThis.ReadableStream<R>',
  Request: 'globalThis.Request',
  RequestInit: 'globalThis.RequestInit',
  Response: 'globalThis.Response',
  URL: 'globalThis.URL',
  URLSearchParams: 'globalThis.URLSearchParams',
  'WritableStream<W = any>': 'globalThis.WritableStream<W>',
  WebFetch: FETCH,
}
const NAMES = new Set(Object.keys(WEB).map((name) => name.replace(/<.*/, '')))

/** A declaration of each that no compiler complains of: a name that is missing is `any`. */
export function webTypes(): string {
  const types = Object.entries(WEB).map(
    ([name, meaning]) =>
      `// @ts-ignore: there is no such name everywhere.\nexport type ${name} = ${meaning};\n`,
  )
  return `/** What the declarations take from the web platform. */\n${types.join('')}`
}

/** A declaration that takes what it uses of them from the file of them, which is at a place seen from it. */
export function withWebTypes(declaration: string, place: string): string {
  const text = declaration.replaceAll(FETCH, 'WebFetch')
  const names = usesOfWebTypes(text)
  return names.length === 0 ? text : `import type { ${names.join(', ')} } from '${place}/web.ts';\n${text}`
}

/** The declaration as it was before. */
export function withoutWebTypes(declaration: string): string {
  return declaration.replace(/^import type \{.*\} from '[./]+\/web\.ts';\n/, '').replaceAll('WebFetch', FETCH)
}

/** Those that a declaration uses without having one of its own. */
function usesOfWebTypes(text: string): string[] {
  const file = ts.createSourceFile('declaration.d.ts', text, ts.ScriptTarget.Latest)
  const used = new Set<string>()
  const own = new Set<string>()
  const visit = (node: ts.Node): void => {
    if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) used.add(node.typeName.text)
    if (ts.isExpressionWithTypeArguments(node) && ts.isIdentifier(node.expression))
      used.add(node.expression.text)
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isImportSpecifier(node))
      own.add(node.name.text)
    ts.forEachChild(node, visit)
  }
  visit(file)
  return [...used].filter((name) => NAMES.has(name) && !own.has(name)).sort()
}
