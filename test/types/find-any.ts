/** Looks for `any` in all that a module exports. */

import ts from 'typescript'

/** What was found, and how much was looked at. */
export interface AnySearch {
  /** Places such as `Client.list(options).page`. */
  readonly found: string[]
  /** Number of types that were looked into. */
  readonly visited: number
}

/** Walks exported symbols, their signatures, properties, type arguments and constraints. */
export function findAny(program: ts.Program, source: ts.SourceFile): AnySearch {
  const checker = program.getTypeChecker()
  const module = checker.getSymbolAtLocation(source)
  const found: string[] = []
  const seen = new Set<ts.Type>()

  function visitSymbol(symbol: ts.Symbol, place: string): void {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
    if (target.flags & ts.SymbolFlags.Type) visitDeclared(target, place)
    if (target.flags & ts.SymbolFlags.Value) visit(checker.getTypeOfSymbol(target), place)
  }

  function visitDeclared(symbol: ts.Symbol, place: string): void {
    for (const declaration of symbol.declarations ?? []) {
      if (!('typeParameters' in declaration)) continue
      for (const parameter of (declaration as ts.ClassDeclaration).typeParameters ?? []) {
        for (const node of [parameter.constraint, parameter.default]) {
          if (node !== undefined) visit(checker.getTypeFromTypeNode(node), `${place}<${parameter.name.text}>`)
        }
      }
    }
    visit(checker.getDeclaredTypeOfSymbol(symbol), place)
  }

  function visit(type: ts.Type, place: string): void {
    if (type.flags & ts.TypeFlags.Any) {
      found.push(place)
      return
    }
    if (seen.has(type)) return
    seen.add(type)
    if (type.isUnionOrIntersection()) {
      for (const [index, part] of type.types.entries()) visit(part, `${place}|${index}`)
      return
    }
    for (const [index, argument] of argumentsOf(type).entries()) visit(argument, `${place}<${index}>`)
    // What others declare is theirs to answer for; what they are given was looked at above.
    if (isForeign(type)) return
    for (const { type: value, keyType } of checker.getIndexInfosOfType(type)) {
      visit(keyType, `${place}[key]`)
      visit(value, `${place}[]`)
    }
    for (const property of checker.getPropertiesOfType(type)) {
      // Declarations say nothing about private members, and the prototype of a generic class is always of `any`.
      const isHidden = property.name.startsWith('#') || property.flags & ts.SymbolFlags.Prototype
      if (!isHidden && !isForeignSymbol(property))
        visit(checker.getTypeOfSymbol(property), `${place}.${property.name}`)
    }
    const signatures = [...type.getCallSignatures(), ...type.getConstructSignatures()]
    for (const signature of signatures.filter((candidate) => !isForeignNode(candidate.declaration))) {
      for (const parameter of signature.parameters)
        visit(checker.getTypeOfSymbol(parameter), `${place}(${parameter.name})`)
      visit(signature.getReturnType(), `${place}()`)
    }
  }

  function argumentsOf(type: ts.Type): readonly ts.Type[] {
    const isReference =
      type.flags & ts.TypeFlags.Object && (type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference
    if (!isReference) return type.aliasTypeArguments ?? []
    const { target } = type as ts.TypeReference
    // What somebody else's type falls back to is not ours: `Iterable<T>` is `Iterable<T, any, any>`.
    const own = checker
      .getTypeArguments(type as ts.TypeReference)
      .filter(
        (_, index) => !isForeignSymbol(target.symbol) || !isAny(target.typeParameters?.[index]?.getDefault()),
      )
    return [...own, ...(type.aliasTypeArguments ?? [])]
  }

  function isAny(type: ts.Type | undefined): boolean {
    return type !== undefined && Boolean(type.flags & ts.TypeFlags.Any)
  }

  function isForeignNode(node: ts.Node | undefined): boolean {
    const file = node?.getSourceFile()
    if (file === undefined) return false
    return program.isSourceFileDefaultLibrary(file) || file.fileName.includes('/node_modules/')
  }

  function isForeignSymbol(symbol: ts.Symbol | undefined): boolean {
    return symbol?.declarations?.some((node) => isForeignNode(node)) ?? false
  }

  function isForeign(type: ts.Type): boolean {
    return type.aliasSymbol === undefined && isForeignSymbol(type.symbol)
  }

  if (module === undefined) throw new Error(`${source.fileName} is no module`)
  for (const symbol of checker.getExportsOfModule(module)) visitSymbol(symbol, symbol.name)
  return { found, visited: seen.size }
}
