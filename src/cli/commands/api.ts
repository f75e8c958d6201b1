/** `nemo api`: a request to any endpoint, with the login of the context. */

import type { Command } from 'commander'
import { EmptyPages } from '../../http/response/items.ts'
import type { Query, RawRequestOptions } from '../../index.ts'
import { parseJson } from '../../json.ts'
import { shellWord } from '../../remedies/index.ts'
import { run, UsageError } from '../errors.ts'
import { parseExactly } from '../exact-json.ts'
import type { Invocation } from '../invocation.ts'
import { written } from '../io.ts'
import { printable, shownOn } from '../output/terminal.ts'
import { isJson, openInput } from './shared/input.ts'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
type Method = (typeof METHODS)[number]
const FORMATS = ['json', 'yaml', 'raw'] as const

/** Adds the command. */
export function register(parent: Command, invocation: () => Invocation): void {
  parent
    .command('api')
    .description('Send a request to any endpoint, with the login of the context, and print the answer')
    .argument('<method>', METHODS.join(', '))
    .argument('<path>', 'for instance /apis/entities/v2/workspaces?page_size=5')
    .option('--input <path>', 'file with the body, sent byte for byte; - for standard input')
    .option('-F, --field <name=value>', 'a field: of the body, with GET and DELETE of the query', collect)
    .option('-H, --header <name:value>', 'a header', collect)
    .option('--paginate', 'fetch all pages of a list')
    .option('-i, --include', 'show status and headers of the answer, too')
    .addHelpText('after', EXAMPLES)
    .action((method: string, path: string, flags: ApiFlags) => send(invocation(), method, path, flags))
}

const EXAMPLES = `
Examples:
  nemo api GET /apis/auth/discovery
  nemo api GET /apis/entities/v2/workspaces --paginate
  nemo api POST /apis/entities/v2/workspaces -F name=ml-team -F 'description=For the team'
  echo '{"name": "ml-team"}' | nemo api POST /apis/entities/v2/workspaces --input -

A body that is JSON goes as application/json, any other and one beyond 16 MiB as application/octet-stream, unless -H
'content-type: …' says otherwise. With -f raw the answer is written byte for byte as it comes.`

interface ApiFlags {
  input?: string
  field?: string[]
  header?: string[]
  paginate?: true
  include?: true
}

function collect(value: string, others: string[] = []): string[] {
  return [...others, value]
}

async function send(invocation: Invocation, word: string, path: string, flags: ApiFlags): Promise<void> {
  const method = METHODS.find((candidate) => candidate === word.toUpperCase())
  if (method === undefined) {
    const isPath = word.startsWith('/')
    throw new UsageError(
      `There is no method '${word}'`,
      isPath ? run(`nemo api GET ${shellWord(word)}`) : `Methods are ${METHODS.join(', ')}`,
    )
  }
  const options = await requestOptions(invocation, method, flags)
  if (flags.paginate === true) {
    if (method !== 'GET')
      throw new UsageError('--paginate is for lists', run(`nemo api GET ${shellWord(path)} --paginate`))
    await printAllPages(invocation, path, options)
    return
  }
  const response = await ask(invocation, method, path, options)
  if (flags.include === true) showHead(invocation, response)
  await printBody(invocation, response)
}

async function requestOptions(
  invocation: Invocation,
  method: Method,
  flags: ApiFlags,
): Promise<RawRequestOptions> {
  const { field = [], header = [] } = flags
  const areInQuery = method === 'GET' || method === 'DELETE'
  const fields = Object.fromEntries(
    field.map((text) => readField(text, areInQuery ? parseJson : parseExactly)),
  )
  const headers = Object.fromEntries(header.map(readHeader))
  const hasBody = flags.input !== undefined
  if (hasBody && field.length > 0 && !areInQuery)
    throw new UsageError('--input and --field exclude each other', 'Put all fields in one of them')
  const body = flags.input === undefined ? undefined : await openInput(flags.input, invocation.io)
  return {
    signal: invocation.io.signal,
    headers: {
      ...(body === undefined
        ? {}
        : { 'content-type': isJson(body) ? 'application/json' : 'application/octet-stream' }),
      ...headers,
    },
    ...(areInQuery ? { query: fields as Query } : {}),
    ...(body !== undefined ? { body } : {}),
    ...(!areInQuery && body === undefined && field.length > 0 ? { body: fields } : {}),
  }
}

/** JSON where it is some: numbers, booleans, null, lists and objects; else text. */
function readField(text: string, parse: (value: string) => unknown): [string, unknown] {
  const index = text.indexOf('=')
  if (index < 1) throw new UsageError(`--field '${text}' has no name`, '-F name=value')
  const value = text.slice(index + 1)
  const looksLikeJson = /^(?:-?\d+(?:\.\d+)?|true|false|null|\[.*\]|\{.*\})$/s.test(value)
  const json = looksLikeJson ? parse(value) : undefined
  return [text.slice(0, index), json === undefined ? value : json]
}

function readHeader(text: string): [string, string] {
  const index = text.indexOf(':')
  if (index < 1) throw new UsageError(`--header '${text}' has no name`, "-H 'name: value'")
  return [text.slice(0, index).trim(), text.slice(index + 1).trim()]
}

function ask(
  invocation: Invocation,
  method: Method,
  path: string,
  options: RawRequestOptions,
): Promise<Response> {
  const client = invocation.client()
  const name = method.toLowerCase() as Lowercase<Method>
  return client[name](path, { ...options, as: 'blob' }).asResponse()
}

function showHead(invocation: Invocation, { status, statusText, headers }: Response): void {
  const { stdout } = invocation.io
  invocation.say(shownOn(stdout, `HTTP ${status}${statusText === '' ? '' : ` ${statusText}`}`))
  for (const [name, value] of headers) invocation.say(shownOn(stdout, `${name}: ${value}`))
  invocation.say()
}

async function printBody(invocation: Invocation, response: Response): Promise<void> {
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  if (isJson && invocation.formatOf(FORMATS) !== 'raw') {
    const text = await response.text()
    const value = parseExactly(text)
    if (value !== undefined) await invocation.print(value, { formats: FORMATS })
    else if (text.trim() !== '') invocation.say(text)
    return
  }
  if (response.body === null) return
  const { stdout } = invocation.io
  let last = 10
  const decoder = stdout.isTTY === true ? new TextDecoder() : undefined
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    last = chunk.at(-1) ?? last
    const shown = decoder === undefined ? chunk : printable(decoder.decode(chunk, { stream: true }))
    await written(stdout, shown)
    if (invocation.io.isOutputLost()) return
  }
  // On a terminal, the prompt comes on a line of its own.
  if (last !== 10 && stdout.isTTY === true) stdout.write('\n')
}

/** One list of all items, whether the pages are numbered or have a cursor. */
async function printAllPages(
  invocation: Invocation,
  path: string,
  options: RawRequestOptions,
): Promise<void> {
  const data: unknown[] = []
  const emptyPages = new EmptyPages()
  let first: ListAnswer | undefined
  let query: Query = { ...options.query }
  for (;;) {
    const response = await ask(invocation, 'GET', path, { ...options, query })
    const text = await response.text()
    const answer = parseExactly(text) as ListAnswer | null | undefined
    const items = answer?.data
    if (answer == null || !Array.isArray(items)) {
      if (answer === undefined) invocation.say(text)
      else await invocation.print(answer, { formats: FORMATS })
      return
    }
    first ??= answer
    for (const item of items) data.push(item)
    emptyPages.note({ data: items })
    const next = nextQuery(answer, response.url)
    if (next === undefined) break
    query = { ...query, ...next }
  }
  await invocation.print({ ...first, data, ...withoutPlace(first, data.length) }, { formats: FORMATS })
}

interface ListAnswer {
  data?: unknown[]
  pagination?: { page: number; total_pages: number } | null
  next_page?: string | null
  has_more?: boolean
}

/** What asks for the page after that of a URL; undefined where there is none. */
function nextQuery({ pagination, next_page: cursor }: ListAnswer, url: string): Query | undefined {
  const asked = new URL(url).searchParams
  if (pagination != null) {
    // What was asked for counts: an answer that repeats its number would be asked for without end.
    const page = Number(asked.get('page') ?? 1)
    return page < Number(pagination.total_pages) ? { page: page + 1 } : undefined
  }
  return cursor && cursor !== asked.get('page_cursor') ? { page_cursor: cursor } : undefined
}

/** All pages together count as one. */
function withoutPlace(first: ListAnswer | undefined, length: number) {
  if (first?.pagination == null) return first?.next_page === undefined ? {} : { next_page: null }
  const { pagination } = first
  return {
    pagination: { ...pagination, page: 1, page_size: length, current_page_size: length, total_pages: 1 },
  }
}
