// Generated from api/ by npm run generate. Do not edit.

import type { GroupSpec } from './shared/command-spec.ts'

/** `nemo secrets`. */
export const SECRETS: GroupSpec = {
  name: 'secrets',
  summary: 'Secrets of a workspace',
  commands: [
    {
      name: 'list',
      summary: 'List the secrets of a workspace, without their values',
      method: 'secrets.list',
      options: [
        { flag: '--page', kind: 'integer', help: 'page' },
        { flag: '--page-size', kind: 'integer', help: 'page size' },
      ],
      takesParams: true,
      hasWorkspace: true,
      answer: 'pages',
      columns: ['name', 'workspace', 'created_at'],
      fields: ['name', 'workspace', 'created_at', 'description', 'updated_at'],
    },
    {
      name: 'get',
      summary: 'Read what is known about a secret, without its value',
      method: 'secrets.retrieve',
      args: [{ name: 'name', help: 'name of what it is about' }],
      takesParams: true,
      hasWorkspace: true,
      answer: 'item',
      fields: ['name', 'workspace', 'created_at', 'description', 'updated_at'],
    },
    {
      name: 'delete',
      summary: 'Delete a secret',
      method: 'secrets.delete',
      args: [{ name: 'name', help: 'name of what it is about' }],
      takesParams: true,
      hasWorkspace: true,
      answer: 'deletion',
    },
    {
      name: 'access',
      summary: 'Read the value of a secret',
      method: 'secrets.access',
      args: [{ name: 'name', help: 'name of what it is about' }],
      takesParams: true,
      hasWorkspace: true,
      answer: 'item',
      fields: ['name', 'value', 'workspace'],
    },
  ],
  groups: [
    {
      name: 'admin',
      summary: 'What PlatformAdmins do with all secrets',
      commands: [
        {
          name: 'rotate-encryption-keys',
          summary: 'Encrypt all secrets anew with the newest key',
          method: 'secrets.admin.rotate_encryption_keys',
          takesParams: false,
          hasWorkspace: false,
          answer: 'item',
          fields: ['rotated_secrets', 'success'],
        },
      ],
      groups: [],
    },
  ],
}
