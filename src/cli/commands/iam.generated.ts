// Generated from api/ by npm run generate. Do not edit.

import type { GroupSpec } from './shared/command-spec.ts'

/** `nemo iam`. */
export const IAM: GroupSpec = {
  name: 'iam',
  summary: 'Role bindings, for services; people use workspaces members',
  commands: [],
  groups: [
    {
      name: 'role-bindings',
      summary: 'Role bindings: who has which role where, for services',
      commands: [
        {
          name: 'create',
          summary: '',
          method: 'iam.role_bindings.create',
          options: [
            { flag: '--principal', kind: 'text', help: 'principal' },
            { flag: '--workspace', kind: 'text', help: 'null or left out: the whole platform' },
            { flag: '--role', kind: 'text', help: 'role' },
            { flag: '--wait-role-propagation', kind: 'flag', help: 'wait role propagation' },
          ],
          required: ['principal', 'role'],
          input: 'fields',
          takesParams: true,
          hasWorkspace: false,
          answer: 'item',
          fields: ['id', 'granted_at', 'granted_by', 'name', 'principal', 'revoked_at', 'role', 'workspace'],
        },
        {
          name: 'list',
          summary: '',
          method: 'iam.role_bindings.list',
          options: [
            { flag: '--page', kind: 'integer', help: 'page' },
            { flag: '--page-size', kind: 'integer', help: 'page size' },
            { flag: '--sort', kind: 'text', help: 'sort' },
            {
              flag: '--filter',
              kind: 'text',
              help: 'only those that match: name:"x" AND created_at>"2026-01-01", or JSON',
            },
            { flag: '--filter.principal', kind: 'text', help: 'only those with this principal' },
            { flag: '--filter.workspace', kind: 'text', help: 'only those with this workspace' },
            { flag: '--filter.role', kind: 'text', help: 'only those with this role' },
            { flag: '--filter.granted-by', kind: 'text', help: 'only those with this granted by' },
            { flag: '--filter.is-active', kind: 'flag', help: 'only those with this is active' },
          ],
          takesParams: true,
          hasWorkspace: false,
          answer: 'pages',
          columns: ['name', 'principal', 'role', 'workspace', 'granted_at'],
          fields: ['id', 'granted_at', 'granted_by', 'name', 'principal', 'revoked_at', 'role', 'workspace'],
        },
        {
          name: 'get',
          summary: '',
          method: 'iam.role_bindings.retrieve',
          args: [{ name: 'name', help: 'name of what it is about' }],
          takesParams: false,
          hasWorkspace: false,
          answer: 'item',
          fields: ['id', 'granted_at', 'granted_by', 'name', 'principal', 'revoked_at', 'role', 'workspace'],
        },
        {
          name: 'delete',
          summary: '',
          method: 'iam.role_bindings.delete',
          args: [{ name: 'name', help: 'name of what it is about' }],
          options: [{ flag: '--wait-role-propagation', kind: 'flag', help: 'wait role propagation' }],
          takesParams: true,
          hasWorkspace: false,
          answer: 'deletion',
          fields: ['id', 'message'],
        },
      ],
      groups: [],
    },
  ],
}
