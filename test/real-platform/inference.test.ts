/** A model behind the real platform: calls through the gateway with an OpenAI client that outlives its token. */

import { setTimeout as sleep } from 'node:timers/promises'
import { NeMoPlatform } from 'nemo-platform'
import { expect, test } from 'vitest'
import { type OIDCStage, stageOn } from '../conformance/oidc/stage.ts'
import { cleanEnvironment } from '../helpers/clean-environment.ts'
import { type EchoServer, startEchoServer } from '../helpers/echo-server.ts'
import { realOIDCTarget } from './oidc-target.ts'

const MODEL = 'tiny'
/** Lifetime of the token that ends, in seconds; the client renews it when a quarter is left. */
const SHORT_LIFE = 8
const WAIT = { timeout: 60_000 }

cleanEnvironment()

test('streams go on, and calls go through, while the token ends', { timeout: 240_000 }, async () => {
  const stage = stageOn(realOIDCTarget())
  const email = stage.email('u')
  let held = Promise.resolve()
  await using upstream = disposable(await startEchoServer([MODEL], () => held))
  await using config = await stage.configWith(await stage.login(email))
  const options = { configPath: config.path, workspace: stage.workspace }
  const first = new NeMoPlatform(options)
  await serve(first, stage, upstream)

  const iat = Math.floor(Date.now() / 1000)
  const token = await stage.tokenOf(email, { iat, exp: iat + SHORT_LIFE })
  await config.replace({ ...config.tokens(), accessToken: token })
  const openai = await new NeMoPlatform(options).models.getOpenAIClient()
  const say = (content: string) =>
    openai.chat.completions.create({
      model: `${stage.workspace}/${MODEL}`,
      messages: [{ role: 'user', content }],
      stream: true,
      stream_options: { include_usage: true },
    })

  const { promise, resolve } = Promise.withResolvers<void>()
  held = promise
  const running = textOf(await say('one two three'))
  await untilRefused(stage, token)
  resolve()
  const texts = [await running]
  for (const content of ['four five', 'six', 'seven eight nine']) texts.push(await textOf(await say(content)))

  expect(texts).toEqual([
    { text: 'one two three', tokens: 6 },
    { text: 'four five', tokens: 4 },
    { text: 'six', tokens: 2 },
    { text: 'seven eight nine', tokens: 6 },
  ])
  expect(config.tokens().accessToken).not.toBe(token)
  expect(await stage.refreshesOf(email)).toBe(1)
  // Whoever asks is the platform's business, not the model's.
  const chats = upstream.requests.filter(({ path }) => path === '/v1/chat/completions')
  expect(chats.length).toBe(texts.length)
  expect(chats.every(({ headers }) => !headers.has('authorization'))).toBe(true)
})

/** Makes a workspace with a provider, and waits until the gateway serves its model. */
async function serve(client: NeMoPlatform, { workspace }: OIDCStage, upstream: EchoServer): Promise<void> {
  await client.workspaces.create({ name: workspace })
  await client.inference.providers.create({ name: 'upstream', host_url: upstream.url })
  await client.models.waitForProvider('upstream', 'READY', { waitTimeout: WAIT.timeout })
  const served = async () => (await client.inference.models.list()).data.map(({ id }) => id)
  await expect.poll(served, WAIT).toEqual([`${workspace}/${MODEL}`])
  const reference = await client.models.resolveModelReference(`${workspace}/${MODEL}`)
  expect(reference).toMatchObject({ host_url: upstream.url, served_model_name: MODEL })
}

/** Waits until the platform takes a token no more. */
async function untilRefused(stage: OIDCStage, token: string): Promise<void> {
  for (;;) {
    const { status } = await stage.ask('/apis/entities/v2/workspaces', token)
    if (status === 401) return
    await sleep(500)
  }
}

interface Chunk {
  readonly choices: readonly { readonly delta: { readonly content?: string | null } }[]
  readonly usage?: { readonly total_tokens: number } | null
}

/** What a stream says, and how many tokens it counts. */
async function textOf(stream: AsyncIterable<Chunk>): Promise<{ text: string; tokens: number | undefined }> {
  let text = ''
  let tokens: number | undefined
  for await (const { choices, usage } of stream) {
    text += choices[0]?.delta.content ?? ''
    tokens = usage?.total_tokens ?? tokens
  }
  return { text, tokens }
}

function disposable(server: EchoServer): EchoServer & AsyncDisposable {
  return { ...server, [Symbol.asyncDispose]: () => server.close() }
}
