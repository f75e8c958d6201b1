/** What is wrong with a text that is no YAML, in words that repeat nothing of it: a parser may stop at a token. */

import { InternalError } from '../errors/problem.ts'
import { loadYaml } from '../inlined/index.ts'
import type { ErrorCode } from '../inlined/yaml.ts'
import { DEEPEST_CONFIG } from '../limits.ts'

/** What is wrong with a text that is no YAML. */
export class YamlSyntaxError extends InternalError {
  override get name(): string {
    return 'YamlSyntaxError'
  }

  readonly line: number | undefined
  /** Whether it is YAML, but more of it than a config holds. */
  readonly isTooMuch: boolean

  constructor(problem: string, line: number | undefined, { isTooMuch = false } = {}) {
    super(problem)
    this.line = line
    this.isTooMuch = isTooMuch
  }
}

/** What is said of lists and maps that are nested too deep. */
export const TOO_DEEP = `It is nested deeper than ${DEEPEST_CONFIG} levels`

/** A problem of the parser in our words. */
export function problemOf(code: ErrorCode): string {
  return PROBLEMS[code] ?? 'It cannot be understood here'
}

/**
 * Refuses characters that PyYAML refuses, and the parser takes.
 *
 * @throws YamlSyntaxError for a control character, and for a tab between tokens.
 */
export function refuseCharacters(text: string): void {
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length
  const forbidden = FORBIDDEN_CHARACTER.exec(text)
  if (forbidden !== null) {
    const problem = 'There is a control character, which YAML does not allow'
    throw new YamlSyntaxError(problem, lineAt(forbidden.index))
  }
  const tab = text.includes('\t') ? findBareTab(text) : undefined
  if (tab !== undefined) {
    throw new YamlSyntaxError('There is a tab where only spaces are allowed', lineAt(tab))
  }
}

const PROBLEMS: Partial<Record<ErrorCode, string>> = {
  ALIAS_PROPS: 'An alias has an anchor or a tag of its own',
  BAD_ALIAS: 'An anchor or alias has no proper name',
  BAD_COLLECTION_TYPE: 'A tag does not fit the kind of its value',
  BAD_DIRECTIVE: 'A directive (a line that begins with %) is not valid',
  BAD_DQ_ESCAPE: 'There is an unknown escape in double quotes: write \\\\ for a backslash',
  BAD_INDENT: 'The indentation is wrong: the keys of a map must stand in one column',
  BAD_PROP_ORDER: 'An anchor or tag stands in the wrong place',
  BAD_SCALAR_START: 'A text begins with a character that needs quotes',
  BLOCK_AS_IMPLICIT_KEY: 'A map or list begins on the line of a key: begin it on a line of its own',
  BLOCK_IN_FLOW: 'A block of lines stands inside brackets',
  KEY_OVER_1024_CHARS: 'A key is longer than 1024 characters',
  MISSING_CHAR: 'A quote, bracket, colon or space is missing',
  MULTILINE_IMPLICIT_KEY: 'A key goes over several lines, or its colon is missing',
  MULTIPLE_ANCHORS: 'A value has more than one anchor',
  MULTIPLE_TAGS: 'A value has more than one tag',
  RESOURCE_EXHAUSTION: TOO_DEEP,
  TAB_AS_INDENT: 'There is a tab where only spaces are allowed',
  TAG_RESOLVE_FAILED: 'A value has a tag (!) that means nothing here, or is a bare = or <<: put it in quotes',
  UNEXPECTED_TOKEN: 'There is something that does not belong here',
}

/** What PyYAML's reader refuses: control characters but tab, line feed, carriage return and next line. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const FORBIDDEN_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/

/** Where the first tab stands that is neither in quotes, in a comment nor in a block of text: PyYAML takes none. */
function findBareTab(text: string): number | undefined {
  const { CST, Lexer } = loadYaml()
  let offset = 0
  let afterBlockHeader = false
  let isBlockText = false
  for (const token of new Lexer().lex(text)) {
    const type = CST.tokenType(token)
    if (type === 'doc-mode' || type === 'flow-error-end') continue
    if (type === 'scalar') {
      // A mark of the lexer: the next token is the text of a scalar, whatever it looks like.
      isBlockText = afterBlockHeader
      afterBlockHeader = false
      continue
    }
    const mayHoldTabs = isBlockText || type === 'comment' || type?.endsWith('-quoted-scalar')
    if (token.includes('\t') && !mayHoldTabs) return offset + token.indexOf('\t')
    isBlockText = false
    if (type === 'block-scalar-header') afterBlockHeader = true
    offset += token.length
  }
  return undefined
}
