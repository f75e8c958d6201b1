/**
 * A step of `npm run lint`: no code reads the message of an error. What has to be told apart has a `code`, what happened
 * is in `problem`, and what to do about it in `advice`. Who puts the words of an error into a sentence of their own asks
 * `problemOf`.
 */

import { join } from 'node:path'
import ts from 'typescript'
import { findMessageReads } from './lib/message-reads.ts'

/** Places that log or show the errors of others, and why they may. */
const ALLOWED: readonly { readonly file: string; readonly expression: string; readonly reason: string }[] = [
  {
    file: 'src/errors/problem.ts',
    expression: 'error.message',
    reason: 'the words of foreign errors, for all who show them',
  },
  {
    file: 'src/config/yaml.ts',
    expression: 'message',
    reason: 'the YAML parser has one code for several problems',
  },
  {
    file: 'src/runtime/node/display.ts',
    expression: 'message',
    reason: 'shows errors, and what somebody has put before their message',
  },
]

const ROOT = join(import.meta.dirname, '..')
const reads = findMessageReads(createProgram(), ROOT)
const isAllowed = ({ file, expression }: { file: string; expression: string }) =>
  ALLOWED.some((entry) => entry.file === file && entry.expression === expression)
for (const { file, line, expression } of reads.filter((read) => !isAllowed(read))) {
  console.error(
    `${file}:${line} reads a message: ${expression}. Use \`code\`, \`problem\`, or \`problemOf(error)\`.`,
  )
  process.exitCode = 1
}
for (const { file, expression } of ALLOWED) {
  if (reads.some((read) => read.file === file && read.expression === expression)) continue
  console.error(
    `scripts/check-messages.ts allows ${expression} in ${file}, where it does not stand any more.`,
  )
  process.exitCode = 1
}

function createProgram(): ts.Program {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail }
  const config = ts.getParsedCommandLineOfConfigFile(join(ROOT, 'tsconfig.json'), {}, host)
  if (config === undefined) throw new Error('tsconfig.json cannot be read')
  const files = config.fileNames.filter((name) => name.startsWith(`${ROOT}/src/`))
  return ts.createProgram(files, config.options)
}

function fail({ messageText }: ts.Diagnostic): never {
  throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'))
}
