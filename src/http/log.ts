/** Logging: off by default but for warnings, and never with a credential in it. */

import { redactTokens } from '../errors/token-shapes.ts'

/** How much is logged. @default 'warn' */
export type LogLevel = 'off' | 'error' | 'warn' | 'info' | 'debug'

/** Where log lines go: `console` fits, and so do most loggers. */
export interface Logger {
  error(message: string): void
  warn(message: string): void
  info(message: string): void
  debug(message: string): void
}

const ORDER: readonly LogLevel[] = ['off', 'error', 'warn', 'info', 'debug']

/** A logger that writes only what its level asks for, without credentials. */
export class Log {
  readonly #logger: Logger
  readonly #rank: number
  readonly #warned = new Set<string>()

  constructor(logger: Logger, level: LogLevel) {
    this.#logger = logger
    this.#rank = ORDER.indexOf(level)
  }

  /** Whether lines of that level are written: ask before composing a costly one. */
  writes(level: LogLevel): boolean {
    return ORDER.indexOf(level) <= this.#rank
  }

  write(level: Exclude<LogLevel, 'off'>, message: string): void {
    if (this.writes(level)) this.#logger[level](`nemo-platform: ${redactTokens(message)}`)
  }

  /** A warning that is written once per logger and text, not at every call. */
  warnOnce(message: string): void {
    if (this.#warned.has(message)) return
    this.#warned.add(message)
    this.write('warn', message)
  }
}

/** Whether a text names a log level. */
export function isLogLevel(text: unknown): text is LogLevel {
  return ORDER.some((level) => level === text)
}
