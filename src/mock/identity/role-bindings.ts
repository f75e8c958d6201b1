/** Who has which role where, and since when the policy engine knows it: a change takes a while to arrive. */

import { timestamp, zonedTimestamp } from '../store/clock.ts'
import { bindingName, newId } from '../store/identifiers.ts'
import type { Collection, Store } from '../store/store.ts'

/** A role of a principal in a workspace. */
export interface Binding {
  id: string
  name: string
  principal: string
  workspace: string
  role: string
  granted_by: string
  granted_at: string
  revoked_at: string | null
  created_at: string
  updated_at: string
}

/** When the policy engine learns of a grant or of its end, in ms since 1970. */
interface Change {
  readonly at: number
  readonly isPresent: boolean
}

/** The wait for a role ends here even if it has not arrived, in ms. */
const LONGEST_WAIT = 30_000
/** Changes that nobody has made yet are looked for this often, in ms. */
const POLL_INTERVAL = 1000

/** Keeps role bindings, and knows which of them are in effect. */
export class RoleBindings {
  readonly #bindings: Collection<Binding>
  readonly #propagation: number
  /** Changes of each binding, in their order. Those before the start are in effect at once. */
  readonly #changes = new Map<string, Change[]>()

  constructor(store: Store, propagation: number) {
    this.#bindings = store.collection('role-bindings')
    this.#propagation = propagation
  }

  /** All bindings, revoked ones too. */
  all(): Iterable<Binding> {
    return this.#bindings.values()
  }

  /** Bindings of a workspace that are not revoked. */
  active(workspace: string): Binding[] {
    return [...this.all()].filter((binding) => binding.workspace === workspace && binding.revoked_at === null)
  }

  /** The binding of a role to somebody, a revoked one, too. */
  find(principal: string, workspace: string, role: string): Binding | undefined {
    return this.#bindings.get(keyOf({ principal, workspace, role }))
  }

  /** Gives a role that is there from the start. */
  seed(name: string, principal: string, workspace: string, role: string): void {
    if (this.find(principal, workspace, role) === undefined)
      this.#add(name, principal, workspace, role, 'system')
  }

  /** Gives a role. One that was revoked comes back; one that is there stays as it is. */
  grant(principal: string, workspace: string, role: string, grantedBy: string): Binding {
    const existing = this.find(principal, workspace, role)
    if (existing !== undefined && existing.revoked_at === null) return existing
    const name = existing?.name ?? bindingName(principal, workspace, role)
    const binding = this.#add(name, principal, workspace, role, grantedBy, existing)
    this.#noteChange(binding, true)
    return binding
  }

  /** Gives a role that is in effect at once. */
  grantAtOnce(principal: string, workspace: string, role: string, grantedBy: string): void {
    this.grant(principal, workspace, role, grantedBy)
    this.#changes.delete(keyOf({ principal, workspace, role }))
  }

  #add(
    name: string,
    principal: string,
    workspace: string,
    role: string,
    grantedBy: string,
    existing?: Binding,
  ): Binding {
    const now = timestamp()
    const binding: Binding = {
      id: existing?.id ?? newId('role-binding'),
      name,
      principal,
      workspace,
      role,
      granted_by: grantedBy,
      granted_at: zonedTimestamp(),
      revoked_at: null,
      created_at: existing?.created_at ?? now,
      updated_at: now,
    }
    this.#bindings.set(keyOf(binding), binding)
    return binding
  }

  /** Takes a role away; the binding stays, revoked. */
  revoke(binding: Binding): void {
    const now = zonedTimestamp()
    this.#bindings.set(keyOf(binding), { ...binding, revoked_at: now, updated_at: now.slice(0, -1) })
    this.#noteChange(binding, false)
  }

  /** Takes all roles in a workspace away, and forgets that they ever were. */
  forget(workspace: string): void {
    for (const binding of [...this.all()].filter((candidate) => candidate.workspace === workspace)) {
      this.#bindings.delete(keyOf(binding))
      this.#noteChange(binding, false)
    }
  }

  /** Whether the policy engine knows of a role. */
  isEffective(principal: string, workspace: string, role: string, now = Date.now()): boolean {
    const changes = this.#changes.get(keyOf({ principal, workspace, role })) ?? []
    const arrived = changes.findLast((change) => change.at <= now)
    if (arrived !== undefined) return arrived.isPresent
    // Before the first change arrives, all is as it was before it.
    if (changes[0] !== undefined) return !changes[0].isPresent
    return this.find(principal, workspace, role)?.revoked_at === null
  }

  /** Waits until a role has arrived or gone, but no longer than the platform does. */
  async waitUntil(principal: string, workspace: string, role: string, isPresent: boolean): Promise<void> {
    const deadline = Date.now() + LONGEST_WAIT
    for (;;) {
      // One reading of the clock for all: what arrives between two of them would be missed.
      const now = Date.now()
      if (this.isEffective(principal, workspace, role, now) === isPresent || now >= deadline) return
      const changes = this.#changes.get(keyOf({ principal, workspace, role })) ?? []
      const next = changes.find((change) => change.at > now)?.at ?? now + POLL_INTERVAL
      await new Promise((resolve) => setTimeout(resolve, Math.min(next, deadline) - now))
    }
  }

  #noteChange(binding: Binding, isPresent: boolean): void {
    const key = keyOf(binding)
    const changes = this.#changes.get(key) ?? []
    this.#changes.set(key, [...changes, { at: Date.now() + this.#propagation, isPresent }])
  }
}

function keyOf({ principal, workspace, role }: Pick<Binding, 'principal' | 'workspace' | 'role'>): string {
  return JSON.stringify([principal, workspace, role])
}
