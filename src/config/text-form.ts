/** Writes a config in the form that it had: line breaks, byte order mark, JSON, the comments of one that held nothing else. */

import { loadYaml } from '../inlined/index.ts'
import type { Document, Scalar } from '../inlined/yaml.ts'
import { isRecord, parseJson } from '../json.ts'
import { stringifyYaml } from './yaml.ts'

const BYTE_ORDER_MARK = '\ufeff'

/**
 * The text of a document, in the form of the text that it replaces.
 *
 * @internal
 */
export function textInFormOf(before: string, document: Document): string {
  const hasMark = before.startsWith(BYTE_ORDER_MARK)
  const body = hasMark ? before.slice(1) : before
  const isJson = isRecord(parseJson(body))
  const text = isJson ? jsonText(document, body) : commentsAlone(body) + stringifyYaml(document)
  const unmarked = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text
  const broken = /^[^\n]*\r\n/.test(body) ? unmarked.replace(/\r?\n/g, '\r\n') : unmarked
  return hasMark ? BYTE_ORDER_MARK + broken : broken
}

/** The text, where it is nothing but comments, of which the document knows nothing. */
function commentsAlone(body: string): string {
  const lines = body.trimEnd().split(/\r?\n/)
  const isAll = lines.every((line) => /^\s*(?:#|$)/.test(line))
  return isAll && body.trim() !== '' ? `${lines.join('\n')}\n` : ''
}

function jsonText(document: Document, before: string): string {
  const indent = /^\{\r?\n( +)/.exec(before)?.[1] ?? ''
  return `${jsonOf(document.contents, document, indent, '\n')}\n`
}

/** Numbers stay as they were written: a large one would come back as another. */
function jsonOf(node: unknown, document: Document, indent: string, lineStart: string): string {
  const { isMap, isScalar, isSeq } = loadYaml()
  const inner = lineStart + indent
  const enclose = (open: string, parts: readonly string[], close: string) => {
    if (parts.length === 0) return open + close
    if (indent === '') return `${open}${parts.join(', ')}${close}`
    return `${open}${inner}${parts.join(`,${inner}`)}${lineStart}${close}`
  }
  if (isSeq(node)) {
    const parts = node.items.map((item) => jsonOf(item, document, indent, inner))
    return enclose('[', parts, ']')
  }
  if (isMap(node)) {
    const parts = node.items.map(({ key, value }) => {
      const name = quoted(String(isScalar(key) ? key.value : key))
      return `${name}: ${jsonOf(value, document, indent, inner)}`
    })
    return enclose('{', parts, '}')
  }
  return isScalar(node) ? jsonScalar(node) : 'null'
}

function jsonScalar({ value, source, type }: Scalar): string {
  const isWord = type === 'PLAIN' && source !== undefined && parseJson(source) !== undefined
  if (isWord) return source
  return typeof value === 'string' ? quoted(value) : JSON.stringify(value ?? null)
}

/** With escapes for what YAML does not allow in a text. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
