// Generated from api/ by npm run generate. Do not edit.

/** Identity and access management, for services. */

import type { ResourceContext } from '../shared/resource-context.ts'
import { RoleBindings } from './role-bindings.ts'

/** `client.iam`: identity and access management, for services. */
export class IAM {
  /** Role bindings: who has which role where, for services. */
  readonly roleBindings: RoleBindings

  /** @internal */
  constructor(context: ResourceContext) {
    this.roleBindings = new RoleBindings(context)
  }
}
