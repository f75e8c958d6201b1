/** The `openai` SDK. */

import OpenAI from 'openai'
import { bodyOf, type CreateContestant } from './contestant.ts'

export const createOpenAI: CreateContestant = ({ url, token }) => {
  const client = new OpenAI({ baseURL: `${url}/v1`, apiKey: token })
  return {
    list: () => client.models.list(),
    upload: (body) => client.put('/upload', { body }),
    download: async (bytes) =>
      bodyOf(await client.get(`/download?bytes=${bytes}`, { __binaryResponse: true }).asResponse()),
  }
}
