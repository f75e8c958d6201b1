/** The description of the API, and the generator that makes code of it. */

import { execFileSync } from 'node:child_process'
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { condense, type OpenAPI } from '../../scripts/lib/condense.ts'
import {
  allResources,
  reachedOperations,
  readDescription,
  readSurface,
} from '../../scripts/lib/description.ts'
import { resourceFile } from '../../scripts/lib/emit-resources.ts'
import { TypeWriter } from '../../scripts/lib/emit-types.ts'
import { findLeftOver, findStale } from '../../scripts/lib/generated-files.ts'
import { asFirst, mergeRelease, notInSurface } from '../../scripts/lib/merge.ts'
import { buildModel, type ResourceModel } from '../../scripts/lib/model.ts'
import { type NameTable, nameSchemas, ownersOfJobs, readNames } from '../../scripts/lib/plugin-description.ts'

describe('the surface', () => {
  it('has the 173 public methods of the Python SDK, the four of `files` that are not, and those of newer releases', () => {
    const description = readDescription()
    const isNewer = ({ http }: { http: string }) => {
      const [verb = '', path = ''] = http.split(' ')
      return description?.paths[path]?.[verb.toLowerCase()]?.['x-since'] !== undefined
    }
    const all = allResources(readSurface()).flatMap(([, { methods = {} }]) => Object.entries(methods))
    const methods = all.filter(([, method]) => !isNewer(method)).map(([name]) => name)
    expect(methods.filter((name) => !name.startsWith('_'))).toHaveLength(173)
    expect(methods.filter((name) => name.startsWith('_'))).toHaveLength(4)
    expect(
      all
        .filter(([, method]) => isNewer(method))
        .map(([name]) => name)
        .sort(),
    ).toEqual(['retrieve', 'rotate'])
  })

  it('has a sentence for each method and resource', () => {
    for (const [name, { doc, methods = {}, handwritten: isOurs }] of allResources(readSurface())) {
      expect(doc, name).toMatch(/^[A-Z].*\.$/s)
      for (const [method, { doc, handwritten }] of Object.entries(methods)) {
        if (!handwritten && !isOurs) expect(doc, `${name}.${method}`).toMatch(/^[A-Z].*\.$/s)
      }
    }
  })

  it('has one method for each operation, but for those that say which one to use instead', () => {
    const current = allResources(readSurface()).flatMap(([, { methods = {} }]) =>
      Object.values(methods).flatMap(({ http, deprecated }) => (deprecated === undefined ? [http] : [])),
    )
    expect(current.filter((http, index) => current.indexOf(http) !== index)).toEqual([])
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

  it('finds files that are missing or changed, and those that nothing generates any more', () => {
    const root = mkdtempSync(join(tmpdir(), 'generated-'))
    const write = (file: string, text: string) => {
      mkdirSync(dirname(join(root, file)), { recursive: true })
      writeFileSync(join(root, file), text)
    }
    const files = new Map([
      ['src/a.generated.ts', 'a'],
      ['src/x/b.generated.ts', 'b'],
      ['src/c.generated.ts', 'c'],
    ])
    write('src/a.generated.ts', 'a')
    write('src/x/b.generated.ts', 'by hand')
    write('src/x/old.generated.ts', 'o')
    write('src/x/b.ts', 'written by hand')

    expect(findStale(root, files)).toEqual(['src/x/b.generated.ts', 'src/c.generated.ts'])
    expect(findLeftOver(root, files)).toEqual(['src/x/old.generated.ts'])
    rmSync(root, { recursive: true })
  })

  it('names its files so that everybody sees that they are generated, and says so in the first line', () => {
    const generated = globSync('src/**/*.generated.ts')
    expect(generated.length).toBeGreaterThan(60)
    for (const file of generated) {
      expect(readFileSync(file, 'utf8').split('\n')[0], file).toBe(
        '// Generated from api/ by npm run generate. Do not edit.',
      )
    }
    const others = globSync('src/**/*.ts').filter((file) => !file.endsWith('.generated.ts'))
    expect(others.filter((file) => /^\/\/ Generated from/.test(readFileSync(file, 'utf8')))).toEqual([])
    const attributes = execFileSync('git', ['check-attr', 'linguist-generated', ...generated.slice(0, 1)])
    expect(String(attributes)).toMatch(/: set$/m)
  })

  it('puts a resource into a folder if it has children or hand-written parts, and its generated part beside those', () => {
    const plain = { doc: '', class: 'Leaf' }
    const models = buildModel(
      {
        types: {},
        others: [],
        resources: {
          big_things: { doc: '', class: 'BigThings', children: { small_parts: plain } },
          mixed: { doc: '', class: 'MixedOperations', extended_by: 'Mixed' },
          own: { doc: '', class: 'Own', handwritten: true },
        },
      },
      documentOf({}),
    )
    expect(models.map((model) => [model.generatedFile, model.public.file, model.public.class])).toEqual([
      ['big-things/big-things.generated.ts', 'big-things/big-things.generated.ts', 'BigThings'],
      ['big-things/small-parts.generated.ts', 'big-things/small-parts.generated.ts', 'Leaf'],
      ['mixed/mixed.generated.ts', 'mixed/mixed.ts', 'Mixed'],
      ['own.generated.ts', 'own.ts', 'Own'],
    ])
  })

  it('gives positional parameters camelCase names, and leaves the wire alone', () => {
    const path = '/things/{thing_id}/{part_name}'
    const description = documentOf({ [path]: { get: { responses: { 200: {} } } } })
    const method = {
      http: `GET ${path}`,
      doc: 'Reads.',
      args: ['thing_id'],
      params: { thing_id: 'Its id.' },
      deprecated: 'Use `other`.',
    }
    const surface = {
      types: {},
      others: [],
      resources: { things: { doc: 'Things.', class: 'Things', methods: { get_one: method } } },
    }
    const models = buildModel(surface, description)
    const [, text] = resourceFile(
      models[0] as ResourceModel,
      new TypeWriter(models, description, surface, {}),
    )

    expect(text).toContain('getOne(thingId: string, params: ThingGetOneParams, ')
    expect(text).toContain('* @param thingId - Its id.')
    expect(text).toContain('* @deprecated Use `other`.')
    expect(text).toMatch(/path: path`\/things\/\$\{\{ thingId \}\}\/\$\{\{ part_name \}\}`/)
    expect(text).toContain('@see `GET /things/{thing_id}/{part_name}`')
  })

  it('writes open enumerations, null, lists that cannot be written to, and free objects', () => {
    const types = new TypeWriter([], documentOf({}), { types: {} }, {})
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
        things: { doc: '', class: 'Things', methods: { list: { http: 'GET /no' } } },
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
})

describe('bringing in a release', () => {
  const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` })
  const answering = (schema: object) => ({
    responses: { 200: { content: { 'application/json': { schema } } } },
  })
  const first = asFirst(
    documentOf(
      {
        '/things': { get: answering(reference('PlatformThing')), delete: answering({}) },
      } as OpenAPI['paths'],
      {
        PlatformThing: {
          type: 'object',
          required: ['name', 'size'],
          properties: {
            name: { type: 'string' },
            size: { type: 'integer' },
            kind: { type: 'string', enum: ['a', 'b'] },
          },
        },
      },
    ),
    '0.6',
  )
  const newer = documentOf(
    { '/things': { get: answering(reference('HelixThing')), post: answering({}) } } as OpenAPI['paths'],
    {
      HelixThing: {
        type: 'object',
        required: ['name', 'age'],
        properties: {
          name: { type: 'string', maxLength: 63 },
          age: { type: 'integer' },
          kind: { type: 'string', enum: ['b', 'c'] },
        },
      },
    },
  )
  const all = () => true

  it('keeps what any release has, and says since and until when', () => {
    const { description, report } = mergeRelease(first, newer, '0.7', all)

    expect(description.info['x-releases']).toEqual(['0.6', '0.7'])
    expect(description.paths['/things']?.['post']?.['x-since']).toBe('0.7')
    expect(description.paths['/things']?.['delete']?.['x-until']).toBe('0.6')
    expect(Object.keys(description.components.schemas)).toEqual(['PlatformThing'])
    expect(description.components.schemas['PlatformThing']).toEqual({
      type: 'object',
      required: ['name'],
      properties: {
        name: { type: 'string', 'x-differs': { maxLength: { '0.6': null, '0.7': 63 } } },
        size: { type: 'integer', 'x-until': '0.6' },
        kind: {
          type: 'string',
          enum: ['a', 'b', 'c'],
          'x-differs': { enum: { '0.6': ['a', 'b'], '0.7': ['b', 'c'] } },
        },
        age: { 'x-since': '0.7', type: 'integer' },
      },
      'x-differs': { required: { '0.6': ['name', 'size'], '0.7': ['name', 'age'] } },
    })
    expect(report).toEqual([
      'renamed: PlatformThing is called HelixThing',
      'removed: DELETE /things',
      'added: POST /things',
      'changed: PlatformThing.required: ["name","size"] → ["name","age"]',
      'changed: PlatformThing.name.maxLength: null → 63',
      'removed: PlatformThing.size',
      'changed: PlatformThing.kind.enum: ["a","b"] → ["b","c"]',
      'added: PlatformThing.age',
    ])
  })

  it('finds nothing new in a release that is known, and takes what it says anew', () => {
    const once = mergeRelease(first, newer, '0.7', all).description

    expect(mergeRelease(once, newer, '0.7', all)).toEqual({ description: once, report: [] })
    const mended = structuredClone(newer)
    delete mended.components.schemas['HelixThing']?.['required']
    const { description, report } = mergeRelease(once, mended, '0.7', all)
    expect(report).toEqual(['changed: PlatformThing.required: ["name","size"] → null'])
    expect(description.components.schemas['PlatformThing']?.['required']).toBeUndefined()
  })

  it('leaves what a document does not cover as it is, and takes no release that is older', () => {
    const nothing = documentOf({})

    expect(mergeRelease(first, nothing, '0.7', () => false).description.paths).toEqual(first.paths)
    const both = mergeRelease(first, newer, '0.7', all).description
    const three = mergeRelease(both, newer, '0.8', all).description
    expect(three.info['x-releases']).toEqual(['0.6', '0.7', '0.8'])
    expect(() => mergeRelease(three, newer, '0.7', all)).toThrow('0.7 is not the newest release')
  })

  it('names the operations that the surface leaves out', () => {
    const document = documentOf({ '/apis/a/x': { get: { responses: {} }, post: { responses: {} } } })
    const imported = documentOf({ '/apis/a/x': { get: { responses: {} } } })

    expect(notInSurface(document, imported)).toEqual(['not in the surface: POST /apis/a/x'])
  })
})

function documentOf(paths: OpenAPI['paths'], schemas: OpenAPI['components']['schemas'] = {}): OpenAPI {
  return { openapi: '3.1.0', info: { version: '1' }, paths, components: { schemas } }
}

describe('names of schemas of plugins', () => {
  const PAGES = ['plugin__schema__Page_Job___1', 'plugin__schema__Page_Job___2'] as const
  const lists = (page: string) => ({
    get: { responses: { '200': { $ref: `#/components/schemas/${page}` } } },
    post: { responses: {} },
  })
  const document = {
    paths: {
      '/apis/evals/v2/workspaces/{workspace}/jobs': lists(PAGES[0]),
      '/apis/evals/v2/workspaces/{workspace}/jobs/{name}/cancel': {},
      '/apis/my-agents/v2/workspaces/{workspace}/jobs': lists(PAGES[1]),
      '/apis/my-agents/v2/workspaces/{workspace}/jobs/{name}/cancel': {},
    },
    components: { schemas: {} },
  } as unknown as OpenAPI

  it('begin with the service where jobs of two services would be called alike', () => {
    const table: NameTable = {}
    expect([...nameSchemas(table, ownersOfJobs(document))(PAGES).values()]).toEqual([
      'Page_Job',
      'MyAgentsPage_Job',
    ])
  })

  it('are asked for where nothing tells two apart', () => {
    expect(() => nameSchemas({}, new Map())(PAGES)).toThrow(
      /^There is no name left for plugin__schema__Page_Job___2/,
    )
  })

  it('are those of schemas', () => {
    expect(Object.values(readNames()).filter((name) => !/^[A-Z]/.test(name))).toEqual([])
  })
})
