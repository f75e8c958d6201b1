/** What the mock platform serves from the description: closed to strangers, stored, checked, in pages, gone with its workspace. */

import {
  BadRequestError,
  ConflictError,
  NeMoPlatform,
  NotFoundError,
  UnprocessableEntityError,
} from 'nemo-platform'
import { MockPlatform } from 'nemo-platform/testing'
import { describe, expect, test } from 'vitest'
import { describedOperations } from '../../src/openapi/index.ts'
import { cleanEnvironment } from '../helpers/clean-environment.ts'
import { rejection } from '../helpers/rejection.ts'

cleanEnvironment()

const ORIGIN = 'http://nemo.test'
const ADMIN = 'admin@example.com'
const FOR_EVERYBODY = ['/apis/plugins', '/cluster-info', '/apis/auth/discovery', '/apis/auth/authenticate']

function setUp() {
  const platform = new MockPlatform({ auth: { adminEmail: ADMIN } })
  const options = {
    baseURL: ORIGIN,
    fetch: platform.fetch,
    strict: true,
    workspace: 'default',
    maxRetries: 0,
  }
  return { platform, client: new NeMoPlatform({ ...options, accessToken: platform.tokenFor(ADMIN) }) }
}

const closed = describedOperations().filter(({ template }) => !FOR_EVERYBODY.includes(template))

test.each(closed.map(({ method, template }) => [method, template]))(
  '%s %s wants a token',
  async (method, template) => {
    const { platform } = setUp()

    const response = await platform.fetch(`${ORIGIN}${template.replace(/\{[^}]+\}/g, 'something')}`, {
      method,
    })

    expect(response.status).toBe(401)
  },
)

test.each([
  ['models/v2/workspaces/default/prompts', false],
  ['guardrails/v2/workspaces/default/configs', false],
  ['evals/v2/workspaces/default/tasks', false],
  ['models/v2/workspaces/default/adapters', true],
  ['intake/v2/workspaces/default/experiments', true],
])('of its filter a list tells or keeps silent: %s', async (collection, tells) => {
  const { client } = setUp()

  const page = await client.get(`/apis/${collection}`, { query: { filter: 'name:"pa"' } })

  expect(Object.hasOwn(page as object, 'filter')).toBe(tells)
})

describe('what was created', () => {
  test('is found, changed and deleted by its name', async () => {
    const { client } = setUp()
    const created = await client.experiments.create({
      name: 'one',
      description: 'first',
      metadata: { a: 'b' },
    })
    expect(created).toMatchObject({
      name: 'one',
      workspace: 'default',
      description: 'first',
    })

    const updated = await client.experiments.update('one', { name: 'one', description: 'second' })
    // Replacing clears what is not given.
    expect(updated).toMatchObject({ id: created.id, description: 'second', created_at: created.created_at })
    expect(updated.metadata ?? {}).toEqual({})
    expect(await client.experiments.retrieve('one')).toEqual(updated)

    await client.experiments.delete('one')
    await rejection(client.experiments.retrieve('one'), NotFoundError)
  })

  test('is not there twice', async () => {
    const { client } = setUp()
    await client.guardrail.configs.create({ name: 'one', data: {} })

    await rejection(client.guardrail.configs.create({ name: 'one', data: {} }), ConflictError)
    expect(await client.guardrail.configs.create({ name: 'one', data: {}, exist_ok: true })).toMatchObject({
      name: 'one',
    })
  })

  test('is listed in pages, in order', async () => {
    const { client } = setUp()
    for (const name of ['pa', 'pb', 'pc']) await client.inference.prompts.create({ name })

    const page = await client.inference.prompts.list({ page_size: 2, sort: '-name' })
    expect(page.data.map(({ name }) => name)).toEqual(['pc', 'pb'])
    expect(page.pagination).toMatchObject({ total_pages: 2, total_results: 3 })
    const names: string[] = []
    for await (const { name } of client.inference.prompts.list({ page_size: 2, sort: '-name' }))
      names.push(name)
    expect(names).toEqual(['pc', 'pb', 'pa'])
  })

  test('is filtered, where a list does not tell by what, all the same', async () => {
    const { client } = setUp()
    for (const name of ['pa', 'pb']) await client.inference.prompts.create({ name })

    const page = await client.inference.prompts.list({ filter: { name: 'pa' } })

    expect(page.data.map(({ name }) => name)).toEqual(['pa'])
    expect(page).not.toHaveProperty('filter')
  })

  test('is filtered by a flag, in the words of its service', async () => {
    const { client } = setUp()
    await client.experiments.create({ name: 'liked', is_favorite: true })
    await client.experiments.create({ name: 'other', is_favorite: false })
    await client.entities.create('thing', { name: 'on', data: { isOn: true } })
    await client.entities.create('thing', { name: 'off', data: { isOn: false } })
    const names = async (page: PromiseLike<{ data: { name: string }[] }>) =>
      (await page).data.map(({ name }) => name)

    expect(await names(client.experiments.list({ filter: { is_favorite: true } }))).toEqual(['liked'])
    expect(await names(client.entities.list('thing', { filter: '{"data.isOn": true}' }))).toEqual(['on'])
    // As the database has it, and not as a word.
    expect(await names(client.entities.list('thing', { filter: { 'data.isOn': '1' } }))).toEqual(['on'])
    expect(await names(client.entities.list('thing', { filter: { 'data.isOn': 'true' } }))).toEqual([])
  })

  test('is gone with its workspace', { timeout: 20_000 }, async () => {
    const { client } = setUp()
    const there = { workspace: 'team' }
    await client.workspaces.create({ name: 'team' })
    await client.experiments.create({ ...there, name: 'one' })
    await client.workspaces.delete('team')
    const made = () =>
      client.workspaces.create({ name: 'team' }).then(
        () => true,
        () => false,
      )
    await expect.poll(made, { timeout: 15_000 }).toBe(true)

    expect((await client.experiments.list(there)).data).toEqual([])
  })
})

test('an evaluation belongs to experiments that are there', async () => {
  const { client } = setUp()
  const { id } = await client.experiments.create({ name: 'one' })
  const fields = { dataset_name: 'numbers' }

  await client.evaluations.create({ name: 'run', experiment_ids: [id], ...fields })
  expect((await client.experiments.retrieve('one')).evaluation_count).toBe(1)
  expect((await client.evaluations.pin('run')).pinned_at).toEqual(expect.any(String))
  expect((await client.evaluations.unpin('run')).pinned_at ?? null).toBeNull()
  await rejection(
    client.evaluations.create({ name: 'other', experiment_ids: ['none'], ...fields }),
    BadRequestError,
  )
})

test('a body is checked against its schema', async () => {
  const { client } = setUp()

  const error = await rejection(
    client.intake.ingest.spans.create({
      source: 'tests',
      spans: [{ span_id: 'a', trace_id: 'b', started_at: 'noon' }],
    }),
    UnprocessableEntityError,
  )

  expect(error.issues.map(({ path }) => path)).toEqual(['body.spans.0.started_at'])
})

test('spans make traces and sessions', async () => {
  const { client } = setUp()
  const started_at = new Date(Date.now() - 1000).toISOString()
  const spans = ['a', 'b'].map((span_id) => ({
    span_id,
    trace_id: 't',
    session_id: 's',
    started_at,
    name: span_id,
  }))
  await client.intake.ingest.spans.create({ source: 'tests', spans })

  expect((await client.intake.spans.list()).data.map(({ span_id }) => span_id).sort()).toEqual(['a', 'b'])
  expect(await client.intake.traces.retrieve('t')).toMatchObject({ span_count: 2 })
  expect((await client.intake.spans.groups.list({ by: 'trace_id' })).data).toMatchObject([{ span_count: 2 }])
  expect(await client.intake.sessions.retrieve('s')).toBeDefined()
})
