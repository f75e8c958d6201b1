/** A client that sends into a list, for tests of what its methods ask for. */

import { type ClientOptions, NeMoPlatform } from 'nemo-platform'
import { type Answer, json, stubFetch } from '../helpers/stub-fetch.ts'

/** What a method asked for. */
export interface SentCall {
  /** Method and path, as they went over the wire. */
  readonly call: string
  readonly query: string
  /** The body, parsed; undefined for none. */
  readonly body: unknown
}

/** A client of `http://nemo.test` in the workspace `ws`, and the calls that it makes. */
export function recordingClient(answer: Answer = json({ data: [] }), options: ClientOptions = {}) {
  const { fetch, calls } = stubFetch(answer)
  const client = new NeMoPlatform({ baseURL: 'http://nemo.test', workspace: 'ws', fetch, ...options })
  const sent = (): SentCall[] =>
    calls.map(({ method, url, body }) => ({
      call: `${method} ${url.pathname}`,
      query: url.search.replace(/^\?/, ''),
      body: body === '' ? undefined : JSON.parse(body),
    }))
  return { client, calls, sent }
}
