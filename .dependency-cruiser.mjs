import { filesOf, readLayers } from './scripts/lib/layers.ts'

// Who may import whom stands in the table of ARCHITECTURE.md.
const layers = readLayers()
const direction = layers.map(({ name, mayImport }) => ({
  name: `${name}-imports-downwards`,
  severity: 'error',
  from: { path: filesOf(name, layers) },
  to: { path: '^src/', pathNot: [name, ...mayImport].map((allowed) => filesOf(allowed, layers)) },
}))

export default {
  forbidden: [
    ...direction,
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'everything-is-found', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'shared-code-runs-everywhere',
      comment: 'What browsers and workers load must not import from Node.',
      severity: 'error',
      from: {
        path: '^src/(?:remedies|errors|openapi|access|diagnosis|http|resources|types|client|jwt|runtime/web|runtime/[^/]+\\.ts)',
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'access-sends-nothing',
      comment: 'It judges requests by their types; what asks the server is diagnosis.',
      severity: 'error',
      from: { path: '^src/access/' },
      to: { path: '^src/http/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-development-dependencies',
      comment:
        'Of these only what the bundle takes in is there for users, and optional peers that are asked for with import().',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/testing/msw\\.ts$' },
      to: {
        pathNot:
          '^node_modules/(?:ky|yaml|zod|openai|commander|@clack|uqr|open|env-paths|fast-string-width|fast-wrap-ansi)/',
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only'],
      },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'node', 'import', 'default'],
    },
  },
}
