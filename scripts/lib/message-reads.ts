/** Finds code that reads the message of an error. */

import ts from 'typescript'

/** A place where a message is read. */
export interface MessageRead {
  /** The file, relative to the root of the program. */
  readonly file: string
  /** Counted from 1. */
  readonly line: number
  /** The expression that reads it, as it stands in the file. */
  readonly expression: string
}

/**
 * Finds what reads the `message` of an error: `error.message`, `error['message']`, `{ message } = error`, also behind a
 * cast, and of values of type `any`. What has a message and is no error (a line of a log, an issue of a schema) is none.
 *
 * @param root - Only files below it are looked at, and named relative to it.
 */
export function findMessageReads(program: ts.Program, root: string): MessageRead[] {
  const checker = program.getTypeChecker()
  const errorType = typeOfErrors(checker)
  const reads: MessageRead[] = []
  for (const source of program.getSourceFiles()) {
    if (!source.fileName.startsWith(`${root}/`) || source.fileName.includes('/node_modules/')) continue
    const visit = (node: ts.Node): void => {
      const receiver = receiverOfMessage(node)
      if (receiver !== undefined && isError(typeBeforeCasts(receiver, checker), errorType, checker)) {
        reads.push({
          file: source.fileName.slice(root.length + 1),
          line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1,
          expression: node.getText(),
        })
      }
      ts.forEachChild(node, visit)
    }
    visit(source)
  }
  return reads
}

/** What the message is taken from; undefined for a node that takes none. */
function receiverOfMessage(node: ts.Node): ts.Node | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name.text === 'message' ? node.expression : undefined
  if (ts.isElementAccessExpression(node)) {
    const { argumentExpression: name } = node
    return ts.isStringLiteralLike(name) && name.text === 'message' ? node.expression : undefined
  }
  if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
    const name = node.propertyName ?? node.name
    return ts.isIdentifier(name) && name.text === 'message' ? node.parent : undefined
  }
  return undefined
}

/** A cast says what somebody wants to read, not what stands there. */
function typeBeforeCasts(node: ts.Node, checker: ts.TypeChecker): ts.Type {
  let inner = node
  if (ts.isObjectBindingPattern(inner) && ts.isVariableDeclaration(inner.parent)) {
    inner = inner.parent.initializer ?? inner
  }
  while (ts.isParenthesizedExpression(inner) || ts.isAsExpression(inner) || ts.isNonNullExpression(inner)) {
    inner = inner.expression
  }
  return checker.getTypeAtLocation(inner)
}

function isError(type: ts.Type, errorType: ts.Type, checker: ts.TypeChecker): boolean {
  if ((type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0) return true
  if (type.isUnion()) return type.types.some((part) => isError(part, errorType, checker))
  return (type.flags & ts.TypeFlags.Object) !== 0 || type.isIntersection() || type.isTypeParameter()
    ? checker.isTypeAssignableTo(type, errorType)
    : false
}

function typeOfErrors(checker: ts.TypeChecker): ts.Type {
  const symbol = checker.resolveName('Error', undefined, ts.SymbolFlags.Interface, false)
  if (symbol === undefined) throw new Error('The program knows no `Error`: its libraries are missing')
  return checker.getDeclaredTypeOfSymbol(symbol)
}
