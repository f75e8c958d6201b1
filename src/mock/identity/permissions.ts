/** What each role may do. */

import { isPlugin } from '../../openapi/plugins.ts'
import type { Profile } from '../profile.ts'
import type { RoleBindings } from './role-bindings.ts'

const VIEWER = [
  'filesets.list',
  'filesets.read',
  'guardrails.configs.list',
  'guardrails.configs.read',
  'inference.deployment-configs.list',
  'inference.deployment-configs.read',
  'inference.deployments.list',
  'inference.deployments.read',
  'inference.gateway.model.exec',
  'inference.gateway.openai.exec',
  'inference.gateway.provider.exec',
  'inference.providers.list',
  'inference.providers.read',
  'inference.virtual-models.list',
  'inference.virtual-models.read',
  'intake.annotations.list',
  'intake.annotations.read',
  'intake.evaluations.read',
  'intake.evaluator-results.list',
  'intake.evaluator-results.read',
  'intake.experiments.read',
  'intake.sessions.read',
  'intake.spans.list',
  'intake.spans.read',
  'intake.trace-metrics.read',
  'intake.traces.read',
  'jobs.list',
  'jobs.read',
  'models.adapters.list',
  'models.adapters.read',
  'models.list',
  'models.prompts.read',
  'models.read',
  'projects.list',
  'projects.read',
  'secrets.list',
  'secrets.read',
  'workspaces.list',
  'workspaces.read',
] as const
const EDITOR = [
  ...VIEWER,
  'filesets.create',
  'filesets.delete',
  'filesets.update',
  'guardrails.checks.exec',
  'guardrails.configs.create',
  'guardrails.configs.delete',
  'guardrails.configs.update',
  'inference.deployment-configs.create',
  'inference.deployment-configs.delete',
  'inference.deployments.create',
  'inference.deployments.delete',
  'inference.deployments.update',
  'inference.providers.create',
  'inference.providers.delete',
  'inference.providers.update',
  'inference.virtual-models.create',
  'inference.virtual-models.delete',
  'inference.virtual-models.update',
  'intake.annotations.create',
  'intake.annotations.delete',
  'intake.evaluations.create',
  'intake.evaluations.delete',
  'intake.evaluations.update',
  'intake.evaluator-results.create',
  'intake.experiments.create',
  'intake.experiments.delete',
  'intake.experiments.update',
  'intake.ingest.create',
  'jobs.cancel',
  'jobs.create',
  'jobs.delete',
  'jobs.update',
  'models.adapters.create',
  'models.adapters.delete',
  'models.adapters.update',
  'models.create',
  'models.delete',
  'models.prompts.create',
  'models.prompts.delete',
  'models.prompts.update',
  'models.update',
  'projects.create',
  'projects.delete',
  'projects.update',
  'secrets.create',
  'secrets.delete',
  'secrets.update',
  'workspaces.delete',
  'workspaces.update',
] as const
const ADMIN = [
  ...EDITOR,
  'iam.create',
  'iam.read',
  'iam.delete',
  'iam.list',
  'workspaces.members.list',
  'workspaces.members.create',
  'workspaces.members.update',
  'workspaces.members.delete',
  'models.trust-remote-code.set',
  'models.tool-call-plugin.set',
] as const

/**
 * Plugins declare no roles: by its last word a permission belongs to readers, or to writers. It begins with the name of its plugin,
 * or with the one that it had before.
 */
function isPluginsRight(role: string, permission: string): boolean {
  const [owner = ''] = permission.split('.')
  if (!isPlugin(owner)) return false
  if (role === 'Editor' || role === 'Admin') return true
  return role === 'Viewer' && /\.(?:list|read|invoke)$/.test(permission)
}

/** Stands for the administrator's role, whatever the platform calls it. */
const ADMINISTRATOR = 'administrator'

const PERMISSIONS: Readonly<Record<string, readonly string[]>> = {
  Viewer: VIEWER,
  Editor: EDITOR,
  Admin: ADMIN,
  WorkspaceCreator: ['workspaces.create', 'workspaces.deletion.read'],
  [ADMINISTRATOR]: [
    'iam.bundle.read',
    'secrets.rotate',
    'models.trust-remote-code.set',
    'models.tool-call-plugin.set',
  ],
  JobRunner: ['jobs.logs.create'],
}

/** The documentation lets only Admins delete a workspace. */
const DOCUMENTED_ADMIN_ONLY = new Set(['workspaces.delete'])

/** The workspace of what belongs to no workspace. */
export const SYSTEM_WORKSPACE = 'system'

/** Everybody. */
export const WILDCARD = '*'

/** Answers whether somebody may do something. */
export class Permissions {
  readonly #bindings: RoleBindings
  readonly #isDocumented: boolean
  readonly #administratorRole: string

  constructor(bindings: RoleBindings, { isDocumented, names }: Profile) {
    this.#bindings = bindings
    this.#isDocumented = isDocumented
    this.#administratorRole = names.administratorRole
  }

  /** Whether one of these principals, or everybody, has a permission in a workspace. */
  allow(principals: readonly string[], workspace: string, permission: string): boolean {
    return [...principals, WILDCARD].some((principal) =>
      Object.keys(PERMISSIONS).some(
        (role) =>
          this.#grants(role, permission) &&
          this.#bindings.isEffective(
            principal,
            workspace,
            role === ADMINISTRATOR ? this.#administratorRole : role,
          ),
      ),
    )
  }

  /** Whether one of these principals may do everything. */
  isAdministrator(principals: readonly string[]): boolean {
    return principals.some((principal) =>
      this.#bindings.isEffective(principal, SYSTEM_WORKSPACE, this.#administratorRole),
    )
  }

  #grants(role: string, permission: string): boolean {
    if (this.#isDocumented && role === 'Editor' && DOCUMENTED_ADMIN_ONLY.has(permission)) return false
    return PERMISSIONS[role]?.includes(permission) === true || isPluginsRight(role, permission)
  }
}
