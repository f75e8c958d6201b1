/** Conversations at a terminal, with a model or an agent: what is typed, and answers as they come. */

import { createInterface } from 'node:readline/promises'
import { isRecord } from '../../../json.ts'
import type { Invocation } from '../../invocation.ts'
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
  const isTerminal = stdout.isTTY === true
  const writer = new MarkdownWriter(invocation.style, (text) => void stdout.write(text))
  const show = (piece: string) => void (isTerminal ? writer.write(piece) : stdout.write(piece))
  const { text } = await readAnswer(await talk.ask(prompt), show)
  if (isTerminal) writer.end()
  else if (!text.endsWith('\n')) stdout.write('\n')
  talk.onAnswer?.(prompt, text)
}

/** Puts an answer together from its events. */
export async function readAnswer(
  events: AsyncIterable<unknown>,
  onPiece: (text: string) => void,
): Promise<Answer> {
  let text = ''
  let usage: unknown = null
  for await (const event of events) {
    if (!isRecord(event)) continue
    usage = event['usage'] ?? usage
    const piece = pieceOf(event)
    text += piece
    if (piece !== '') onPiece(piece)
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
