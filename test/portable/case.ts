/**
 * Cases that run in every runtime, through every transport, against a server that a scene brings along. No runner, no module of Node.
 */

import { type ClientOptions, NeMoPlatform, NeMoPlatformError } from 'nemo-platform'

/** A request as the server had it. */
export interface ServedRequest {
  readonly method: string
  /** Path and query. */
  readonly path: string
  readonly headers: Headers
  readonly body: Uint8Array
  /** Whether whoever asked had gone before the answer was sent. */
  isAborted: boolean
}

/** Answers a request. */
export type Answer = (request: ServedRequest, count: number) => Response | Promise<Response>

/** A client and a server that answers it. */
export interface Scene {
  readonly baseURL: string
  /** What was asked, oldest first. The server may be in another process. */
  requests(): Promise<readonly ServedRequest[]>
  readonly clientOptions: ClientOptions
}

/** Sets a scene up for one case. */
export type WithScene = (httpCase: HttpCase, play: (scene: Scene) => Promise<void>) => Promise<void>

/** A case: it throws where the client does not do what it has to. */
export interface HttpCase {
  /** Unique. */
  readonly name: string
  /** Whether this runtime has what the case is about. @default every one has */
  readonly applies?: () => boolean
  /** Whether it is about what the wire does, so that an answer that is made on the way says nothing. @default false */
  readonly isOfWire?: boolean
  readonly answer: Answer
  play(client: NeMoPlatform, scene: Scene): Promise<void>
}

/** Runs a case. */
export async function runCase(httpCase: HttpCase, withScene: WithScene): Promise<void> {
  await withScene(httpCase, async (scene) => {
    const client = new NeMoPlatform({ baseURL: scene.baseURL, maxRetries: 0, ...scene.clientOptions })
    await httpCase.play(client, scene)
  })
}

/** Answers with what was asked. */
export function echo({ method, headers, body }: ServedRequest): Response {
  return json({ method, type: headers.get('content-type'), body: new TextDecoder().decode(body) })
}

/** An answer of JSON. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  })
}

/** Lets time pass. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/** The promise as those see it who do not call `then`: runtimes, and whoever waits for it natively. */
export function underneath<Value>(promise: Promise<Value>): Promise<Value> {
  return Promise.prototype.then.call(promise, (value: Value) => value) as Promise<Value>
}

/** The error of ours that a call fails with. */
export async function failure(promise: Promise<unknown>): Promise<NeMoPlatformError> {
  let value: unknown
  try {
    value = await promise
  } catch (error) {
    if (error instanceof NeMoPlatformError) return error
    throw new Error(`failed with another error: ${error}`, { cause: error })
  }
  throw new Error(`should have failed, but gave ${JSON.stringify(value)}`)
}

/** Fails where two values are not the same JSON. */
export function equal(actual: unknown, expected: unknown): void {
  const [is, should] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (is !== should) throw new Error(`should be ${should}, but is ${is}`)
}

/** Fails where a text lacks a part. */
export function contains(text: string, part: string): void {
  if (!text.includes(part)) throw new Error(`should contain '${part}', but is '${text}'`)
}
