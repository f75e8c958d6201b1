/** What a start loads: each of these modules would cost it more than the request itself. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runNode } from '../helpers/child-node.ts'
import { sendJson, serve } from '../helpers/local-server.ts'

test('from construction to parsed JSON, nothing of the web, of compression and of TLS is loaded', async () => {
  await using server = await serve((_request, response) => sendJson(response, { name: 'x' }))

  const { output } = await runNode(
    `const { NeMoPlatform } = await import(dist + 'index.js')
    const client = new NeMoPlatform({ baseURL: args[0], accessToken: 'token' })
    const { name } = await client.get('/x')
    const heavy = /undici|webstreams|internal\\/streams\\/.*web|zlib|internal\\/tls|NativeModule (?:https|tls)/
    print(JSON.stringify([name, process.moduleLoadList.filter((module) => heavy.test(module))]))`,
    { args: [server.url], environment: { HOME: '/nonexistent' } },
  )

  expect(JSON.parse(output)).toEqual(['x', []])
})

test('`node:http` is imported for its types only: as a module it would load all of undici', () => {
  const folder = join(import.meta.dirname, '../../src')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  )

  const guilty = files.filter((name) =>
    /^import (?!type )[^\n]*['"]node:https?['"]/m.test(readFileSync(join(folder, name), 'utf8')),
  )

  expect(files.length).toBeGreaterThan(100)
  expect(guilty).toEqual([])
})
