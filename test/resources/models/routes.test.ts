/** URLs of the gateway, and where a model is served. */

import { InvalidArgumentError, NotFoundError } from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../../helpers/isolated-environment.ts'
import { rejection } from '../../helpers/rejection.ts'
import { json, stubFetch } from '../../helpers/stub-fetch.ts'
import { recordingClient } from '../recording-client.ts'

const GATEWAY = 'http://nemo.test/apis/inference-gateway/v2/workspaces'

beforeEach(() => {
  isolateEnvironment()
})

describe('routes', () => {
  test('keep a path that the base URL has', () => {
    const { client } = recordingClient()
    const below = client.withOptions({ baseURL: 'https://example.com/nemo/' })

    expect(below.models.getOpenAIRouteBaseURL({ workspace: 'w' })).toBe(
      'https://example.com/nemo/apis/inference-gateway/v2/workspaces/w/openai/-/v1',
    )
  })

  test('encode what could lead elsewhere', () => {
    const { models } = recordingClient().client

    expect(models.getModelEntityRouteOpenAIURL({ workspace: 'a/b', name: 'c?d#e' })).toBe(
      `${GATEWAY}/a%2Fb/model/c%3Fd%23e/-/v1`,
    )
  })

  test.each(['..', '', undefined])('refuse %j as a workspace', (workspace) => {
    const { models } = recordingClient().client

    expect(() => models.getModelEntityRouteOpenAIURL({ workspace: workspace as string, name: 'm' })).toThrow(
      InvalidArgumentError,
    )
  })

  test.each([
    ['https://llm.example.com', '/v1'],
    ['https://llm.example.com/', '/v1'],
    ['https://llm.example.com/v1', ''],
    ['https://llm.example.com/v1//', ''],
    ['https://llm.example.com/v10', '/v1'],
    ['https://llm.example.com/api/v1', ''],
    ['https://llm.example.com/notv1', '/v1'],
  ])('to a provider at %s end with “%s”', (host_url, end) => {
    const { models } = recordingClient().client

    expect(models.getProviderRouteOpenAIURL({ workspace: 'w', name: 'p', host_url })).toBe(
      `${GATEWAY}/w/provider/p/-${end}`,
    )
  })

  test.each([null, '', 'p1', undefined])(
    'of a deployment want its provider, not %j',
    async (model_provider_id) => {
      const { client, calls } = recordingClient()
      const deployment = { model_provider_id: model_provider_id ?? null }

      await rejection(client.models.getProviderRouteOpenAIURLForDeployment(deployment), InvalidArgumentError)
      expect(calls).toEqual([])
    },
  )
})

describe('resolveModelReference', () => {
  const MODEL = { name: 'm1', workspace: 'w1', model_providers: ['w1/p1'] }

  test.each(['m1', 'w1/m1/x', '/m1', 'w1/', '', undefined])('refuses %j', async (ref) => {
    const { client, calls } = recordingClient()

    await rejection(client.models.resolveModelReference(ref as string), InvalidArgumentError)
    expect(calls).toEqual([])
  })

  test('fails where there is no such model', async () => {
    const { client } = recordingClient(json({ detail: 'no' }, 404))

    await rejection(client.models.resolveModelReference('w1/m1'), NotFoundError)
  })

  test.each([
    ['has no provider', { ...MODEL, model_providers: [] }, 1, 0],
    ['names none properly', { ...MODEL, model_providers: ['p1'] }, 1, 1],
    ['names one that cannot be read', MODEL, 2, 1],
  ])('does without a provider where the model %s', async (_what, model, requests, warnings) => {
    const { fetch, calls } = stubFetch(json(model), json({ detail: 'no' }, 403))
    const lines: string[] = []
    const log = (line: string) => lines.push(line)
    const logger = { error: log, warn: log, info: log, debug: log }
    const { client } = recordingClient(undefined, { fetch, logger, maxRetries: 0 })

    const resolved = await client.models.resolveModelReference('w1/m1')

    expect(resolved).toEqual({
      url: `${GATEWAY}/w1/model/m1/-/v1`,
      name: 'm1',
      host_url: null,
      served_model_name: null,
    })
    expect(calls).toHaveLength(requests)
    expect(lines).toHaveLength(warnings)
  })
})

describe('getClientDefaultHeaders', () => {
  test('has the default headers and the token', async () => {
    const { client } = recordingClient(json({ auth_enabled: true }), {
      accessToken: () => 'secret-token',
      defaultHeaders: { 'X-Team': 'ml' },
    })

    expect(await client.models.getClientDefaultHeaders()).toEqual({
      Accept: 'application/json',
      'Content-Type': 'application/json',
      'x-team': 'ml',
      Authorization: 'Bearer secret-token',
    })
  })

  test('has the authorization that the client was given', async () => {
    const { client } = recordingClient(undefined, { defaultHeaders: { Authorization: 'Basic eA==' } })

    expect(await client.models.getClientDefaultHeaders()).toMatchObject({ Authorization: 'Basic eA==' })
  })
})
