/** Remembers what was asked. */

import { parseJson } from '../json.ts'

/** A request that reached the mock platform. */
export interface RecordedRequest {
  readonly method: string
  readonly url: string
  /** The path, percent-encoded as it came. */
  readonly path: string
  /** The query as it came, without the question mark. */
  readonly query: string
  readonly headers: Headers
  /** Status of the answer; undefined while there is none. */
  status: number | undefined
  /** The body: JSON parsed, all else as text; undefined for none, and for the content of a file: that is not kept. */
  json(): Promise<unknown>
}

/** Takes note of a request. */
export function record(request: Request): RecordedRequest {
  const { pathname, search } = new URL(request.url)
  // A copy of a body that nobody reads grows in memory with it: not for the content of files.
  const isContent = request.method === 'PUT' && FILE_CONTENT.test(pathname)
  const copy = isContent ? undefined : request.clone()
  let body: Promise<unknown> | undefined
  return {
    method: request.method,
    url: request.url,
    path: pathname,
    query: search.replace(/^\?/, ''),
    // The clone has headers of its own; some versions of Mock Service Worker break on copying them.
    headers: (copy ?? request).headers,
    status: undefined,
    json: () => {
      body ??= copy === undefined ? Promise.resolve(undefined) : copy.text().then(parse)
      return body
    },
  }
}

const FILE_CONTENT = /^\/apis\/files\/v2\/workspaces\/[^/]+\/filesets\/[^/]+\/-\//

function parse(text: string): unknown {
  if (text === '') return undefined
  const value = parseJson(text)
  return value === undefined ? text : value
}
