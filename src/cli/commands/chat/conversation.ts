/** Conversations at a terminal, with a model or an agent: what is typed, and answers as they come. */

import { createInterface } from 'node:readline/promises'
import { APIError } from '../../../index.ts'
import { isRecord } from '../../../json.ts'
import type { Invocation } from '../../invocation.ts'
import { CLEAR_LINE, canRedraw, columnsOf } from '../../output/terminal.ts'
import { MarkdownWriter } from './markdown-writer.ts'
import { ThinkingFilter } from './thinking.ts'

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
  let answers = 0
  try {
    let prompt = first
    for (;;) {
      prompt ??= (await question(reader, style.bold('> '), io)).trim()
      if (prompt === '') return
      try {
        await answer(invocation, talk, prompt)
        answers += 1
      } catch (error) {
        // What was said so far is worth more than one answer: who asks again may get it.
        if (answers === 0 || io.signal.aborted || !(error instanceof APIError)) throw error
        await invocation.report(error)
      }
      prompt = undefined
    }
  } finally {
    reader.close()
  }
}

/** Asks, and shows the answer as it comes. */
export async function answer(invocation: Invocation, talk: Talk, prompt: string): Promise<void> {
  const { stdout, stderr, env } = invocation.io
  const columns = columnsOf(stdout)
  // Models may think for long before they say anything.
  const progress =
    columns !== undefined && canRedraw(stderr, env)
      ? invocation.progress('Waiting for the answer…')
      : undefined
  const write = (text: string) => {
    progress?.stop()
    stdout.write(text)
  }
  const writer =
    columns === undefined ? new PlainWriter(write) : new MarkdownWriter(invocation.style, columns, write)
  const thinking = new ThinkingFilter()
  let visible = ''
  const show = (text: string) => {
    visible += text
    if (text !== '') writer.write(text)
  }
  try {
    await readAnswer(await talk.ask(prompt), (piece) => {
      show(thinking.feed(piece))
      return !invocation.io.isOutputLost()
    })
    show(thinking.end())
    if (visible.trim() === '') invocation.note('Warning: the answer of the model is empty.')
    talk.onAnswer?.(prompt, visible)
  } finally {
    progress?.stop()
    // In place of the `^C` that the terminal shows.
    if (columns !== undefined && invocation.io.signal.aborted && canRedraw(stdout, env))
      stdout.write(CLEAR_LINE)
    // What has come is there as a whole, also where the rest does not come.
    writer.end()
  }
}

/** Writes pieces as they are, and a line end after the last one. */
class PlainWriter {
  readonly #write: (text: string) => void
  #last = '\n'

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

/** What is typed; nothing at Ctrl-D, which leaves the cursor behind the question. */
function question(
  reader: ReturnType<typeof createInterface>,
  text: string,
  { signal, stdout }: Invocation['io'],
): Promise<string> {
  return new Promise((resolve, reject) => {
    const onEnd = () => {
      if (!signal.aborted) stdout.write('\n')
      resolve('')
    }
    reader.once('close', onEnd)
    reader
      .question(text, { signal })
      .finally(() => reader.off('close', onEnd))
      .then(resolve, reject)
  })
}

/** What an event adds to the answer. */
function pieceOf({ choices }: Readonly<Record<string, unknown>>): string {
  const [choice] = Array.isArray(choices) ? choices : []
  const delta = isRecord(choice) ? choice['delta'] : undefined
  const content = isRecord(delta) ? delta['content'] : undefined
  return typeof content === 'string' ? content : ''
}
