import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { excusingWebTypes, withoutExcuses } from '../../scripts/lib/web-types.ts'

const DECLARATION = `/** Sends a Request. */
export interface Sent {
    readonly body: ReadableStream<Uint8Array> | Blob;
    readonly Headers: string;
    answer(
        request: Request,
    ): Promise<Response>;
}
export declare const send: typeof globalThis.fetch;
export type Made = ReturnType<typeof make>;
export declare function make(url: URL | string): Sent;
`

const EXCUSED = `/** Sends a Request. */
export interface Sent {
    // @ts-ignore: it is not everywhere.
    readonly body: ReadableStream<Uint8Array> | Blob;
    readonly Headers: string;
    answer(
        // @ts-ignore: it is not everywhere.
        request: Request,
    // @ts-ignore: it is not everywhere.
    ): Promise<Response>;
}
// @ts-ignore: it is not everywhere.
export declare const send: typeof globalThis.fetch;
export type Made = ReturnType<typeof make>;
// @ts-ignore: it is not everywhere.
export declare function make(url: URL | string): Sent;
`

/** What the compiler says of a declaration and of a program that uses it, without the types of Node. */
function problemsOf(declaration: string, program: string, lib: readonly string[]): string[] {
  const files = new Map([
    ['/project/sent.d.ts', declaration],
    ['/project/program.ts', `import { make, send } from './sent.js'\n${program}`],
  ])
  const options: ts.CompilerOptions = {
    strict: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    lib: lib.map((name) => `lib.${name}.d.ts`),
    types: [],
    noEmit: true,
    skipDefaultLibCheck: true,
  }
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists, readFile } = host
  host.directoryExists = (name) => name === '/project' || ts.sys.directoryExists(name)
  host.fileExists = (name) => files.has(name) || fileExists(name)
  host.readFile = (name) => files.get(name) ?? readFile(name)
  host.getSourceFile = (name, version) => {
    const text = files.get(name)
    return text === undefined ? getSourceFile(name, version) : ts.createSourceFile(name, text, version, true)
  }
  const compiled = ts.createProgram([...files.keys()], options, host)
  return ts
    .getPreEmitDiagnostics(compiled)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}

describe('names of the web platform in declarations', () => {
  test('are excused line by line, where they are types', () => {
    expect(excusingWebTypes(DECLARATION)).toBe(EXCUSED)
  })

  test('stand as they did once the excuses are taken away', () => {
    expect(withoutExcuses(EXCUSED)).toBe(DECLARATION)
  })

  test('are no errors where they are missing', () => {
    const program = "make('a').Headers satisfies string"

    expect(problemsOf(DECLARATION, program, ['es2022'])).toContain("Cannot find name 'Blob'.")
    expect(problemsOf(EXCUSED, program, ['es2022'])).toEqual([])
  })

  test('are what they are where they are there', () => {
    const program = "make(1)\nvoid send('a').then(({ status }) => status satisfies string)"

    expect(problemsOf(EXCUSED, program, ['es2022', 'dom'])).toEqual([
      "Argument of type 'number' is not assignable to parameter of type 'string | URL'.",
      "Type 'number' does not satisfy the expected type 'string'.",
    ])
  })
})
