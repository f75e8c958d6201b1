/** Conversations at a terminal, with a model or an agent: what is typed, and answers as they come. */

import { createInterface } from 'node:readline/promises'
import { isRecord } from '../../../json.ts'
import type { Invocation } from '../../invocation.ts'
import { columnsOf } from '../../output/terminal.ts'
import { MarkdownWriter } from './markdown-writer.ts'

/** Whom one talks to. */
export interface Talk {
  /** Shown at the beginning. */
  readonly label: string
  /** Asks, and gives the events of the answer, as OpenAI has them. */
  ask(prompt: string): PromiseLike<AsyncIterable<unknown>>
  /** Called when an answer is there as a whole. */
  onAnswer?(prompt: string, text: string): void
}

/** What was said. */
export interface Answer {
  readonly text: string
  readonly usage: unknown
}

/** Asks what is typed, until nothing is. */
export async function converse(invocation: Invocation, talk: Talk, first: string | undefined): Promise<void> {
  const { style, io } = invocation
  invocation.note(style.dim(`${talk.label}. An empty line or Ctrl-D ends the conversation.`))
  const reader = createInterface({ input: io.stdin, output: io.stdout, terminal: true })
  reader.on('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  try {
    let prompt = first
    for (;;) {
      prompt ??= (await question(reader, style.bold('> '), io.signal)).trim()
      if (prompt === '') return
      await answer(invocation, talk, prompt)
      prompt = undefined
    }
  } finally {
    reader.close()
  }
}

/** Asks, and shows the answer as it comes. */
export async function answer(invocation: Invocation, talk: Talk, prompt: string): Promise<void> {
  const { stdout } = invocation.io
  const columns = columnsOf(stdout)
  const writer =
    columns === undefined
      ? new PlainWriter((text) => void stdout.write(text))
      : new MarkdownWriter(invocation.style, columns, (text) => void stdout.write(text))
  const events = await talk.ask(prompt)
  try {
    const { text } = await readAnswer(events, (piece) => {
      writer.write(piece)
      return !invocation.io.isOutputLost()
    })
    talk.onAnswer?.(prompt, text)
  } finally {
    // What has come is there as a whole, also where the rest does not come.
    writer.end()
  }
}

/** Writes pieces as they are, and a line end after the last one. */
class PlainWriter {
  readonly #write: (text: string) => void
  #last = ''

  constructor(write: (text: string) => void) {
    this.#write = write
  }

  write(piece: string): void {
    this.#last = piece
    this.#write(piece)
  }

  end(): void {
    if (!this.#last.endsWith('\n')) this.#write('\n')
  }
}

/**
 * Puts an answer together from its events.
 *
 * @param onPiece - Says whether to go on.
 */
export async function readAnswer(
  events: AsyncIterable<unknown>,
  onPiece: (text: string) => boolean,
): Promise<Answer> {
  let text = ''
  let usage: unknown = null
  for await (const event of events) {
    if (!isRecord(event)) continue
    usage = event['usage'] ?? usage
    const piece = pieceOf(event)
    text += piece
    if (piece !== '' && !onPiece(piece)) break
  }
  return { text, usage }
}

/** What is typed; nothing at Ctrl-D. */
function question(
  reader: ReturnType<typeof createInterface>,
  text: string,
  signal: AbortSignal,
): Promise<string> {
  return new Promise((resolve, reject) => {
    reader.once('close', () => resolve(''))
    reader.question(text, { signal }).then(resolve, reject)
  })
}

/** What an event adds to the answer. */
function pieceOf({ choices }: Readonly<Record<string, unknown>>): string {
  const [choice] = Array.isArray(choices) ? choices : []
  const delta = isRecord(choice) ? choice['delta'] : undefined
  const content = isRecord(delta) ? delta['content'] : undefined
  return typeof content === 'string' ? content : ''
}
