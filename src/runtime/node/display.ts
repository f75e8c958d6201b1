/**
 * How things look in `console.log`, the Node REPL, and notebooks (tslab, Deno's Jupyter kernel). Here and not in the classes: pages in
 * browsers need none of it.
 */

import { NeMoPlatformError } from '../../errors/index.ts'
import { loadPart } from '../../errors/load-part.ts'
import type { ResponseValidator } from '../../http/response/json-body.ts'
import { Page } from '../../http/response/page.ts'
import { tableAsHTML, tableAsText } from './display-page.ts'
import { INSPECT, JUPYTER } from './display-symbols.ts'
import { isInteractive } from './interactive.ts'

type Inspect = (value: unknown, options?: object) => string

/**
 * Makes pages and errors show what matters, and the resources of a client their methods.
 *
 * @param client - Its resources; left out, pages and errors alone.
 */
export function installDisplays(client?: object): void {
  define(Page.prototype, showPage)
  define(NeMoPlatformError.prototype, showError)
  for (const resource of Object.values(client ?? {}) as unknown[]) makeResourceReadable(resource)
}

/**
 * Makes records show as cards, where somebody looks at them as they come: programs get what was parsed, and nothing is done to it.
 *
 * @param check - What looks at answers already.
 */
export function showingRecords(check: ResponseValidator | undefined): ResponseValidator | undefined {
  if (!isInteractive()) return check
  return async (answer, sent, status) => {
    const { showAsCards } = await loadPart(import('./display-record.ts'))
    showAsCards(answer)
    return await check?.(answer, sent, status)
  }
}

function makeResourceReadable(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  const prototype = Object.getPrototypeOf(value) as object
  if (prototype === Object.prototype || Object.hasOwn(prototype, INSPECT)) return
  define(prototype, showResource)
  for (const part of Object.values(value) as unknown[]) makeResourceReadable(part)
}

type Show<Value> = (value: Value, inspect: Inspect, options: object) => { text: string; html?: string }

function define<Value extends object>(prototype: Value, show: Show<Value>): void {
  if (Object.hasOwn(prototype, INSPECT)) return
  function asText(this: Value, _depth: number, options: object, inspect: Inspect): string {
    return show(this, inspect, options).text
  }
  async function asMedia(this: Value): Promise<Record<string, string>> {
    const { inspect } = process.getBuiltinModule('node:util')
    const { text, html } = show(this, inspect, {})
    return { 'text/plain': text, ...(html === undefined ? {} : { 'text/html': html }) }
  }
  Object.defineProperty(prototype, INSPECT, { value: asText, configurable: true })
  Object.defineProperty(prototype, JUPYTER, { value: asMedia, configurable: true })
}

function showPage(page: Page<unknown>): { text: string; html: string } {
  return { text: tableAsText(page), html: tableAsHTML(page) }
}

/** Its members, and after those that are resources themselves a dot. */
function showResource(resource: object): { text: string } {
  const parts = Object.keys(resource).map((name) => `${name}.…`)
  const prototype = Object.getPrototypeOf(resource) as object
  const methods = Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor')
  const members = [...methods.map((name) => `${name}()`), ...parts]
  return { text: `${resource.constructor.name}: ${members.join(', ')}` }
}

/** What the problem tells already. */
const TOLD = new Set(['problem', 'status', 'detail'])

/** What happened and where, what to do about it, and what that does not say. Never headers or bodies. */
function showError(error: NeMoPlatformError, inspect: Inspect, options: object): { text: string } {
  const facts = Object.entries(error).filter(([name, value]) => isShort(value) && !TOLD.has(name))
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '))
  const lines = [
    `${error.name}: ${headOf(error)}`,
    ...error.remedies.map((remedy, index) => `  ${index === 0 ? 'Try' : 'Or'}: ${remedy}`),
    ...frames,
    `  ${inspect(Object.fromEntries(facts), options)}`,
  ]
  if (error.cause !== undefined)
    lines.push(`  [cause]: ${inspect(error.cause, options).replaceAll('\n', '\n  ')}`)
  return { text: lines.join('\n') }
}

/** What happened; the message where somebody has put more into it. */
function headOf({ message, problem }: NeMoPlatformError): string {
  return message.startsWith(problem) ? problem : message
}

function isShort(value: unknown): boolean {
  return (
    typeof value === 'number' ||
    typeof value === 'boolean' ||
    (typeof value === 'string' && value.length < 200)
  )
}
