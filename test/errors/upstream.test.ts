/** What the inference gateway says of model servers that refuse a call, and of a platform that cannot encrypt. */

import { NeMoPlatform, UnprocessableEntityError, UpstreamError } from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { rejection } from '../helpers/rejection.ts'
import { json, stubFetch } from '../helpers/stub-fetch.ts'

beforeEach(() => {
  isolateEnvironment()
})

function failing(answer: Response) {
  const { fetch, calls } = stubFetch(answer)
  const client = new NeMoPlatform({ baseURL: 'http://nemo.test', workspace: 'w', fetch })
  return { client, calls }
}

const words = (status: number) =>
  `Model provider 'up' at upstream 'http://127.0.0.1:9/v1' rejected the request for model 'w/llama' with HTTP status ${status} while ` +
  "proxying 'v1/chat/completions'. This is a client-side error and will not resolve by retrying. " +
  `[nemo_upstream_status=${status}] Upstream response: {"error":"no"}`

describe('a model server that refused a call', () => {
  test.each([
    [401, "Check the secret that the provider 'up' has as its API key: the model server refuses it"],
    [
      404,
      "Check the model name, and the URL of the provider 'up': the model server has no such model or path",
    ],
  ])('with %i is told with provider and model, and not asked again', async (status, remedy) => {
    const { client, calls } = failing(json({ detail: words(status) }, 424))

    const error = await rejection(client.get('/apis/inference-gateway/v2/x'), UpstreamError)

    expect(error).toMatchObject({
      status: 424,
      code: 'api/upstream',
      upstreamStatus: status,
      provider: 'up',
      model: 'w/llama',
      remedies: [remedy],
    })
    expect(calls).toHaveLength(1)
  })

  test('is told by 0.7 in words alone', async () => {
    const { client } = failing(json({ detail: words(404).replace(/\[nemo_upstream_status=\d+\] /, '') }, 424))

    const error = await rejection(client.get('/x'), UpstreamError)

    expect(error).toMatchObject({ upstreamStatus: 404, provider: 'up', model: 'w/llama' })
  })

  test('in words that are not known is an error of the same class', async () => {
    const { client } = failing(json({ detail: 'no' }, 424))

    const error = await rejection(client.get('/x'), UpstreamError)

    expect(error).toMatchObject({ upstreamStatus: undefined, provider: undefined, model: undefined })
  })
})

test('a platform that has nothing to encrypt with says so without `detail`', async () => {
  const message = 'Secret management requires a configured encryption provider.'
  const { client } = failing(json({ error: 'ENCRYPTION_PROVIDER_NOT_CONFIGURED', message }, 422))

  const error = await rejection(client.post('/apis/secrets/v2/x'), UnprocessableEntityError)

  expect(error).toMatchObject({ detail: message, issues: [] })
  expect(error.remedies.join()).toContain('secrets.allow_key_creation')
})

test.each([
  [500, 'Internal authorization error'],
  [504, 'Authorization service timeout'],
])(
  'a %i of the policy engine is repeated for what is safe to repeat, and for nothing else',
  async (status, detail) => {
    const busy = json({ detail }, status, { 'retry-after-ms': '1' })
    const { fetch, calls } = stubFetch(busy, json({ ok: true }))
    const client = new NeMoPlatform({ baseURL: 'http://nemo.test', fetch })

    expect(await client.get('/x')).toEqual({ ok: true })
    expect(calls).toHaveLength(2)
    const plain = stubFetch(json({ detail }, status), json({ ok: true }))
    const other = new NeMoPlatform({ baseURL: 'http://nemo.test', fetch: plain.fetch })
    expect(await rejection(other.post('/x'), Error)).toMatchObject({ status })
    expect(plain.calls).toHaveLength(1)
  },
)
