/** The description of the API, and the generator that makes code of it. */

import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { compareDescriptions } from '../../scripts/lib/compare.ts'
import { condense, type OpenAPI } from '../../scripts/lib/condense.ts'
import {
  allResources,
  reachedOperations,
  readDescription,
  readSurface,
} from '../../scripts/lib/description.ts'
import { TypeWriter } from '../../scripts/lib/emit-types.ts'
import { buildModel } from '../../scripts/lib/model.ts'

describe('the surface', () => {
  it('has the 173 public methods of the Python SDK, and the four of `files` that are not', () => {
    const methods = allResources(readSurface()).flatMap(([, { methods = {} }]) => Object.keys(methods))
    expect(methods.filter((name) => !name.startsWith('_'))).toHaveLength(173)
    expect(methods.filter((name) => name.startsWith('_'))).toHaveLength(4)
  })

  it('has a sentence for each method and resource', () => {
    for (const [name, { doc, methods = {}, handwritten: isOurs }] of allResources(readSurface())) {
      expect(doc, name).toMatch(/^[A-Z].*\.$/s)
      for (const [method, { doc, handwritten }] of Object.entries(methods)) {
        if (!handwritten && !isOurs) expect(doc, `${name}.${method}`).toMatch(/^[A-Z].*\.$/s)
      }
    }
  })

  it('is what the description describes', () => {
    const described = new Set(
      Object.entries(readDescription()?.paths ?? {}).flatMap(([path, operations]) =>
        Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
      ),
    )
    expect(described).toEqual(reachedOperations(readSurface()))
  })
})

describe('the generator', () => {
  it('would write what stands there', () => {
    expect(() =>
      execFileSync(process.execPath, ['scripts/generate.ts', '--check'], { stdio: 'pipe' }),
    ).not.toThrow()
  }, 60_000)

  it('writes open enumerations, null, lists that cannot be written to, and free objects', () => {
    const types = new TypeWriter([], documentOf({}), { types: {}, others: [], resources: {} }, {})
    const write = (schema: Parameters<TypeWriter['expression']>[0]) => types.expression(schema, 'sent')
    expect(write({ type: 'string', enum: ['a', "b'c"] })).toBe(`'a' | 'b\\'c' | (string & {})`)
    expect(write({ anyOf: [{ type: 'integer' }, { type: 'number' }, { type: 'null' }] })).toBe(
      'number | null',
    )
    expect(write({ type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'null' }] } })).toBe(
      'readonly (string | null)[]',
    )
    expect(write({ type: 'object', additionalProperties: { type: 'number' } })).toBe(
      'Readonly<Record<string, number>>',
    )
    expect(write({})).toBe('unknown')
  })

  it('refuses a surface that the description does not describe', () => {
    const surface = {
      types: {},
      others: [],
      resources: {
        things: { doc: '', class: 'Things', file: 'things.ts', methods: { list: { http: 'GET /no' } } },
      },
    }
    expect(() => buildModel(surface, documentOf({}))).toThrow('GET /no is not described')
  })
})

describe('importing a description', () => {
  const thing = { type: 'object', properties: { description: { type: 'string', description: 'prose' } } }
  const document = documentOf(
    {
      '/things': {
        get: {
          responses: {
            200: {
              content: { 'application/json': { schema: { $ref: '#/components/schemas/nmp__a__Thing' } } },
            },
            422: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } } },
          },
        },
        post: { responses: { 200: {} } },
      },
    },
    { nmp__a__Thing: { ...thing, title: 'Thing' }, Problem: thing, Unused: thing },
  )
  const reached = new Set(['GET /things'])

  it('keeps facts of what is reached: no prose, no error bodies, short names', () => {
    const imported = condense(document, reached, { known: undefined, authz: undefined })
    expect(Object.keys(imported.paths['/things'] ?? {})).toEqual(['get'])
    expect(imported.components.schemas).toEqual({
      Thing: { type: 'object', properties: { description: { type: 'string' } } },
    })
    expect(imported.paths['/things']?.['get']?.responses['422']).toEqual({})
  })

  it('turns `nullable` into a type', () => {
    const schemas = { nmp__a__Thing: { properties: { at: { type: 'string', nullable: true } } } }
    const imported = condense({ ...document, components: { schemas } }, reached, {
      known: undefined,
      authz: undefined,
    })
    expect(imported.components.schemas['Thing']).toEqual({
      properties: { at: { anyOf: [{ type: 'string' }, { type: 'null' }] } },
    })
  })

  it('takes rights from the table, and keeps them without one', () => {
    const authz = {
      authz: {
        endpoints: { '/things': { get: { permissions: ['things.list'], scopes: ['b:read', 'a:read'] } } },
      },
    }
    const first = condense(document, reached, { known: undefined, authz })
    expect(first.paths['/things']?.['get']).toMatchObject({
      'x-permission': 'things.list',
      'x-scopes': ['a:read', 'b:read'],
    })
    expect(condense(document, reached, { known: first, authz: undefined })).toEqual(first)
  })

  it('tells what was added, changed and removed', () => {
    const known = condense(document, reached, { known: undefined, authz: undefined })
    const newer = structuredClone(document)
    newer.components.schemas['nmp__a__Thing'] = {
      type: 'object',
      properties: { size: { type: 'integer' } },
    }
    const imported = condense(newer, reached, { known, authz: undefined })
    expect(compareDescriptions(known, imported, newer)).toEqual([
      'removed: Thing.properties.description',
      'added: Thing.properties.size: {"type":"integer"}',
      'not in the surface: POST /things',
    ])
    expect(compareDescriptions(known, known, { ...newer, paths: known.paths })).toEqual([])
  })
})

function documentOf(paths: OpenAPI['paths'], schemas: OpenAPI['components']['schemas'] = {}): OpenAPI {
  return { openapi: '3.1.0', info: { version: '1' }, paths, components: { schemas } }
}
