/** Each operation of each plugin on the mock platform, once, as each release has it; answers are compared with the description. */

import { isNeMoPlatformError, NeMoPlatform, NotFoundError, UnsupportedOperationError } from 'nemo-platform'
import { Evals, exactMatch } from 'nemo-platform/plugins/evals'
import { MockPlatform } from 'nemo-platform/testing'
import { afterAll, describe, expect, test } from 'vitest'
import type { MethodModel } from '../../scripts/lib/model.ts'
import { conforming } from '../../src/mock/generic/sample.ts'
import { compareReleases } from '../../src/openapi/releases.ts'
import { cleanEnvironment } from '../helpers/clean-environment.ts'
import { METHODS, methodOf } from './plugin-calls.ts'

cleanEnvironment()

/** What a job leaves behind, and nobody creates: there is none to be read, changed or deleted. */
const MADE_BY_JOBS = /^evals\.(?:agent_)?results\.(?:retrieve|delete)$/

const ORDER = ['create', 'enable', 'update', 'list', 'retrieve', 'delete']
const rank = ({ name }: MethodModel) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.indexOf('list'))

describe.each(['0.6', '0.7', '0.8'] as const)('on a platform of %s', (profile) => {
  const platform = new MockPlatform({ profile, auth: { adminEmail: 'admin@example.com' } })
  const client = new NeMoPlatform({
    baseURL: `http://plugins-${profile}.test`,
    accessToken: platform.tokenFor('admin@example.com'),
    fetch: platform.fetch,
    workspace: 'default',
    strict: true,
    maxRetries: 0,
  })
  /** Ids that the platform has made, by the parameter that they go into. */
  const ids: Record<string, string> = {}
  const methods = [...METHODS].sort(([, one], [, other]) => rank(one) - rank(other))

  test.each(methods)('%s', async (id, method, resource) => {
    const { 'x-since': since, 'x-until': until } = method.operation
    const isThere =
      (since === undefined || compareReleases(since, profile) <= 0) &&
      (until === undefined || compareReleases(profile, until) <= 0)
    const known: Record<string, unknown> = { name: 'one', agent: 'one', revision: '1', tag: 'stable', ...ids }
    if (id.startsWith('insights.analysis_runs') && ids['run'] !== undefined) known['name'] = ids['run']
    const exampleOf = (name: string, schema: Parameters<typeof conforming>[0]) =>
      name in known ? known[name] : conforming(schema, undefined, name)
    const asked = method.query.filter(({ required }) => required)
    const query = Object.fromEntries(
      asked.map(({ name, schema }) => [name, known[name] ?? exampleOf(name, schema)]),
    )
    const fields = method.fields.filter(({ required, name }) => required || name === 'name')
    const body = Object.fromEntries(fields.map(({ name, schema }) => [name, exampleOf(name, schema)]))
    // From 0.7 on a task set names its tasks.
    if (/^evals\.task_sets\.(?:create|update)$/.test(id)) body['tasks'] = ['default/one']
    const named = Object.fromEntries(method.named.map((name) => [name, known[name]]))
    const hasParams = method.paramsType !== undefined || method.hasWorkspace
    const params = hasParams ? [{ ...named, ...query, ...body, workspace: 'default' }] : []
    const call = methodOf(client, resource, method)

    const outcome = await call(...method.positional.map((name) => known[name] ?? 'one'), ...params).then(
      async (answer) => {
        if (method.surface.answer === 'stream') for await (const _event of answer as AsyncIterable<unknown>);
        const made = answer as { id?: string; run?: { name: string } } | undefined
        if (id === 'insights.create') ids['insight_id'] = made?.id ?? ''
        if (id === 'insights.analysis_runs.create') ids['run'] = made?.run?.name ?? ''
        return 'done'
      },
      (error: Error) =>
        isNeMoPlatformError(error) && isThere && !MADE_BY_JOBS.test(id) ? error.message : error,
    )

    if (!isThere) expect(outcome).toBeInstanceOf(UnsupportedOperationError)
    else if (MADE_BY_JOBS.test(id)) expect(outcome).toBeInstanceOf(NotFoundError)
    else expect(outcome).toBe('done')
  })

  afterAll(() => client.close())
})

test('scores as often as it is asked to, and keeps nothing', async () => {
  const platform = new MockPlatform({ profile: '0.8', auth: false })
  const client = new NeMoPlatform({
    baseURL: 'http://plugins.test',
    fetch: platform.fetch,
    workspace: 'default',
    strict: true,
    maxRetries: 0,
  })
  const evals = new Evals(client)
  const metrics = [exactMatch({ reference: '{{item.a}}', candidate: '{{item.b}}' })]
  const params = { dataset: [{ a: 'x', b: 'x' }], metrics }

  const first = await evals.evaluateLive(params)

  expect(first).toEqual({ output: null, metrics: [{ metric: 'exact-match', scores: [], error: null }] })
  expect(await evals.evaluateLive(params)).toEqual(first)
})
