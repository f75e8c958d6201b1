/** Puts the platform's name of a model where a provider's answer has its own. */

import { isRecord, parseJson } from '../../json.ts'
import type { Fields } from '../http/schema.ts'

/** Renames the model of an answer. */
export function renameModel(answer: Fields, from: string, to: string): Fields {
  return answer['model'] === from ? { ...answer, model: to } : answer
}

/**
 * Renames the model in each event of a stream. As on the platform, only data that is a JSON object comes through: no
 * comments, no names of events; and the end is the gateway's own.
 */
export function renameModelInEvents(
  events: ReadableStream<Uint8Array> | null,
  from: string,
  to: string,
): ReadableStream<Uint8Array> {
  const decoder = new TextDecoder()
  const encoder = new TextEncoder()
  let rest = ''
  let isOver = false
  const translator = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        const event = isOver ? undefined : dataOf(line)
        if (event === '[DONE]') isOver = true
        else if (event !== undefined) {
          controller.enqueue(encoder.encode(`data: ${JSON.stringify(renameModel(event, from, to))}\n\n`))
        }
      }
    },
    flush(controller) {
      controller.enqueue(encoder.encode('data: [DONE]\n\n'))
    },
  })
  return (events ?? new Blob([]).stream()).pipeThrough(translator)
}

/** The object in a line, or that it is the last one; undefined for anything else. */
function dataOf(line: string): Fields | '[DONE]' | undefined {
  const data = /^data: (.*)$/.exec(line.trim())?.[1]
  if (data === undefined) return undefined
  if (data === '[DONE]') return data
  const value = parseJson(data)
  return isRecord(value) ? value : undefined
}
