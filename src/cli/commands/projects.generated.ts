// Generated from api/ by npm run generate. Do not edit.

import type { GroupSpec } from './shared/command-spec.ts'

/** `nemo projects`. */
export const PROJECTS: GroupSpec = {
  name: 'projects',
  summary: 'Projects of a workspace',
  commands: [
    {
      name: 'create',
      summary: 'Create a project',
      method: 'projects.create',
      args: [
        {
          name: 'name',
          help: '2–63 characters: a small letter first, then small letters, digits and - @ . + _',
          isOptional: true,
        },
      ],
      options: [
        { flag: '--description', kind: 'text', help: 'description' },
        { flag: '--exist-ok', kind: 'flag', help: 'take it as it is if it is there already' },
      ],
      required: ['name'],
      input: 'fields',
      takesParams: true,
      hasWorkspace: true,
      answer: 'item',
      fields: ['id', 'created_at', 'name', 'updated_at', 'workspace', 'description'],
    },
    {
      name: 'list',
      summary: 'List the projects of a workspace',
      method: 'projects.list',
      options: [
        { flag: '--page', kind: 'integer', help: 'page' },
        { flag: '--page-size', kind: 'integer', help: 'page size' },
        {
          flag: '--sort',
          kind: 'choice',
          choices: ['created_at', '-created_at', 'updated_at', '-updated_at', 'name', '-name'],
          help: 'sort',
        },
        {
          flag: '--filter',
          kind: 'text',
          help: 'only those that match: name:"x" AND created_at>"2026-01-01", or JSON',
        },
      ],
      takesParams: true,
      hasWorkspace: true,
      answer: 'pages',
      columns: ['name', 'description', 'created_at'],
      fields: ['id', 'created_at', 'name', 'updated_at', 'workspace', 'description'],
    },
    {
      name: 'get',
      summary: 'Read a project',
      method: 'projects.retrieve',
      args: [{ name: 'name', help: 'name of what it is about' }],
      takesParams: true,
      hasWorkspace: true,
      answer: 'item',
      fields: ['id', 'created_at', 'name', 'updated_at', 'workspace', 'description'],
    },
    {
      name: 'update',
      summary: 'Change the description of a project',
      method: 'projects.update',
      args: [{ name: 'name', help: 'name of what it is about' }],
      options: [
        {
          flag: '--description',
          kind: 'text',
          help: 'left out or null clears the description (unlike that of a workspace)',
        },
      ],
      input: 'fields',
      takesParams: true,
      hasWorkspace: true,
      answer: 'item',
      fields: ['id', 'created_at', 'name', 'updated_at', 'workspace', 'description'],
    },
    {
      name: 'delete',
      summary: 'Delete a project',
      method: 'projects.delete',
      args: [{ name: 'name', help: 'name of what it is about' }],
      takesParams: true,
      hasWorkspace: true,
      answer: 'deletion',
      fields: ['id', 'message'],
    },
  ],
  groups: [],
}
