/** Inference: a provider, an OpenAI client that keeps its login, and the gateway itself. */

import { NeMoPlatform } from 'nemo-platform'

const client = new NeMoPlatform({ workspace: 'default' })
await client.inference.providers.create({
  name: 'team-llm',
  host_url: 'http://localhost:9000/v1',
  exist_ok: true,
})
await client.models.waitForProvider('team-llm')

// A client of the package `openai`. It asks for the token at every request, so it outlives it.
const openai = await client.models.getOpenAIClient()
const { data: models } = await openai.models.list()
const model = models[0]?.id ?? 'default/echo'

const stream = await openai.chat.completions.create({
  model,
  messages: [{ role: 'user', content: 'Say hello.' }],
  stream: true,
})
for await (const chunk of stream) process.stdout.write(chunk.choices[0]?.delta.content ?? '')
process.stdout.write('\n')

// Without another package.
const events = await client.inference.gateway.openai.post<{ object: string }>('v1/chat/completions', {
  body: { model, messages: [{ role: 'user', content: 'Say hello.' }], stream: true },
})
for await (const event of events) console.log(event.object)
