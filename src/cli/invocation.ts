/** What a command works with: client, config, output, prompts, progress. */

import type { Command } from 'commander'
import width from 'fast-string-width'
import { readVariable } from '../config/environment.ts'
import { type ResolvedConfig, resolveConfig } from '../config/resolve.ts'
import { type ClientOptions, type Explanation, NeMoPlatform } from '../index.ts'
import type { Remedy } from '../remedies/index.ts'
import { CancelledError, UsageError } from './errors.ts'
import type { GlobalOptions } from './global-options.ts'
import type { IO } from './io.ts'
import type { Format } from './output/formats.ts'
import { isChosen, Printer, type PrintOptions, unusedColumns } from './output/printer.ts'
import { createProgress, type Progress } from './output/progress.ts'
import { createStyle, type Style, wantsColour } from './output/style.ts'
import { columnsOf, escapedData, wrapped, writeText } from './output/terminal.ts'

/** One call of a command. */
export class Invocation {
  readonly io: IO
  readonly globals: GlobalOptions
  /** The config file, where it is not the usual one. `NHX_CONFIG_FILE` and `NMP_CONFIG_FILE` count as usual. */
  readonly configPath: string | undefined
  /** For standard output. */
  readonly style: Style
  readonly #wholeProgram: () => Promise<Command>
  /** Those of {@link Invocation.with} have the same. */
  #open: NeMoPlatform[] = []
  /** Warnings that the command itself has shown. */
  readonly #shown = new Set<string>()
  /** Where lines go while they are not to be written. */
  #captured: string[] | undefined

  /** @param wholeProgram - Loads all commands. */
  constructor(io: IO, globals: GlobalOptions, wholeProgram: () => Promise<Command>) {
    this.io = io
    this.globals = globals
    this.configPath = undefined
    this.#wholeProgram = wholeProgram
    this.style = createStyle(wantsColour(io.stdout, io.env, this.#preferences().color_output ?? true))
  }

  /** The same with other options; it is closed with this one. */
  with(globals: GlobalOptions): Invocation {
    const other = new Invocation(this.io, globals, this.#wholeProgram)
    other.#open = this.#open
    return other
  }

  /** Whether questions can be asked: input and output are a terminal. */
  get isInteractive(): boolean {
    const { io } = this
    return io.stdout.isTTY === true && io.stderr.isTTY === true && io.stdin.isTTY === true && !io.env['CI']
  }

  /** A client for the context, base URL and workspace that were asked for. */
  client(overrides: ClientOptions = {}): NeMoPlatform {
    const { context, baseURL, workspace, timeout, verbose } = this.globals
    const config = baseURL === undefined ? undefined : this.config()
    const client = new NeMoPlatform({
      // Named, the context counts beside a base URL; alone, that would leave the login out.
      ...(config?.exists ? { configPath: config.location.path } : {}),
      contextName: context,
      baseURL,
      workspace,
      timeout,
      logLevel: verbose ? 'debug' : undefined,
      logger: this.#logger(),
      ...overrides,
    })
    this.#open.push(client)
    return client
  }

  /** The context, with environment and flags applied. */
  config(): ResolvedConfig {
    const { context, baseURL, workspace } = this.globals
    return resolveConfig({ contextName: context, baseURL, workspace, environment: this.io.env })
  }

  /** What environment and config files say twice and not alike: the command shows it, and the client need not warn of it. */
  contradictions(): readonly string[] {
    const { contradictions } = this.config()
    for (const one of contradictions) this.#shown.add(`nemo-platform: ${one}`)
    return contradictions
  }

  /** Writes a line to standard output. */
  say(line = ''): void {
    if (this.#captured === undefined) writeText(this.io.stdout, `${line}\n`)
    else this.#captured.push(line)
  }

  /**
   * Writes a sentence to standard output: on a terminal, in lines that break between words.
   *
   * @param head - What stands before it, and beside all its lines.
   */
  sayText(text: string, head = ''): void {
    this.say(`${head}${wrapped(text, columnsOf(this.io.stdout), width(head))}`)
  }

  /** Does something, and gives the lines that it would have written, notes among them, in place of writing them. */
  async captured(act: () => Promise<void>): Promise<readonly string[]> {
    const lines: string[] = []
    this.#captured = lines
    try {
      await act()
    } catch (error) {
      // What was said before it failed belongs to the error.
      this.#captured = undefined
      for (const line of lines) this.note(line)
      throw error
    } finally {
      this.#captured = undefined
    }
    return lines.flatMap((text) => text.split('\n'))
  }

  /** Writes JSON to standard output: on a terminal, with escapes in place of what would steer it. */
  sayJson(value: unknown, indent?: number): void {
    const text = JSON.stringify(value, null, indent)
    this.say(this.io.stdout.isTTY === true ? escapedData(text) : text)
  }

  /** Writes a line to standard error: what is not the answer; on a terminal, broken between words. */
  note(line = ''): void {
    if (this.#captured === undefined)
      writeText(this.io.stderr, `${wrapped(line, columnsOf(this.io.stderr))}\n`)
    else this.#captured.push(line)
  }

  /** Writes data to standard output in the format that was asked for. */
  async print(value: unknown, options: PrintOptions = {}): Promise<void> {
    const { text, warnings } = await this.#printer().format(value, options)
    if (text !== '') this.say(text)
    this.#warn(warnings)
  }

  /** Says that columns which were named have no effect on what is written by itself: lines of JSON, code. */
  noteUnusedColumns(format: string): void {
    if (isChosen(this.globals.outputColumns)) this.#warn([unusedColumns(format)])
  }

  #warn(warnings: readonly string[]): void {
    if (warnings.length > 0) this.note(['Warnings:', ...warnings.map((warning) => `• ${warning}`)].join('\n'))
  }

  /** The format in which {@link Invocation.print} would write something that can have these. */
  formatOf(possible: readonly Format[]): Format {
    return this.#printer().formatOf(possible)
  }

  #printer(): Printer {
    const { outputFormat, truncate, timestampFormat, outputColumns } = this.globals
    const preferences = this.#preferences()
    return new Printer({
      format: outputFormat,
      preference: preferences.output_format ?? 'table',
      columns: outputColumns,
      truncate: truncate ?? preferences.truncate ?? true,
      timestamps: timestampFormat ?? this.#preferredTimestamps(preferences),
      terminalColumns: columnsOf(this.io.stdout),
      style: this.style,
    })
  }

  /** The times that somebody chose; every context says `iso8601`, also where nobody did. */
  #preferredTimestamps({ timestamp_format: format }: Partial<ResolvedConfig['preferences']>) {
    const isChosen = format === 'relative' || readVariable(this.io.env, 'TIMESTAMP_FORMAT') !== undefined
    return isChosen ? format : undefined
  }

  /** Tells on standard error that something takes a while: a spinner on a terminal, else a line. */
  progress(text: string): Progress {
    return createProgress(text, this.io)
  }

  /**
   * The questions that can be asked.
   *
   * @param advice - What to do where nobody is there to answer.
   * @throws UsageError without a terminal.
   */
  async prompts(...advice: readonly (Remedy | string)[]): Promise<typeof import('@clack/prompts')> {
    if (this.isInteractive) return import('@clack/prompts')
    throw new UsageError(
      'This asks a question, but there is no terminal to answer on',
      ...(advice.length > 0 ? advice : ['Give the values as flags']),
    )
  }

  /** The answer to a question; Ctrl-C ends the command. */
  answered<Answer>(answer: Answer): Exclude<Answer, symbol> {
    if (typeof answer === 'symbol') throw new CancelledError('Cancelled: nothing was changed.')
    return answer as Exclude<Answer, symbol>
  }

  /** The tree of all commands. */
  wholeProgram(): Promise<Command> {
    return this.#wholeProgram()
  }

  /** Why a call of this command was refused; undefined where no client was made. */
  async whyRefused(error: unknown): Promise<Explanation | undefined> {
    return this.#open.at(-1)?.auth.explain(error, { signal: this.io.signal })
  }

  /** Tells of an error after which the command goes on. */
  async report(error: unknown): Promise<void> {
    const { writeReport } = await import('./error-report.ts')
    writeReport(error, this.io, { verbose: this.globals.verbose, explanation: undefined, help: undefined })
  }

  /** Lets connections go. */
  close(): void {
    for (const client of this.#open) client.close()
  }

  #logger() {
    const write = (level: string) => (message: string) => {
      if (!this.#shown.has(message)) this.note(`${level}: ${message}`)
    }
    return { error: write('error'), warn: write('Warning'), info: write('info'), debug: write('debug') }
  }

  /** Settings of the context; a broken config is for the command to complain about. */
  #preferences(): Partial<ResolvedConfig['preferences']> {
    try {
      return this.config().preferences
    } catch {
      return {}
    }
  }
}
