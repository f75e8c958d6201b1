import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const source = (path: string) => fileURLToPath(new URL(`src/${path}`, import.meta.url))

const alias = [
  { find: /^#testing\/(.*)$/, replacement: source('testing/node/$1.ts') },
  { find: /^#runtime\/(.*)$/, replacement: source('runtime/node/$1.ts') },
  { find: /^nemo-platform$/, replacement: source('index.ts') },
  { find: /^nemo-platform\/testing\/msw$/, replacement: source('testing/msw.ts') },
  {
    find: /^nemo-platform\/(auth|browser-login|config|notebook|testing)$/,
    replacement: source('$1/index.ts'),
  },
  { find: /^nemo-platform\/plugins\/([\w-]+)$/, replacement: source('plugins/$1/index.ts') },
]

const temporaryFolder = 'test/helpers/temporary-folder.ts'
const shared = {
  // Most tests wait for processes, sockets and clocks rather than for the processor.
  maxWorkers: 4,
  // Only a test that hangs takes so long: a busy machine alone fails none.
  testTimeout: 60_000,
  hookTimeout: 60_000,
  restoreMocks: true,
  unstubEnvs: true,
  unstubGlobals: true,
  globalSetup: [temporaryFolder],
}

/** What takes the processor for long: fuzz, networks that do harm, each command compiled. `npm run test:long` runs them. */
const LONG = [
  'test/auth/lost-answer.test.ts',
  'test/auth/secrets.test.ts',
  'test/auth/storm.test.ts',
  'test/cli-differential/replay.test.ts',
  'test/cli/bad-input.test.ts',
  'test/cli/described/code.test.ts',
  'test/cli/examples.test.ts',
  'test/cli/quickstart/full-disk.test.ts',
  'test/cli/quickstart/kill.test.ts',
  'test/cli/quickstart/lifecycle.test.ts',
  'test/cli/seed-commands.test.ts',
  'test/config/slow-writers.test.ts',
  'test/errors/secrets-encoded.test.ts',
  'test/errors/secrets-in-answers.test.ts',
  'test/expressions.test.ts',
  'test/mock/deep-json.test.ts',
  'test/mock/generic-lifecycle.test.ts',
  'test/network/**/*.test.ts',
  'test/resources/every-operation.test.ts',
  'test/resources/files/interrupted.test.ts',
  'test/troubleshooting/faults.test.ts',
  'test/troubleshooting/fuzz.test.ts',
  'test/troubleshooting/names.test.ts',
]

/** Some three hundred command lines, each by both programs: on demand. */
const COMMANDS = 'test/python/commands-differential.test.ts'

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          ...shared,
          name: 'unit',
          include: ['test/**/*.test.ts', 'examples/*.test.ts'],
          exclude: [
            'test/conformance/**',
            'test/real-platform/**',
            'test/python/**',
            'test/consumers/**',
            'test/runtimes/**',
            ...LONG,
          ],
        },
      },
      { resolve: { alias }, test: { ...shared, name: 'long', include: LONG } },
      {
        resolve: { alias },
        test: { ...shared, name: 'conformance', include: ['test/conformance/**/*.test.ts'] },
      },
      {
        resolve: { alias },
        test: {
          ...shared,
          name: 'runtimes',
          include: ['test/runtimes/*.test.ts'],
          globalSetup: [temporaryFolder, 'test/runtimes/setup.ts'],
          // Each starts a runtime or a browser of its own.
          fileParallelism: false,
        },
      },
      {
        resolve: { alias },
        test: {
          ...shared,
          name: 'platform',
          include: ['test/real-platform/**/*.test.ts'],
          globalSetup: [temporaryFolder, 'test/real-platform/setup.ts'],
          // A busy machine takes minutes to run a job or to find a provider's models.
          testTimeout: 300_000,
          hookTimeout: 900_000,
          fileParallelism: false,
        },
      },
      {
        resolve: { alias },
        test: {
          ...shared,
          name: 'python',
          include: ['test/python/**/*.test.ts'],
          exclude: [COMMANDS],
          testTimeout: 300_000,
          hookTimeout: 900_000,
          fileParallelism: false,
        },
      },
      {
        resolve: { alias },
        test: {
          ...shared,
          name: 'commands',
          include: [COMMANDS],
          testTimeout: 3_000_000,
          hookTimeout: 900_000,
        },
      },
    ],
  },
})
