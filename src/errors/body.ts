/** Reads the server's words out of the body of a refused request, in whatever shape they come. */

import { isRecord, parseJson } from '../json.ts'
import { LONGEST_ERROR_BODY } from '../limits.ts'
import type { ValidationIssue } from './api-error.ts'
import { KnownSecrets } from './known-secrets.ts'
import { redactText, redactValue } from './redact.ts'
import { isHtmlText } from './server-texts.ts'

/** Longest `detail` that goes into an error. */
const DETAIL_LIMIT = 2_000
/** Longest text body that an error keeps. */
const BODY_LIMIT = 10_000
/** More values of the request than this are not looked for in the words of a validation error: these are left out. */
const MOST_ECHOES = 500
/** A sent value shorter than this is no secret worth cutting out of a sentence. */
const ECHO_MIN_LENGTH = 6

/** What an error body says. */
export interface ErrorBody {
  /** The server's words as text, without secrets. */
  detail: string
  /** The body, parsed where it is JSON, without secrets and without repeated input. */
  body: unknown
  /** The list of a validation error. */
  issues: readonly ValidationIssue[]
}

/**
 * Takes an error body apart.
 *
 * @param text - The body as text, perhaps cut off.
 * @param statusText - What to say where the body says nothing.
 * @param secrets - Values that must not show up.
 */
export function readErrorBody(text: string, statusText: string, secrets: readonly string[]): ErrorBody {
  const parsed = parseJson(text)
  if (parsed === undefined) {
    const clean = redactText(withoutEcho(text), secrets, isCutOff(text)).slice(0, BODY_LIMIT)
    const words = isHtmlText(text) ? `HTML page: ${htmlWords(clean)}` : clean.trim()
    return { detail: shorten(words) || statusText || 'empty body', body: clean || undefined, issues: [] }
  }
  const source = unwrap(parsed)
  const echoed = echoedInput(source)
  if (echoed.length > MOST_ECHOES) {
    // To look for each of them everywhere would take as long as somebody wants it to.
    const known = new KnownSecrets(secrets)
    const paths = readIssues(source).map(({ path }) => redactText(path, known))
    return { detail: shorten(`invalid: ${paths.join(', ')}`), body: undefined, issues: [] }
  }
  const echoes = new KnownSecrets(secrets, echoed)
  const issues = readIssues(source).map(({ path, message }) => ({
    path: redactText(path, echoes),
    message: redactText(message, echoes),
  }))
  const words =
    issues.length > 0 ? issues.map((issue) => `${issue.path}: ${issue.message}`).join('; ') : wordsOf(source)
  return {
    detail: shorten(redactText(words, echoes)) || statusText || 'no detail',
    body: redactValue(unwrapDeep(parsed), echoes),
    issues,
  }
}

/** The value under `detail`, JSON inside strings unwrapped, down to where the words are. */
function unwrap(value: unknown): unknown {
  let current = value
  for (let depth = 0; depth < 5; depth += 1) {
    if (typeof current === 'string') {
      const inner = /^\s*[{[]/.test(current) ? parseJson(current) : undefined
      if (inner === undefined) return current
      current = inner
    } else if (isRecord(current) && current['detail'] !== undefined && current['detail'] !== null) {
      current = current['detail']
    } else {
      return current
    }
  }
  return current
}

/** Replaces strings that hold JSON by what they hold, so that repeated input in them is found too. */
function unwrapDeep(value: unknown, depth = 0): unknown {
  if (depth > 5) return value
  if (typeof value === 'string') {
    const inner = /^\s*[{[]/.test(value) ? parseJson(value) : undefined
    return inner === undefined ? value : unwrapDeep(inner, depth + 1)
  }
  if (Array.isArray(value)) return value.map((item) => unwrapDeep(item, depth + 1))
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, unwrapDeep(member, depth + 1)]),
  )
}

function wordsOf(source: unknown): string {
  if (typeof source === 'string') return source
  if (!isRecord(source))
    return source === null || source === undefined ? '' : JSON.stringify(redactValue(source))
  const { error, message } = source
  if (isRecord(error) && typeof error['message'] === 'string') return error['message']
  if (typeof message === 'string') return message
  if (typeof error === 'string') {
    const description = source['error_description']
    if (typeof description === 'string') return `${error}: ${description}`
    const rest = Object.entries(source).filter(([key]) => key !== 'error')
    return rest.length === 0 ? error : `${error} (${JSON.stringify(redactValue(Object.fromEntries(rest)))})`
  }
  return JSON.stringify(redactValue(source))
}

function readIssues(source: unknown): ValidationIssue[] {
  if (!Array.isArray(source)) return []
  return source.filter(isRecord).flatMap((item) => {
    const { loc, msg } = item
    if (typeof msg !== 'string') return []
    const path = Array.isArray(loc) ? loc.map(String).join('.') : String(loc ?? '')
    return [{ path, message: msg }]
  })
}

/** The texts that a validation error repeats of the request, and that may be secret. */
function echoedInput(source: unknown): string[] {
  if (!Array.isArray(source)) return []
  const issues = source.filter(isRecord)
  const echoed = new Set(issues.flatMap((item) => stringsIn(item['input'], 0)))
  const words = [...echoed].filter((text) => WORD.test(text))
  const segments = words.length === 0 ? new Set<string>() : new Set(issues.flatMap(({ loc }) => partsOf(loc)))
  return [...echoed].filter((text) => !(WORD.test(text) && segments.has(text)))
}

/** What the names of the API's fields and kinds look like. */
const WORD = /^[a-z]{1,30}(?:[_-][a-z]{1,30}){0,4}$/

/**
 * The words of the path to what is wrong. One that was sent, too, is the kind of thing that the path leads through: `type: 'sampler'` is
 * the reason for `columns.0.sampler.sampler_type`.
 */
function partsOf(loc: unknown): string[] {
  const segments = Array.isArray(loc) ? loc.filter((segment) => typeof segment === 'string') : []
  return segments.flatMap((segment) => [segment, ...segment.split(/[_-]/)])
}

/** Whether a text that is no JSON may be the start of a longer one. A character has at most three bytes for each of its units. */
function isCutOff(text: string): boolean {
  return /^\s*["{[]/.test(text) || text.length * 3 >= LONGEST_ERROR_BODY
}

/** JSON that is cut off cannot be read; what it repeats of the request, and all after that, is left out. */
function withoutEcho(text: string): string {
  return /^\s*["{[]/.test(text) ? text.replace(/(?<!\\)\\*"(?:input|ctx)\\*"\s*:[\s\S]*/, '…') : text
}

function stringsIn(value: unknown, depth: number): string[] {
  if (typeof value === 'string') return value.length >= ECHO_MIN_LENGTH ? [value] : []
  if (typeof value !== 'object' || value === null || depth > 10) return []
  return Object.values(value).flatMap((member) => stringsIn(member, depth + 1))
}

function htmlWords(html: string): string {
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(html)?.[1]?.trim()
  if (title) return title
  const text = html.replace(/<(script|style)[\s\S]*?<\/\1>/gi, ' ').replace(/<[^>]*>/g, ' ')
  return text.replace(/\s+/g, ' ').trim().slice(0, 200)
}

function shorten(text: string): string {
  return text.length <= DETAIL_LIMIT ? text : `${text.slice(0, DETAIL_LIMIT)}… (${text.length} characters)`
}
