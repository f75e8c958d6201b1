/// <reference lib="esnext.disposable" preserve="true" />
/** The mock platform on a real socket: what it takes and gives. */

/** Where to listen. */
export interface ListenOptions {
  /** Port; 0 for any that is free. @default 0 */
  port?: number | undefined
  /** Address. @default '127.0.0.1' */
  host?: string | undefined
  /** Stands before the platform: gets each request, and a function that has the platform answer it. @default none */
  around?:
    | ((request: Request, answer: (request: Request) => Promise<Response>) => Promise<Response>)
    | undefined
}

/** A platform that listens. */
export interface MockServer extends AsyncDisposable {
  /** Its URL, without a slash at the end. */
  readonly url: string
  readonly port: number
  /** Stops listening and breaks what connections are left. */
  close(): Promise<void>
}
