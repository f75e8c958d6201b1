import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const source = (path: string) => fileURLToPath(new URL(`src/${path}`, import.meta.url))

export default defineConfig({
  resolve: {
    alias: [
      { find: /^#platform\/(.*)$/, replacement: source('platform/node/$1.ts') },
      { find: /^nemo-platform$/, replacement: source('index.ts') },
      { find: /^nemo-platform\/testing\/msw$/, replacement: source('testing/msw.ts') },
      { find: /^nemo-platform\/(auth|config|testing)$/, replacement: source('$1/index.ts') },
    ],
  },
  test: { include: ['test/**/*.test.ts'], restoreMocks: true, unstubEnvs: true, unstubGlobals: true },
})
