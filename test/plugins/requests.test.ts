/** What each method of a plugin's class sends: method, path, query and body, as the description has them. */

import { describe, expect, test } from 'vitest'
import { conforming } from '../../src/mock/generic/sample.ts'
import { pluginOperations } from '../../src/openapi/plugins.ts'
import { json } from '../helpers/stub-fetch.ts'
import { recordingClient } from '../resources/recording-client.ts'
import { METHODS, MODELS, methodOf } from './plugin-calls.ts'

const PAGE = json({
  data: [],
  pagination: { page: 1, page_size: 10, current_page_size: 0, total_pages: 0, total_results: 0 },
})

test('every operation of the description has a method, or is one of a collection of jobs', () => {
  const described = pluginOperations()
    .described()
    .filter(({ template }) => !/^\/apis\/(?:auditor|evaluator)\//.test(template))
  const ofMethods = new Set(METHODS.map(([, { verb, path }]) => `${verb} ${path}`))
  const bases = MODELS.flatMap(({ plugin }) =>
    (plugin?.jobs ?? []).map(({ base }) => `/apis/${plugin?.service}/v2/workspaces/{workspace}/${base}`),
  )
  const missing = described.filter(
    ({ method, template }) =>
      !ofMethods.has(`${method} ${template}`) &&
      !bases.some((base) => template === base || template.startsWith(`${base}/`)),
  )

  expect(described.length).toBeGreaterThan(300)
  expect(missing.map(({ method, template }) => `${method} ${template}`)).toEqual([])
})

describe('a method sends what is described', () => {
  test.each(METHODS)('%s', async (_id, method, resource) => {
    const { client, sent } = recordingClient(PAGE)
    const query = Object.fromEntries(
      method.query.map(({ name, schema }) => [name, conforming(schema, undefined, name)]),
    )
    const body = Object.fromEntries(
      method.fields.map(({ name, schema }) => [name, conforming(schema, undefined, name)]),
    )
    const named = Object.fromEntries(method.named.map((name) => [name, `the ${name}`]))
    const { filter, ...plain } = query
    const params = { ...named, ...plain, ...body }
    const hasParams = method.paramsType !== undefined || method.hasWorkspace
    const call = methodOf(client, resource, method)

    await call(...method.positional.map((name) => `its ${name}`), ...(hasParams ? [params] : [])).catch(
      (error) => {
        // An answer that is no stream is no matter here.
        if (method.surface.answer !== 'stream') throw error
      },
    )

    const path = method.path.replace(/\{(\w+)\}/g, (_, name) =>
      name === 'workspace'
        ? String(params['workspace'] ?? 'ws')
        : encodeURIComponent(method.positional.includes(name) ? `its ${name}` : `the ${name}`),
    )
    const request = sent().findLast(({ call }) => call !== 'GET /cluster-info')
    expect(request?.call).toBe(`${method.verb} ${path}`)
    const { workspace: _workspace, ...own } = body
    expect(request?.body).toEqual(method.body === 'none' ? undefined : JSON.parse(JSON.stringify(own)))
    const names = [...new URLSearchParams(request?.query).keys()]
    for (const [name, value] of Object.entries(plain)) {
      if (typeof value === 'string' || typeof value === 'number') expect(names).toContain(name)
    }
    expect(filter === undefined || method.query.some(({ name }) => name === 'filter')).toBe(true)
  })
})
