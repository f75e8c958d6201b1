// The direction of imports: each folder may import from those that stand behind it here, and from nothing else.
const LAYERS = {
  remedies: [],
  errors: ['remedies'],
  jwt: [],
  types: ['errors', 'remedies'],
  openapi: [],
  config: ['errors', 'remedies', 'jwt'],
  http: ['errors', 'remedies', 'types'],
  auth: ['config', 'http', 'jwt', 'errors', 'remedies'],
  runtime: ['auth', 'config', 'http', 'types', 'errors', 'remedies'],
  access: ['http', 'runtime', 'jwt', 'types', 'errors', 'remedies'],
  diagnosis: ['openapi', 'http', 'jwt', 'types', 'errors', 'remedies'],
  resources: ['diagnosis', 'runtime', 'http', 'types', 'errors', 'remedies'],
  client: ['resources', 'access', 'types', 'runtime', 'http', 'jwt', 'errors', 'remedies', 'openapi'],
  mock: ['config', 'jwt', 'types', 'errors', 'remedies', 'openapi'],
  testing: ['mock', 'config', 'jwt', 'types', 'errors', 'remedies', 'openapi'],
  cli: [
    'client',
    'resources',
    'types',
    'runtime',
    'auth',
    'http',
    'config',
    'jwt',
    'errors',
    'remedies',
    'testing',
  ],
}

const direction = Object.entries(LAYERS).map(([folder, allowed]) => ({
  name: `${folder}-imports-downwards`,
  severity: 'error',
  // What an entry point offers may stand higher, behind a condition: the login is there under Node only.
  from: { path: `^src/${folder}/`, pathNot: '^src/auth/index\\.ts$' },
  to: {
    path: '^src/[^/]+/',
    pathNot: [folder, ...allowed].map((name) => `^src/${name}/`),
  },
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
