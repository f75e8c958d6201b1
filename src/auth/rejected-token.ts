/** Remembers the token that the server refused even after it had been renewed. */

/** How long a token that was refused twice is not renewed, in ms. */
const REST = 60_000

/** The last token that was refused twice. Renewing it once more would help nobody, for a while. */
export class RejectedToken {
  #token: string | undefined
  #until = Number.NEGATIVE_INFINITY

  /** The token was refused twice. */
  mark(token: string): void {
    this.#token = token
    this.#until = performance.now() + REST
  }

  /** The server has taken the token after all. */
  lift(token: string): void {
    if (token === this.#token) this.#token = undefined
  }

  /** Whether that token is to be left alone. */
  is(token: string): boolean {
    return token === this.#token && performance.now() < this.#until
  }
}
