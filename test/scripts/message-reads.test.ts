import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { findMessageReads, type MessageRead } from '../../scripts/lib/message-reads.ts'

const ROOT = '/project'
const LIB = `
interface Error { name: string; message: string; cause?: unknown }
interface ErrorConstructor { new (message?: string): Error; (message?: string): Error }
declare var Error: ErrorConstructor
interface Array<T> { readonly length: number; [index: number]: T }
interface Boolean {} interface Function {} interface IArguments {} interface Number {}
interface Object {} interface RegExp { test(text: string): boolean } interface String {}
interface CallableFunction {} interface NewableFunction {}
`

/** What reads the message of an error in a file whose own code begins in its third line. */
function readsIn(code: string): MessageRead[] {
  const files = new Map([
    [`${ROOT}/lib.d.ts`, LIB],
    [`${ROOT}/code.ts`, `export {}\nclass OwnError extends Error { code = '' }\n${code}`],
  ])
  const options: ts.CompilerOptions = { noLib: true, strict: true, target: ts.ScriptTarget.ES2023 }
  const host: ts.CompilerHost = {
    fileExists: (name) => files.has(name),
    readFile: (name) => files.get(name),
    getSourceFile: (name, version) => {
      const text = files.get(name)
      return text === undefined ? undefined : ts.createSourceFile(name, text, version, true)
    },
    getDefaultLibFileName: () => `${ROOT}/lib.d.ts`,
    writeFile: () => {},
    getCurrentDirectory: () => ROOT,
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
  }
  const program = ts.createProgram([...files.keys()], options, host)
  const errors = ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText)
  expect(errors).toEqual([])
  return findMessageReads(program, ROOT)
}

describe('a message is read', () => {
  test.each([
    ['of an error', 'export const f = (error: Error) => error.message', 'error.message'],
    ['of a subclass', 'export const f = (error: OwnError) => error.message', 'error.message'],
    ['where it may be missing', 'export const f = (error?: OwnError) => error?.message', 'error?.message'],
    ['of one of several', 'export const f = (it: Error | { message: string }) => it.message', 'it.message'],
    ['of anything', 'export const f = (error: any) => error.message', 'error.message'],
    ['of a type parameter', 'export const f = <E extends Error>(error: E) => error.message', 'error.message'],
    ['by its name as text', "export const f = (error: Error) => error['message']", "error['message']"],
    [
      'behind a cast',
      'export const f = (error: unknown) => (error as Error).message',
      '(error as Error).message',
    ],
    [
      'behind a cast to something else',
      'export const f = (error: unknown) => (error as { message: string }).message',
      '(error as { message: string }).message',
    ],
    ['by taking a parameter apart', 'export const f = ({ message }: OwnError) => message', 'message'],
    [
      'under another name',
      'export const f = (error: Error) => { const { message: words } = error; return words }',
      'message: words',
    ],
    [
      'to look for something in it',
      'export const f = (error: Error) => /redirect/.test(error.message)',
      'error.message',
    ],
  ])('%s', (_what, code, expression) => {
    expect(readsIn(code)).toEqual([{ file: 'code.ts', line: 3, expression }])
  })
})

describe('no message of an error is', () => {
  test.each([
    [
      'what a line of a log says',
      'export const f = (line: { message: string; level: string }) => line.message',
    ],
    ['the issue of a schema', 'export const f = ({ message }: { path: string; message: string }) => message'],
    ['the code of an error', 'export const f = (error: OwnError) => error.code'],
    ['a message that is only given', "export const f = () => new OwnError('message')"],
  ])('%s', (_what, code) => {
    expect(readsIn(code)).toEqual([])
  })
})
