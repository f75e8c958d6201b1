/** Faults that a test orders: answers of a proxy, broken connections, slowness. */

import { checkOptions } from '../mock/index.ts'

/** A fault. Without a status the request is answered as usual, but perhaps late. */
export interface Fault {
  /** Answer with this status instead. */
  status?: number | undefined
  /** Body of that answer: text as it stands, everything else as JSON. */
  body?: unknown
  /** Headers of that answer. */
  headers?: Readonly<Record<string, string>> | undefined
  /** Break the connection instead of answering; `after` does so when the request was carried out already. */
  disconnect?: boolean | 'after' | undefined
  /** Wait this long before anything else, in ms. */
  delay?: number | undefined
  /** Only for requests of this method. */
  method?: string | undefined
  /** Only for requests whose path is this, or fits it. */
  path?: string | RegExp | undefined
  /** How many requests it hits. @default 1 */
  times?: number | undefined
}

/** `platform.faults` */
export class Faults {
  #waiting: { fault: Fault; remaining: number }[] = []

  /**
   * Makes the next request, or the next that fits, go wrong. Several faults are used up in their order.
   *
   * @throws InvalidArgumentError for a fault that could not happen.
   */
  next(fault: Fault): void {
    checkOptions('fault', fault, 'fault')
    this.#waiting.push({ fault, remaining: fault.times ?? 1 })
  }

  /** Forgets all faults that have not happened yet. */
  clear(): void {
    this.#waiting = []
  }

  /** @internal The fault that hits a request, if any. */
  take(request: Request): Fault | undefined {
    const { pathname } = new URL(request.url)
    const entry = this.#waiting.find(({ fault }) => fits(fault, request.method, pathname))
    if (entry === undefined) return undefined
    entry.remaining -= 1
    this.#waiting = this.#waiting.filter(({ remaining }) => remaining > 0)
    return entry.fault
  }
}

/** The connection broke: what a `fetch` throws then. */
export class DisconnectError extends TypeError {
  constructor() {
    const cause = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })
    super('fetch failed', { cause })
  }
}

/** The answer that a fault makes up; undefined where the platform is to answer. */
export function faultAnswer({ status, body, headers = {} }: Fault): Response | undefined {
  if (status === undefined) return undefined
  const isText = typeof body === 'string' || body === undefined
  const content = isText ? (body ?? null) : JSON.stringify(body)
  const type: Record<string, string> = isText ? {} : { 'content-type': 'application/json' }
  return new Response(content, { status, headers: { ...type, ...headers } })
}

function fits({ method, path }: Fault, actualMethod: string, pathname: string): boolean {
  if (method !== undefined && method.toUpperCase() !== actualMethod) return false
  if (path === undefined) return true
  return typeof path === 'string' ? path === pathname : path.test(pathname)
}
