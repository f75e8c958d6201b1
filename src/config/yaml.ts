/**
 * YAML as PyYAML reads it. The file is shared with Python tools, whose reader follows YAML 1.1: there `no`, `0777`,
 * `12:30:45` and `2026-01-01` are no strings, while `1e3` and `0o17` are. Other tools read YAML 1.2, so what we write
 * is quoted wherever either version would not read it as the string that it is.
 */

import { loadYaml } from '../inlined/index.ts'
import type {
  Document,
  Node,
  ParsedNode,
  Scalar,
  ScalarTag,
  YAMLMap,
  YAMLParseError,
} from '../inlined/yaml.ts'
import { DEEPEST_CONFIG, MOST_CONFIG_ALIASES } from '../limits.ts'
import { problemOf, refuseCharacters, TOO_DEEP, YamlSyntaxError } from './yaml-problems.ts'

/** A parsed file: its plain value, and the document that keeps comments and order for writing. */
export interface YamlFile {
  readonly value: unknown
  /** @internal The published types name no package that is bundled. */
  readonly document: Document.Parsed<ParsedNode>
  /** Line (from 1) of the node at a path, else of its nearest parent that has one. */
  lineOf(path: readonly PropertyKey[]): number | undefined
}

/**
 * Parses one YAML document the way PyYAML's safe loader does.
 *
 * @returns The document; undefined where the text holds none, or only a null.
 * @throws YamlSyntaxError where PyYAML would refuse the text.
 */
export function parseYaml(text: string): YamlFile | undefined {
  const { LineCounter, parseAllDocuments } = loadYaml()
  const lines = new LineCounter()
  const lineAt = (offset: number): number => lines.linePos(offset).line
  refuseCharacters(text)
  const documents = parseAllDocuments(text, {
    version: '1.1',
    schema: 'failsafe',
    uniqueKeys: false,
    // `<<` merges as a key, and comes before what refuses it as a value.
    customTags: (tags) => [...tags, 'merge', ...PYYAML_TAGS],
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'error',
  })
  if (!Array.isArray(documents)) return undefined
  const [document, second] = documents as Document.Parsed<ParsedNode>[]
  if (document === undefined) return undefined
  // Warnings are what YAML allows but PyYAML's safe loader does not: tags it has no constructor for.
  const problem = document.errors.find((error) => !isTightComment(error)) ?? document.warnings[0]
  if (problem !== undefined) {
    // The library's own recursion has ended, for want of stack.
    const isTooMuch = problem.code === 'RESOURCE_EXHAUSTION'
    throw new YamlSyntaxError(problemOf(problem.code), lineAt(problem.pos[0]), { isTooMuch })
  }
  if (second !== undefined) {
    throw new YamlSyntaxError('There is more than one YAML document', lineAt(second.range[0]))
  }
  refuseBadNodes(document, lineAt)
  const value = toPlainValue(document)
  if (value === null || value === undefined) return undefined
  return {
    value,
    document,
    lineOf: (path) => {
      const offset = offsetOf(document, path)
      return offset === undefined ? undefined : lineAt(offset)
    },
  }
}

/**
 * Writes a document back: order and comments as they were, ambiguous strings quoted, long tokens on one line.
 *
 * @internal
 */
export function stringifyYaml(document: Document): string {
  const { Scalar, visit } = loadYaml()
  visit(document, {
    Scalar: (_, node) => {
      if (typeof node.value === 'string' && isPlain(node) && isAmbiguous(node.value)) {
        node.type = Scalar.QUOTE_SINGLE
      }
    },
  })
  return document.toString({ lineWidth: 0, indentSeq: false, flowCollectionPadding: false })
}

/**
 * A scalar for new text, quoted if either YAML version would read it as something else.
 *
 * @internal
 */
export function textNode(text: string): Scalar<string> {
  const { Scalar } = loadYaml()
  const node = new Scalar(text)
  if (isAmbiguous(text)) node.type = Scalar.QUOTE_SINGLE
  return node
}

/** The text of a plain scalar that is not a string, as it stands in the file; undefined for everything else. */
export function plainSourceAt(file: YamlFile, path: readonly PropertyKey[]): string | undefined {
  const node = file.document.getIn(path, true)
  return loadYaml().isScalar(node) && typeof node.value !== 'string' ? node.source : undefined
}

/** Fails on a merge of something else than maps, and on aliases that would grow beyond all memory. */
function toPlainValue(document: Document.Parsed): unknown {
  try {
    return document.toJS()
  } catch {
    throw new YamlSyntaxError('Its merge keys (<<) or aliases (*) cannot be resolved', undefined)
  }
}

/**
 * Walks through the document once, in its order: the library's own search for an anchor goes through it for each alias, and
 * its recursion has no bottom.
 */
function refuseBadNodes(document: Document.Parsed, lineAt: (offset: number) => number): void {
  const { isAlias, isCollection, isNode, isPair } = loadYaml()
  const anchors = new Set<string>()
  let aliases = 0
  const pending: { node: unknown; depth: number }[] = [{ node: document.contents, depth: 1 }]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, depth } = next
    if (isPair(node)) {
      pending.push({ node: node.value, depth }, { node: node.key, depth })
      continue
    }
    if (!isNode(node)) continue
    const refuse = (problem: string, isTooMuch: boolean) => {
      const offset = node.range?.[0]
      throw new YamlSyntaxError(problem, offset === undefined ? undefined : lineAt(offset), { isTooMuch })
    }
    if (isAlias(node)) {
      aliases += 1
      if (aliases > MOST_CONFIG_ALIASES) refuse(`It has more than ${MOST_CONFIG_ALIASES} aliases (*)`, true)
      if (!anchors.has(node.source)) refuse('An alias (*) names no anchor (&) that stands before it', false)
      continue
    }
    if (node.anchor !== undefined) anchors.add(node.anchor)
    if (!isCollection(node)) continue
    if (depth > DEEPEST_CONFIG) refuse(TOO_DEEP, true)
    for (const item of node.items.toReversed()) pending.push({ node: item, depth: depth + 1 })
  }
}

const INTEGER = /^[-+]?(?:0b[01_]+|0x[\da-fA-F_]+|0[0-7_]*|[1-9][\d_]*(?::[0-5]?\d)*)$/
const FLOAT =
  /^(?:[-+]?\d[\d_]*\.[\d_]*(?:[eE][-+]\d+)?|\.\d[\d_]*(?:[eE][-+]\d+)?|[-+]?\d[\d_]*(?::[0-5]?\d)+\.[\d_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/
const BOOLEAN = /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/
const NULL = /^(?:~|null|Null|NULL)?$/
const DATE =
  /^(?:\d{4}-\d\d-\d\d|\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)$/
/** Texts that have a meaning of their own, but none as a value. */
const RESERVED = /^(?:=|<<)$/

/** What YAML 1.2's core schema, or a strict 1.1 reader, takes for a number or a boolean though PyYAML does not. */
const OTHER_READERS = /^(?:[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|0o[0-7]+|[yYnN])$/

const PYYAML_TAGS: readonly ScalarTag[] = [
  /* @__PURE__ */ plainTag(
    'null',
    NULL,
    (value) => value === null,
    () => null,
  ),
  /* @__PURE__ */ plainTag('bool', BOOLEAN, isBoolean, (text) => /^(?:y|t|on)/i.test(text)),
  /* @__PURE__ */ plainTag('int', INTEGER, isNumber, (text, onError) => {
    const value = readInteger(text)
    // `0x_` looks like a number, but has no digits.
    if (Number.isNaN(value)) onError('A number has no digits')
    return value
  }),
  /* @__PURE__ */ plainTag('float', FLOAT, isNumber, readFloat),
  /* @__PURE__ */ plainTag(
    'timestamp',
    DATE,
    (value) => value instanceof Date,
    (text) => new Date(text),
  ),
  {
    tag: 'tag:yaml.org,2002:value',
    default: true,
    test: RESERVED,
    resolve: (_, onError) => onError('A bare = or << is no value'),
  },
]

/** PyYAML takes a comment right behind a bracket or quote. */
function isTightComment({ code, message }: YAMLParseError): boolean {
  return code === 'MISSING_CHAR' && message.startsWith('Comments must be separated')
}

function plainTag(
  name: string,
  test: RegExp,
  identify: (value: unknown) => boolean,
  resolve: (text: string, onError: (message: string) => void) => unknown,
): ScalarTag {
  return {
    tag: `tag:yaml.org,2002:${name}`,
    default: true,
    test,
    identify,
    resolve,
    stringify: (node) => ('source' in node && node.source) || String(node.value),
  }
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean'
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number'
}

function readInteger(text: string): number {
  const digits = text.replaceAll('_', '')
  const sign = digits.startsWith('-') ? -1 : 1
  const bare = digits.replace(/^[-+]/, '')
  if (bare.includes(':')) return sign * readSexagesimal(bare)
  if (/^0[0-7]+$/.test(bare)) return sign * Number.parseInt(bare, 8)
  return sign * Number(bare)
}

function readFloat(text: string): number {
  const digits = text.replaceAll('_', '').toLowerCase()
  const sign = digits.startsWith('-') ? -1 : 1
  const bare = digits.replace(/^[-+]/, '')
  if (bare === '.inf') return sign * Number.POSITIVE_INFINITY
  return sign * (bare.includes(':') ? readSexagesimal(bare) : Number(bare))
}

/** Hours, minutes and seconds, which YAML 1.1 takes for a number to the base of 60. */
function readSexagesimal(text: string): number {
  return text.split(':').reduce((total, part) => total * 60 + Number(part), 0)
}

function isPlain(node: Scalar): boolean {
  return node.type === undefined || node.type === 'PLAIN'
}

function isAmbiguous(text: string): boolean {
  return [INTEGER, FLOAT, BOOLEAN, NULL, DATE, RESERVED, OTHER_READERS].some((pattern) => pattern.test(text))
}

function offsetOf(document: Document, path: readonly PropertyKey[]): number | undefined {
  const { isMap } = loadYaml()
  for (let length = path.length; length >= 0; length -= 1) {
    const steps = path.slice(0, length)
    const key = steps.at(-1)
    const parent = document.getIn(steps.slice(0, -1), true)
    const pair = isMap(parent) && length > 0 ? pairOf(parent, key) : undefined
    const node = (pair?.key ?? document.getIn(steps, true)) as Node | undefined
    if (node?.range) return node.range[0]
  }
  return undefined
}

/** The last pair of that key: of doubled keys the last wins. */
function pairOf(map: YAMLMap, key: PropertyKey | undefined) {
  const { isScalar } = loadYaml()
  return map.items.findLast((pair) => (isScalar(pair.key) ? pair.key.value : pair.key) === key)
}
