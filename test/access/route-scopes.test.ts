/** The table of scopes by path says for every operation what the description says. */

import { statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { routeScopesFile } from '../../scripts/lib/emit-route-scopes.ts'
import { requiredScopes } from '../../src/access/index.ts'
import { describedOperations } from '../../src/openapi/index.ts'

const TABLE = new URL('../../src/access/route-scopes.generated.ts', import.meta.url)

test.each(describedOperations())('$method $template needs $scopes', ({ method, template, scopes }) => {
  const path = template.replace(/\{\w+\}/g, 'some%20name')

  const required = requiredScopes({ method, path }) ?? []

  expect([...required].sort()).toEqual([...scopes].sort())
})

test('the table is no burden to a page', () => {
  expect(statSync(TABLE).size).toBeLessThanOrEqual(1024)
})

describe('the generator', () => {
  const withScopes = (paths: Record<string, Record<string, string[]>>) =>
    routeScopesFile({
      openapi: '3.1.0',
      info: { version: '1' },
      components: { schemas: {} },
      paths: Object.fromEntries(
        Object.entries(paths).map(([path, methods]) => [
          path,
          Object.fromEntries(
            Object.entries(methods).map(([method, scopes]) => [
              method,
              { responses: {}, 'x-scopes': scopes },
            ]),
          ),
        ]),
      ),
    })

  const rowsOf = (text: string) => text.split('\n').filter((line) => line.startsWith('  { path:'))

  test('says as little as it can: all paths below a prefix, or one that is no prefix', () => {
    const text = withScopes({
      '/apis/a/v2/things': { get: ['a:read', 'platform:read'] },
      '/apis/a/v2/things/{name}': { delete: ['a:write', 'platform:write'] },
      '/apis/b/open': { get: [] },
      '/apis/b/closed': { get: ['b:read', 'platform:read'] },
      '/apis/c': { get: [] },
      '/apis/c/closed': { get: ['c:read', 'platform:read'] },
      '/status': { get: [] },
    })

    expect(rowsOf(text)).toEqual([
      "  { path: '/apis/a/**' },",
      "  { path: '/apis/b/closed' },",
      "  { path: '/apis/c/closed' },",
    ])
  })

  test('gives a POST that reads a row of its own, before its prefix', () => {
    const text = withScopes({
      '/apis/a/{name}/query': { post: ['a:read', 'platform:read'] },
      '/apis/a/{name}': { post: ['a:write', 'platform:write'] },
    })

    expect(rowsOf(text)).toEqual([
      "  { path: '/apis/a/*/query', readBy: 'POST' },",
      "  { path: '/apis/a/**' },",
    ])
  })

  test.each<[what: string, paths: Record<string, Record<string, string[]>>, problem: string]>([
    ['without a scope of the platform', { '/apis/a': { get: ['a:read'] } }, 'other scopes than'],
    [
      'with a scope of two APIs',
      { '/apis/a': { get: ['a:read', 'b:read', 'platform:read'] } },
      'other scopes than',
    ],
    ['with a GET that writes', { '/apis/a': { get: ['a:write', 'platform:write'] } }, 'only reads'],
    [
      'with two scopes at one path',
      { '/apis/a': { get: ['a:read', 'platform:read'], post: ['b:write', 'platform:write'] } },
      'another scope',
    ],
    [
      'with a closed path above an open one',
      { '/apis/a': { get: ['a:read', 'platform:read'] }, '/apis/a/b': { get: [] } },
      'another scope',
    ],
  ])('refuses a description %s, which the table could not say', (_what, paths, problem) => {
    expect(() => withScopes(paths)).toThrow(problem)
  })
})

test.each([
  ['POST', '/apis/evals/v2/workspaces/w/evaluate/jobs', 'evaluator:write'],
  ['GET', '/apis/evaluator/v2/workspaces/w/metrics', 'evaluator:read'],
  ['GET', '/apis/garak/v2/workspaces/w/configs', 'auditor:read'],
  ['POST', '/apis/customization/v2/workspaces/w/rl/jobs', 'customization:write'],
  ['GET', '/apis/agents/v2/workspaces/w/agents', 'agents:read'],
])('%s %s of a plugin needs %s', (method, path, scope) => {
  expect(requiredScopes({ method, path })).toContain(scope)
})
