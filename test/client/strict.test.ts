/** `strict: true`: answers that contradict the description are errors which say where. */

import { APIResponseValidationError, ConfigError, NeMoPlatform } from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { allOf } from '../helpers/all-of.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { rejection } from '../helpers/rejection.ts'
import { json, stubFetch } from '../helpers/stub-fetch.ts'
import { mockClients } from '../resources/mock-client.ts'

beforeEach(() => {
  isolateEnvironment()
})

const PROJECT = {
  id: 'project-1',
  name: 'p',
  workspace: 'ws',
  description: null,
  created_at: '2026-01-01T00:00:00',
  updated_at: '2026-01-01T00:00:00.000001',
}
const PAGINATION = { page: 1, page_size: 10, current_page_size: 1, total_pages: 1, total_results: 1 }

function clientFor(answer: Response, baseURL = 'http://nemo.test', strict = true): NeMoPlatform {
  const { fetch } = stubFetch(answer)
  return new NeMoPlatform({ baseURL, workspace: 'ws', strict, maxRetries: 0, fetch })
}

describe('in strict mode, an answer', () => {
  test('that fits is given as it is, with fields that nobody knows', async () => {
    const answer = { ...PROJECT, brand_new: 1 }

    expect(await clientFor(json(answer)).projects.retrieve('p')).toEqual(answer)
  })

  test('with a field of another type is an error that names request, place and type', async () => {
    const client = clientFor(json({ ...PROJECT, created_at: 5 }))

    const error = await rejection(client.projects.retrieve('p'), APIResponseValidationError)

    expect(error.code).toBe('response/mismatch')
    expect(error.problem).toBe(
      'GET /apis/entities/v2/workspaces/ws/projects/p was answered with 200, but not as the API is described: `$.created_at` must be text, not a whole number',
    )
    expect(error.status).toBe(200)
  })

  test('that misses a field is an error', async () => {
    const { name: _, ...nameless } = PROJECT

    const error = await rejection(
      clientFor(json(nameless)).projects.retrieve('p'),
      APIResponseValidationError,
    )

    expect(error.message).toContain('`$.name` is missing')
  })

  test('of a list is looked at item by item', async () => {
    const client = clientFor(json({ data: [PROJECT, { ...PROJECT, name: null }], pagination: PAGINATION }))

    const error = await rejection(client.projects.list(), APIResponseValidationError)

    expect(error.message).toContain('`$.data[1].name` must be text, not null')
  })

  test('of a log is looked at too', async () => {
    const client = clientFor(json({ data: [], total: 'many', next_page: null, prev_page: null }))

    const error = await rejection(client.jobs.getLogs('j'), APIResponseValidationError)

    expect(error.message).toContain('`$.total`')
  })

  test('to a creation is looked at whatever 2xx it has', async () => {
    const answer = (status: number) =>
      clientFor(json({ ...PROJECT, id: 1 }, status)).projects.create({ name: 'p' })

    await rejection(answer(201), APIResponseValidationError)
    await rejection(answer(200), APIResponseValidationError)
  })

  test('to a raw call of a known path is looked at, of an unknown one not', async () => {
    const path = '/apis/entities/v2/workspaces/ws/projects/p?x=1'

    await rejection(clientFor(json({})).get(path), APIResponseValidationError)
    expect(await clientFor(json({})).get('/apis/my-plugin/v1/things')).toEqual({})
  })

  test('is looked at below a base URL with a path', async () => {
    const client = clientFor(json({}), 'https://host.test/nemo/')

    await rejection(client.projects.retrieve('p'), APIResponseValidationError)
  })

  test('of a model behind the gateway may be anything', async () => {
    const { gateway } = clientFor(json([1, 2])).inference

    expect(await gateway.model.get('v1/odd', { name: 'm' })).toEqual([1, 2])
  })

  test('that is read otherwise is not looked at', async () => {
    const path = '/apis/entities/v2/workspaces/ws/projects/p'

    expect(await clientFor(json({})).get(path, { as: 'text' })).toBe('{}')
    expect(await (await clientFor(json({})).get(path).asResponse()).text()).toBe('{}')
  })

  test('never has its values in the error', async () => {
    const answer = json({ name: 5, value: 'very-secret-value' })
    const { fetch } = stubFetch(answer)
    const client = new NeMoPlatform({ baseURL: 'http://nemo.test', workspace: 'ws', strict: true, fetch })

    const error = await rejection(
      client.get('/apis/secrets/v2/workspaces/ws/secrets/s/access'),
      APIResponseValidationError,
    )

    expect(JSON.stringify({ ...error, message: error.message })).not.toContain('very-secret-value')
    expect(error.body).toBeUndefined()
  })
})

describe('strict', () => {
  test('is off by default', async () => {
    expect(await clientFor(json({}), 'http://nemo.test', false).projects.retrieve('p')).toEqual({})
  })

  test('can be switched on by `withOptions`', async () => {
    const client = clientFor(json({}), 'http://nemo.test', false).withOptions({ strict: true })

    await rejection(client.projects.retrieve('p'), APIResponseValidationError)
  })

  test.each([null, 1, 'yes'])('is refused as %j', (strict) => {
    expect(() => new NeMoPlatform({ baseURL: 'http://nemo.test', strict: strict as never })).toThrow(
      ConfigError,
    )
  })

  test('accepts what the mock platform answers', async () => {
    const client = mockClients().clientOf('ada@example.com', { strict: true })

    await client.workspaces.create({ name: 'strict-ws' })
    await client.projects.create({ name: 'pp', workspace: 'strict-ws' })
    const projects = await allOf(client.projects.list({ workspace: 'strict-ws' }))

    expect(projects.map(({ name }) => name)).toEqual(['pp'])
  })
})
