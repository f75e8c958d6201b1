/** Chooses the requests of a walk: all at once, so that they depend on the seed and on no answer. */

import type { Identity } from '../../conformance/scenario.ts'
import { chooseFilter, chooseFilterWithin, choosePage, chooseSort } from './filters.ts'
import type { Random } from './random.ts'
import { queryOf, type WalkRequest } from './request.ts'

const ENTITIES = '/apis/entities/v2/workspaces'
const SECRETS = '/apis/secrets/v2/workspaces'
const BINDINGS = '/apis/auth/v2/iam/role-bindings'
const ROLES = ['Viewer', 'Editor', 'Admin']
const BAD_NAMES = ['', 'a', 'A', 'Upper', '9lives', 'two--hyphens', 'ends-', 'x y', 'ü', `n${'x'.repeat(63)}`]
const ODD_BODIES: readonly unknown[] = [
  {},
  [],
  null,
  5,
  'text',
  { name: 5 },
  { name: null },
  { description: 5 },
]
const BROKEN_JSON = ['{', '', '{"name":}', 'name=x']
const SCOPES = [
  ['platform:read'],
  ['platform:write'],
  ['entities:read', 'entities:write'],
  ['secrets:read'],
  ['secrets:write', 'entities:read'],
  ['openid', 'email'],
  ['jobs:read'],
  ['a.b'],
]
const BAD_TOKENS: readonly Omit<Identity, 'email'>[] = [
  { expired: true },
  { drop: ['sub'] },
  { drop: ['exp'] },
  { raw: 'opaque' },
  { header: { alg: 'RS256' } },
]

/** What a walk is about: names of its own, the same on both platforms. */
export interface WalkOptions {
  readonly random: Random
  /** What all its names begin with. */
  readonly prefix: string
  readonly adminEmail: string
  readonly length: number
}

/** The requests of a walk. */
export function chooseWalk({ random, prefix, adminEmail, length }: WalkOptions): WalkRequest[] {
  const walk = new Walk(random, prefix, adminEmail)
  return [...walk.start(), ...Array.from({ length }, () => walk.step()), ...walk.end()]
}

class Walk {
  readonly #random: Random
  readonly #prefix: string
  readonly #workspace: string
  readonly #people: Readonly<
    Record<'owner' | 'editor' | 'viewer' | 'grouped' | 'stranger' | 'admin', Identity>
  >
  readonly #group: string
  readonly #names: readonly string[]

  constructor(random: Random, prefix: string, adminEmail: string) {
    const person = (name: string): Identity => ({ email: `${name}.${prefix}@example.com` })
    this.#random = random
    this.#prefix = prefix
    this.#workspace = `${prefix}-main`
    this.#group = `team-${prefix}`
    this.#people = {
      owner: { ...person('owner'), sub: `subject-${prefix}` },
      editor: person('editor'),
      viewer: person('viewer'),
      grouped: { ...person('grouped'), claims: { groups: [this.#group] } },
      stranger: person('stranger'),
      admin: { email: adminEmail },
    }
    this.#names = ['p-a', 'p-b', 'p-ab', 'p-c']
  }

  /** A workspace with a member of each role. */
  *start(): Generator<WalkRequest> {
    const { owner, editor, viewer } = this.#people
    const members = `${ENTITIES}/${this.#workspace}/members`
    const add = (principal: string | undefined, role: string, wait: boolean): WalkRequest => ({
      as: owner,
      method: 'POST',
      path: `${members}?wait_role_propagation=${wait}`,
      body: { principal, roles: [role] },
    })
    yield { as: owner, method: 'POST', path: ENTITIES, body: { name: this.#workspace } }
    yield add(editor.email, 'Editor', false)
    yield add(viewer.email, 'Viewer', false)
    yield add(this.#group, 'Viewer', true)
  }

  /** Any request. */
  step(): WalkRequest {
    return this.#random.weighted<() => WalkRequest>([
      [16, () => this.#listProjects()],
      [16, () => this.#changeProject()],
      [10, () => this.#listWorkspaces()],
      [10, () => this.#changeWorkspace()],
      [10, () => this.#changeMember()],
      [12, () => this.#changeSecret()],
      [6, () => this.#listSecrets()],
      [5, () => this.#bindRole()],
      [4, () => this.#goAstray()],
      [2, () => ({ as: this.#somebody(), method: 'GET', path: '/apis/auth/authenticate' })],
    ])()
  }

  /** What is deleted answers differently until the policy engine knows: nothing is asked about it but the list. */
  *end(): Generator<WalkRequest> {
    const { owner, editor, viewer, stranger } = this.#people
    const as = this.#random.pick([owner, editor, viewer, stranger])
    yield { as, method: 'DELETE', path: `${ENTITIES}/${this.#workspace}` }
    yield { as: owner, method: 'GET', path: ENTITIES + queryOf({ 'filter[name][$like]': this.#prefix }) }
  }

  #somebody(): Identity | null {
    const { owner, editor, viewer, grouped, stranger, admin } = this.#people
    const identity = this.#random.weighted<Identity | null>([
      [8, owner],
      [5, editor],
      [4, viewer],
      [2, grouped],
      [2, stranger],
      [3, admin],
      [1, null],
    ])
    if (identity === null) return null
    if (this.#random.chance(0.12)) return { ...identity, scopes: this.#random.pick(SCOPES) }
    if (this.#random.chance(0.04)) return { ...identity, ...this.#random.pick(BAD_TOKENS) }
    return identity
  }

  /** Somebody; not a PlatformAdmin, who sees what other walks have made, if it matters. */
  #somebodyBut(noAdmin: boolean): Identity | null {
    const identity = this.#somebody()
    return noAdmin && identity?.email === this.#people.admin.email ? this.#people.owner : identity
  }

  #name(): string {
    return this.#random.pick(this.#random.chance(0.9) ? this.#names : BAD_NAMES)
  }

  /** The workspace of the walk, or one that nobody has. */
  #where(): string {
    return this.#random.chance(0.9) ? this.#workspace : `${this.#prefix}-missing`
  }

  #description(): unknown {
    return this.#random.pick<unknown>(['words', '', null, undefined, 'ünïcödé ☃ "quoted"'])
  }

  /** Mostly a body that fits; else an odd one, or none that can be read. */
  #body(body: unknown): Pick<WalkRequest, 'body' | 'rawBody' | 'headers'> {
    if (this.#random.chance(0.88)) return { body }
    if (this.#random.chance(0.6)) return { body: this.#random.pick(ODD_BODIES) }
    if (this.#random.chance(0.3)) {
      return { rawBody: JSON.stringify(body), headers: { 'content-type': 'text/plain' } }
    }
    return {
      rawBody: this.#random.pick(BROKEN_JSON),
      headers: { 'content-type': 'application/json' },
    }
  }

  #listProjects(): WalkRequest {
    const random = this.#random
    const query = {
      ...choosePage(random),
      ...chooseSort(random),
      ...(random.chance(0.7) ? chooseFilter(random, this.#names) : {}),
    }
    return {
      as: this.#somebody(),
      method: 'GET',
      path: `${ENTITIES}/${this.#where()}/projects${queryOf(query)}`,
    }
  }

  #changeProject(): WalkRequest {
    const collection = `${ENTITIES}/${this.#where()}/projects`
    const as = this.#somebody()
    const name = this.#name()
    const one = `${collection}/${encodeURIComponent(name)}`
    const description = this.#description()
    return this.#random.weighted<() => WalkRequest>([
      [5, () => ({ as, method: 'POST', path: collection, ...this.#body({ name, description }) })],
      [3, () => ({ as, method: 'PUT', path: one, ...this.#body({ description }) })],
      [2, () => ({ as, method: 'GET', path: one })],
      [2, () => ({ as, method: 'DELETE', path: one })],
    ])()
  }

  #listWorkspaces(): WalkRequest {
    const random = this.#random
    const as = this.#somebody()
    const names = [this.#workspace, `${this.#prefix}-other`]
    // Some workspaces of others are open to everybody, and a PlatformAdmin sees them all.
    const query = {
      ...choosePage(random),
      ...chooseSort(random),
      ...chooseFilterWithin(random, names, this.#prefix),
    }
    return { as, method: 'GET', path: ENTITIES + queryOf(query) }
  }

  #changeWorkspace(): WalkRequest {
    const as = this.#somebody()
    const one = `${ENTITIES}/${this.#where()}`
    // A name that is taken or bad: a new workspace would have to be waited for.
    const name = this.#random.chance(0.5) ? this.#random.pick(BAD_NAMES) : this.#workspace
    const description = this.#description()
    return this.#random.weighted<() => WalkRequest>([
      [2, () => ({ as, method: 'POST', path: ENTITIES, ...this.#body({ name, description }) })],
      [3, () => ({ as, method: 'PUT', path: one, ...this.#body({ description }) })],
      [3, () => ({ as, method: 'GET', path: one })],
    ])()
  }

  #changeMember(): WalkRequest {
    const random = this.#random
    const { owner, editor, viewer, stranger } = this.#people
    const as = random.chance(0.5) ? owner : this.#somebody()
    const collection = `${ENTITIES}/${this.#where()}/members`
    const acting = [editor, viewer, stranger, owner].flatMap(({ email }) => email ?? [])
    const others = [`nobody.${this.#prefix}`, 'not an address', 'Ünicode', 'with+plus@example.com']
    const isActing = random.chance(0.5)
    const principal = random.pick(isActing ? acting : others)
    const roles = random.weighted<unknown>([
      [8, [random.pick(ROLES)]],
      [2, [random.pick(ROLES), random.pick(ROLES)]],
      [1, []],
      [1, undefined],
      [1, 'Viewer'],
      [1, [5]],
      // What it may do is nothing, so nobody has to wait for it.
      ...(isActing ? [] : [[2, ['King']] as const]),
    ])
    // Those who act later must have their roles by then; others need not.
    const wait = random.chance(0.05) ? random.pick(['maybe', '']) : isActing ? undefined : 'no'
    const query = wait === undefined ? '' : queryOf({ wait_role_propagation: wait })
    const one = `${collection}/${encodeURIComponent(principal)}${query}`
    return random.weighted<() => WalkRequest>([
      [4, () => ({ as, method: 'GET', path: collection })],
      [3, () => ({ as, method: 'POST', path: collection + query, ...this.#body({ principal, roles }) })],
      [3, () => ({ as, method: 'PUT', path: one, ...this.#body({ roles }) })],
      [2, () => ({ as, method: 'DELETE', path: one })],
    ])()
  }

  #listSecrets(): WalkRequest {
    const query = choosePage(this.#random)
    return {
      as: this.#somebody(),
      method: 'GET',
      path: `${SECRETS}/${this.#where()}/secrets${queryOf(query)}`,
    }
  }

  #changeSecret(): WalkRequest {
    const random = this.#random
    const as = this.#somebody()
    const collection = `${SECRETS}/${this.#where()}/secrets`
    const name = this.#name()
    const one = `${collection}/${encodeURIComponent(name)}`
    const value = random.pick<unknown>(['hidden', 'hidden', 'other', '', null, 5, undefined])
    const fields = { description: this.#description(), value }
    return random.weighted<() => WalkRequest>([
      [5, () => ({ as, method: 'POST', path: collection, ...this.#body({ name, ...fields }) })],
      [3, () => ({ as, method: 'PATCH', path: one, ...this.#body(fields) })],
      [2, () => ({ as, method: 'GET', path: one })],
      [1, () => ({ as, method: 'GET', path: `${one}/access` })],
      [1, () => ({ ...this.#byService(), method: 'GET', path: `${one}/access` })],
      [2, () => ({ as, method: 'DELETE', path: one })],
    ])()
  }

  #bindRole(): WalkRequest {
    const random = this.#random
    const who = random.chance(0.8) ? this.#byService() : { as: this.#somebody() }
    const principal = `bound.${this.#prefix}@example.com`
    const role = random.pick([...ROLES, 'King'])
    const body = { principal, role, workspace: this.#where() }
    return random.weighted<() => WalkRequest>([
      [
        3,
        () => ({
          ...who,
          method: 'POST',
          path: `${BINDINGS}?wait_role_propagation=0`,
          ...this.#merged(who, body),
        }),
      ],
      [1, () => ({ ...who, method: 'GET', path: `${BINDINGS}/rb-${'0'.repeat(24)}` })],
      [1, () => ({ ...who, method: 'DELETE', path: `${BINDINGS}/rb-${'0'.repeat(24)}` })],
    ])()
  }

  /** A body for somebody who may have headers already. */
  #merged(who: Partial<WalkRequest>, body: unknown): Pick<WalkRequest, 'body' | 'rawBody' | 'headers'> {
    const sent = this.#body(body)
    return { ...sent, headers: { ...who.headers, ...sent.headers } }
  }

  #byService(): Pick<WalkRequest, 'as' | 'headers'> {
    return { as: null, headers: { 'x-nmp-principal-id': 'service:walk' } }
  }

  /** Paths and methods that nobody has a rule for. */
  #goAstray(): WalkRequest {
    const random = this.#random
    const main = `${ENTITIES}/${this.#workspace}`
    const path = random.pick([
      '/apis/nothing',
      `${ENTITIES}/`,
      `${main}/`,
      `${main}/nothing`,
      `${main}/projects/`,
      `${main}/members/`,
      `${main}/projects/p-a/more`,
      `${ENTITIES}/-`,
      `${ENTITIES}/-/projects`,
      `${SECRETS}/-/secrets`,
      `${ENTITIES}/%2e%2e`,
      `${main}%2Fprojects`,
      main.toUpperCase(),
      `/${main}`,
      '/apis/auth/v2/access-keys',
    ])
    return {
      as: this.#somebodyBut(path.includes('/-')),
      method: random.pick(['GET', 'GET', 'POST', 'PATCH', 'PUT']),
      path,
    }
  }
}
