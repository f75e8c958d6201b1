/** Operations are found in the description by method and path. */

import { describe, expect, test } from 'vitest'
import { describedOperations, findOperation, resolveSchema } from '../../src/openapi/index.ts'

const templateOf = (method: string, path: string) => findOperation(method, path)?.operation.template

describe('an operation', () => {
  test('is found by method and path, with the parts of the path decoded', () => {
    const found = findOperation('GET', '/apis/entities/v2/workspaces/a%20b/projects/p%2F1')

    expect(found?.operation.template).toBe('/apis/entities/v2/workspaces/{workspace}/projects/{name}')
    expect(found?.pathParams).toEqual({ workspace: 'a b', name: 'p/1' })
  })

  test('is not found by another method, a part more, a part less', () => {
    const path = '/apis/entities/v2/workspaces/ws/projects'

    expect(templateOf('GET', path)).toBeDefined()
    expect([
      templateOf('PUT', path),
      templateOf('GET', `${path}/p/x`),
      templateOf('GET', `${path}/`),
      templateOf('GET', `/x${path}`),
      templateOf('get', path),
    ]).toEqual([undefined, undefined, undefined, undefined, undefined])
  })

  test('has all of a path behind `-`, slashes and all', () => {
    const found = findOperation('PUT', '/apis/files/v2/workspaces/ws/filesets/fs/-/a/b%20c/d.txt')

    expect(found?.pathParams).toEqual({ workspace: 'ws', name: 'fs', path: 'a/b c/d.txt' })
  })

  test('that is more literal wins', () => {
    const openai = '/apis/inference-gateway/v2/workspaces/ws/openai/-/v1/models'

    expect(templateOf('GET', openai)).toMatch(/\/openai\/-\/v1\/models$/)
    expect(templateOf('POST', openai)).toMatch(/\/openai\/-\/\{trailing_uri\}$/)
  })

  test.each(
    describedOperations().map(
      (operation) => [`${operation.method} ${operation.template}`, operation] as const,
    ),
  )('%s is found by a path of its own', (_name, operation) => {
    const path = operation.template.replace(/\{[^}]+\}/g, 'x-1')

    expect(findOperation(operation.method, path)?.operation).toBe(operation)
  })

  test('tells what it takes and answers', () => {
    const operation = findOperation('POST', '/apis/entities/v2/workspaces')?.operation

    expect(operation).toMatchObject({
      isBodyRequired: true,
      scopes: expect.arrayContaining(['platform:write']),
    })
    expect(Object.keys(resolveSchema(operation?.body ?? {})['properties'] ?? {})).toContain('name')
    expect(resolveSchema(operation?.answers['201'] ?? {})['type']).toBe('object')
  })
})
