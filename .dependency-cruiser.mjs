import { filesOf, readLayers } from './scripts/lib/layers.ts'

// The domains of the mock platform: each may import from those that stand before it here.
const MOCK_DOMAINS = ['store', 'http', 'identity', 'workspaces', 'files', 'jobs', 'inference', 'generic']

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
    {
      name: 'the-mock-is-entered-through-its-index',
      severity: 'error',
      from: { path: '^src/(?!mock/)' },
      to: { path: '^src/mock/', pathNot: '^src/mock/index\\.ts$' },
    },
    ...MOCK_DOMAINS.map((domain, index) => ({
      name: `mock-${domain}-builds-on-what-stands-before-it`,
      severity: 'error',
      from: { path: `^src/mock/${domain}/` },
      to: { path: `^src/mock/(?:${MOCK_DOMAINS.slice(index + 1).join('|') || 'index'})[/.]` },
    })),
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'everything-is-found', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'shared-code-runs-everywhere',
      comment: 'What browsers and workers load must not import from Node.',
      severity: 'error',
      from: {
        path: '^src/(?:remedies|errors|openapi|access|diagnosis|http|resources|types|client|jwt|notebook|browser-login|runtime/web|runtime/[^/]+\\.ts)',
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'the-mock-runs-everywhere',
      comment: 'What it needs of Node it asks for at run time, and only where that is there.',
      severity: 'error',
      from: { path: '^src/(?:mock|testing/(?!node/))' },
      to: { dependencyTypes: ['core'], dependencyTypesNot: ['type-only', 'type-import'] },
    },
    {
      name: 'access-sends-nothing',
      comment: 'It judges requests by their types; what asks the server is diagnosis.',
      severity: 'error',
      from: { path: '^src/access/' },
      to: { path: '^src/http/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'yaml-and-zod-come-from-inlined',
      comment: 'There they are loaded on demand, and the library and the command share one copy.',
      severity: 'error',
      from: { path: '^src/(?!inlined/)' },
      to: { path: '^node_modules/(?:yaml|zod)/' },
    },
    {
      name: 'no-development-dependencies',
      comment:
        'Of these only what the bundle takes in is there for users, and optional peers that are asked for with import().',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/testing/msw\\.ts$' },
      to: {
        pathNot:
          '^node_modules/(?:yaml|zod|openai|@observablehq/plot|linkedom|commander|@clack|uqr|open|fast-string-width|fast-wrap-ansi)/',
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
