/** Every collection of the description, one life: created, read, listed, changed, deleted, gone, its name free again. */

import { join } from 'node:path'
import { MemoryStore, MockPlatform, type Store } from 'nemo-platform/testing'
import { afterAll, describe, expect, test } from 'vitest'
import { SqliteStore } from '../../src/cli/commands/quickstart/sqlite-store.ts'
import { isRecord } from '../../src/json.ts'
import { conforming } from '../../src/mock/generic/sample.ts'
import { type DescribedOperation, describedOperations, resolveSchema } from '../../src/openapi/index.ts'
import { temporaryFolder } from '../helpers/config-files.ts'

const ADMIN = 'admin@example.com'
const EDITOR = 'editor@example.com'
const VIEWER = 'viewer@example.com'
const STRANGER = 'stranger@example.com'
const HOME = 'team'
const ELSEWHERE = 'other'

type Body = Record<string, unknown>

/** What a collection wants to be created with, where a value by its schema alone would not do. */
const BODIES: Readonly<Record<string, (name: string) => Body>> = {
  entities: (name) => ({ name, data: { size: 1 } }),
  projects: (name) => ({ name }),
  secrets: (name) => ({ name, value: 'secret' }),
  filesets: (name) => ({ name }),
  models: (name) => ({ name }),
  providers: (name) => ({ name, host_url: 'http://upstream.test' }),
  'virtual-models': (name) => ({ name, default_model_entity: `${HOME}/base` }),
  'deployment-configs': (name) => ({ name, engine: 'nim', model_spec: {}, executor_config: { gpu: 1 } }),
  deployments: (name) => ({ name, config: 'settings' }),
  adapters: (name) => ({ name, model: 'base', finetuning_type: 'lora', fileset: 'weights' }),
  evaluations: (name) => ({ name, dataset_name: 'numbers', experiment_ids: [] }),
  jobs: (name) => ({
    name,
    source: 'tests',
    spec: {},
    platform_spec: { steps: [{ name: 'one', executor: { provider: 'subprocess', command: ['true'] } }] },
  }),
}

/** Collections whose names somebody else gives, or that want what no schema says: other tests have them. */
const APART = new Set(['role-bindings', 'access-keys', 'workspaces', 'members', 'results'])

interface Subject {
  readonly template: string
  readonly collection: string
  readonly create: DescribedOperation
  readonly list: DescribedOperation | undefined
  readonly read: DescribedOperation | undefined
  readonly update: DescribedOperation | undefined
  readonly remove: DescribedOperation | undefined
}

function subjects(): Subject[] {
  const operations = describedOperations('0.8')
  const find = (method: string, template: string) =>
    operations.find((operation) => operation.method === method && operation.template === template)
  return operations.flatMap((create): Subject[] => {
    const { method, template } = create
    const item = operations.find(
      (other) =>
        other.method === 'GET' &&
        other.template.startsWith(`${template}/{`) &&
        !other.template.slice(template.length + 2).includes('/'),
    )?.template
    if (method !== 'POST' || item === undefined || !template.includes('/workspaces/{workspace}/')) return []
    const collection = template.replace('/{entity_type}', '').split('/').at(-1) ?? ''
    if (APART.has(collection) || collection.startsWith('{')) return []
    return [
      {
        template,
        collection,
        create,
        list: find('GET', template),
        read: find('GET', item),
        update: find('PATCH', item) ?? find('PUT', item),
        remove: find('DELETE', item),
      },
    ]
  })
}

const all = subjects()

test('every collection is there', () => {
  expect(all.map(({ collection }) => collection).sort()).toEqual([
    'adapters',
    'annotations',
    'configs',
    'deployment-configs',
    'deployments',
    'entities',
    'evaluations',
    'evaluator-results',
    'experiments',
    'filesets',
    'jobs',
    'models',
    'projects',
    'prompts',
    'providers',
    'secrets',
    'virtual-models',
  ])
})

/** A platform whose store may be closed and opened again, as by an end of the process. */
class Machine {
  platform: MockPlatform
  readonly #path: string | undefined
  #store: Store

  private constructor(store: Store, path: string | undefined) {
    this.#path = path
    this.#store = store
    this.platform = this.#start()
  }

  static async make(kind: 'memory' | 'sqlite'): Promise<Machine> {
    const path = kind === 'sqlite' ? join(temporaryFolder(), 'store.sqlite') : undefined
    const machine = new Machine(path === undefined ? new MemoryStore() : await SqliteStore.open(path), path)
    await machine.#during(() =>
      machine.platform.seed({
        workspaces: [HOME, ELSEWHERE],
        members: [
          { workspace: HOME, principal: EDITOR, roles: ['Editor'] },
          { workspace: HOME, principal: VIEWER, roles: ['Viewer'] },
          { workspace: ELSEWHERE, principal: STRANGER, roles: ['Editor'] },
        ],
        filesets: [HOME, ELSEWHERE].map((workspace) => ({ workspace, name: 'weights' })),
        models: [HOME, ELSEWHERE].map((workspace) => ({ workspace, name: 'base' })),
      }),
    )
    for (const workspace of [HOME, ELSEWHERE]) {
      const path = `/apis/models/v2/workspaces/${workspace}/deployment-configs`
      const body = { ...BODIES['deployment-configs']?.('settings') }
      expect(await machine.ask(ADMIN, 'POST', path, body)).toMatchObject({ status: 201 })
    }
    return machine
  }

  #start(): MockPlatform {
    // The release that has all that the description has.
    const profile = '0.8' as const
    const options = { profile, auth: { adminEmail: ADMIN }, store: this.#store, workspaceCleanup: 0 }
    return new MockPlatform({ ...options, jobs: { duration: 'manual' }, inference: { readyAfter: 0 } })
  }

  async restart(): Promise<void> {
    if (this.#path === undefined) return
    this.close()
    this.#store = await SqliteStore.open(this.#path)
    this.platform = this.#start()
  }

  close(): void {
    if (this.#store instanceof SqliteStore) this.#store.close()
  }

  #during<Value>(answer: () => Promise<Value>): Promise<Value> {
    return this.#store instanceof SqliteStore ? this.#store.during(answer) : answer()
  }

  async ask(
    who: string,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; json: unknown }> {
    const response = await this.#during(() =>
      this.platform.fetch(`http://nemo.test${path}`, {
        method,
        headers: {
          authorization: `Bearer ${this.platform.tokenFor(who)}`,
          'content-type': 'application/json',
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
    const text = await response.text()
    return { status: response.status, json: text === '' ? undefined : JSON.parse(text) }
  }
}

const machines: Machine[] = []
afterAll(() => {
  for (const machine of machines) machine.close()
})

describe.each(['memory', 'sqlite'] as const)('on a store in %s', (kind) => {
  describe.each(all.map((subject) => [subject.template, subject] as const))('%s', (_, subject) => {
    const { collection, create, list, read, update, remove } = subject
    const isClosed = collection === 'entities'
    const author = isClosed ? ADMIN : EDITOR
    const place = (workspace: string) =>
      subject.template.replace('{workspace}', workspace).replace('{entity_type}', 'thing')
    const bodyFor = (name: string): Body => {
      const given = BODIES[collection]?.(name)
      if (given !== undefined) return given
      const fields = resolveSchema(create.body ?? {})['properties'] as object | undefined
      const isNamed = fields !== undefined && 'name' in fields
      return conforming(create.body ?? {}, isNamed ? { name } : {}) as Body
    }
    const identityOf = (item: Body): string => {
      const parameter = /\{([^}]+)\}$/.exec(read?.template ?? '')?.[1] ?? 'name'
      return String(item[parameter] ?? item['name'])
    }

    async function setUp() {
      const machine = await Machine.make(kind)
      machines.push(machine)
      const made = await machine.ask(author, 'POST', place(HOME), bodyFor('one'))
      expect(made).toMatchObject({ status: Number(successOf(create)) })
      const item = made.json as Body
      return { machine, item, path: `${place(HOME)}/${identityOf(item)}` }
    }
    const listed = async (machine: Machine, who: string, workspace = HOME) => {
      const { status, json } = await machine.ask(who, 'GET', place(workspace))
      expect(status).toBe(200)
      const data = isRecord(json) ? (json['data'] as Body[]) : (json as Body[])
      return data.map(identityOf)
    }

    test('what is created can be read, before and after a restart', async () => {
      const { machine, item, path } = await setUp()
      for (let round = 0; round < 2; round += 1) {
        if (read !== undefined) {
          const { status, json } = await machine.ask(author, 'GET', path)
          expect(status).toBe(200)
          expect(identityOf(json as Body)).toBe(identityOf(item))
        }
        if (list !== undefined) expect(await listed(machine, author)).toContain(identityOf(item))
        await machine.restart()
      }
    })

    test('is there once', async () => {
      const { machine, item } = await setUp()
      const again = await machine.ask(author, 'POST', place(HOME), bodyFor('one'))
      // What has no name of its own gets another id.
      if ('name' in bodyFor('one') && identityOf(item) === 'one') expect(again.status).toBe(409)
      else expect(identityOf(again.json as Body)).not.toBe(identityOf(item))
    })

    test.runIf(update !== undefined)('is changed for good', async () => {
      const { machine, item, path } = await setUp()
      const method = update?.method ?? ''
      const change = changeFor(update, bodyFor('one'))

      const changed = await machine.ask(author, method, path, change)

      expect(changed.status).toBe(200)
      expect(identityOf(changed.json as Body)).toBe(identityOf(item))
      await machine.restart()
      const { json } = await machine.ask(author, 'GET', path)
      expect(withoutTimes(json)).toEqual(withoutTimes(changed.json))
    })

    test('is for members, and only to be read for Viewers', async () => {
      const { machine, item, path } = await setUp()
      const reader = isClosed ? ADMIN : VIEWER
      if (read !== undefined) expect((await machine.ask(reader, 'GET', path)).status).toBe(200)
      if (list !== undefined) expect(await listed(machine, reader)).toContain(identityOf(item))
      for (const who of isClosed ? [VIEWER, EDITOR, STRANGER] : [STRANGER]) {
        if (read !== undefined) expect((await machine.ask(who, 'GET', path)).status).toBe(403)
        if (list !== undefined) expect((await machine.ask(who, 'GET', place(HOME))).status).toBe(403)
      }
      for (const who of [VIEWER, STRANGER]) {
        expect((await machine.ask(who, 'POST', place(HOME), bodyFor('two'))).status).toBe(403)
        if (remove !== undefined) expect((await machine.ask(who, 'DELETE', path)).status).toBe(403)
        if (update !== undefined) {
          const change = changeFor(update, bodyFor('one'))
          expect((await machine.ask(who, update.method, path, change)).status).toBe(403)
        }
      }
      if (read !== undefined) expect((await machine.ask(author, 'GET', path)).status).toBe(200)
    })

    test('is not in another workspace', async () => {
      const { machine, item, path } = await setUp()
      const elsewhere = path.replace(`/workspaces/${HOME}/`, `/workspaces/${ELSEWHERE}/`)
      if (read !== undefined) expect((await machine.ask(ADMIN, 'GET', elsewhere)).status).toBe(404)
      if (remove !== undefined) expect((await machine.ask(ADMIN, 'DELETE', elsewhere)).status).toBe(404)
      if (list !== undefined) {
        expect(await listed(machine, ADMIN, ELSEWHERE)).not.toContain(identityOf(item))
        expect(await listed(machine, ADMIN)).toContain(identityOf(item))
      }
      // Its name is not taken there.
      const made = await machine.ask(ADMIN, 'POST', place(ELSEWHERE), bodyFor('one'))
      expect(made.status).toBe(Number(successOf(create)))
    })

    test.runIf(remove !== undefined)('is gone when it is deleted, and its name is free', async () => {
      const { machine, item, path } = await setUp()
      // A job has to have ended.
      if (collection === 'jobs') await machine.ask(author, 'POST', `${path}/cancel`)

      const removed = await machine.ask(author, 'DELETE', path)

      expect([200, 202, 204]).toContain(removed.status)
      for (let round = 0; round < 2; round += 1) {
        if (read !== undefined) expect((await machine.ask(author, 'GET', path)).status).toBe(404)
        if (list !== undefined) expect(await listed(machine, author)).not.toContain(identityOf(item))
        expect((await machine.ask(author, 'DELETE', path)).status).toBe(404)
        await machine.restart()
      }
      const again = await machine.ask(author, 'POST', place(HOME), bodyFor('one'))
      expect(again.status).toBe(Number(successOf(create)))
      if ('id' in item) expect((again.json as Body)['id']).not.toBe(item['id'])
    })

    test('is gone with its workspace', async () => {
      const { machine, item, path } = await setUp()
      await machine.restart()

      expect((await machine.ask(ADMIN, 'DELETE', `/apis/entities/v2/workspaces/${HOME}`)).status).toBe(200)
      const made = await machine.ask(ADMIN, 'POST', '/apis/entities/v2/workspaces', { name: HOME })
      expect(made.status).toBe(201)

      if (read !== undefined) expect((await machine.ask(ADMIN, 'GET', path)).status).toBe(404)
      if (list !== undefined) expect(await listed(machine, ADMIN)).not.toContain(identityOf(item))
    })
  })

  test('an adapter of a model has one life by either path', async () => {
    const machine = await Machine.make(kind)
    machines.push(machine)
    const ofModel = `/apis/models/v2/workspaces/${HOME}/models/base/adapters`
    const plain = `/apis/models/v2/workspaces/${HOME}/adapters`
    const { model: _, ...body } = BODIES['adapters']?.('one') ?? {}

    expect((await machine.ask(EDITOR, 'POST', ofModel, body)).status).toBe(201)
    expect((await machine.ask(EDITOR, 'POST', plain, { ...body, model: 'base' })).status).toBe(409)
    await machine.restart()
    const changed = await machine.ask(EDITOR, 'PATCH', `${ofModel}/one`, { description: 'changed' })
    expect(changed).toMatchObject({ status: 200, json: { description: 'changed' } })
    expect((await machine.ask(EDITOR, 'GET', `${plain}/one`)).json).toEqual(changed.json)
    expect((await machine.ask(EDITOR, 'DELETE', `${ofModel}/one`)).status).toBe(204)
    await machine.restart()
    for (const method of ['GET', 'DELETE']) {
      expect((await machine.ask(EDITOR, method, `${plain}/one`)).status).toBe(404)
    }
    expect((await machine.ask(EDITOR, 'DELETE', `${ofModel}/one`)).status).toBe(404)
    expect((await machine.ask(EDITOR, 'POST', ofModel, body)).status).toBe(201)
  })

  test('an entity is found by its id as long as it is there', async () => {
    const machine = await Machine.make(kind)
    machines.push(machine)
    const path = `/apis/entities/v2/workspaces/${HOME}/entities/thing`
    const made = (await machine.ask(ADMIN, 'POST', path, { name: 'one', data: {} })).json as Body
    const byId = `/apis/entities/v2/entities/${made['id']}`

    expect((await machine.ask(ADMIN, 'GET', byId)).json).toEqual(made)
    expect((await machine.ask(EDITOR, 'GET', byId)).status).toBe(403)
    await machine.restart()
    const renamed = await machine.ask(ADMIN, 'PUT', `${path}/one`, { new_name: 'two', data: { a: 1 } })
    expect(renamed).toMatchObject({ status: 200, json: { id: made['id'], name: 'two' } })
    expect((await machine.ask(ADMIN, 'GET', `${path}/one`)).status).toBe(404)
    expect((await machine.ask(ADMIN, 'GET', byId)).json).toEqual(renamed.json)
    expect((await machine.ask(ADMIN, 'DELETE', `${path}/two`)).status).toBe(200)
    await machine.restart()
    expect((await machine.ask(ADMIN, 'GET', byId)).status).toBe(404)
  })
})

/** The status with which an operation succeeds. */
function successOf({ answers }: DescribedOperation): string {
  return Object.keys(answers).find((status) => status.startsWith('2')) ?? '200'
}

/** A change that is none of the name: a description where there is one, else what it was made with. */
function changeFor(update: DescribedOperation | undefined, body: Body): Body {
  const schema = resolveSchema(update?.body ?? {})
  const fields = (schema['properties'] ?? {}) as Body
  const required = (schema['required'] ?? []) as string[]
  const kept = Object.fromEntries(
    Object.entries(body).filter(([name]) => required.includes(name) && name in fields),
  )
  if ('description' in fields) return { ...kept, description: 'changed' }
  if ('data' in fields) return { ...kept, data: { size: 2 } }
  return kept
}

/** What counts is what was changed, not when it was looked at. */
function withoutTimes(json: unknown): unknown {
  if (!isRecord(json)) return json
  const { updated_at: _, ...rest } = json
  return rest
}
