/** The built package without Node: what browsers and workers load of it, and that it works. */

import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'
import { expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

const PROGRAM = `
  import { NeMoPlatform } from 'nemo-platform'
  import { MockPlatform } from 'nemo-platform/testing'
  const platform = new MockPlatform()
  await using server = await platform.listen()
  const accessToken = platform.tokenFor('admin@example.com')
  const client = new NeMoPlatform({ baseURL: server.url, accessToken, workspace: 'default' })
  const { name } = await client.projects.create({ name: 'project-x' })
  const names = []
  for await (const project of client.projects.list({ page_size: 1 })) names.push(project.name)
  const error = (() => {
    try {
      new NeMoPlatform({ contextName: 'main' })
    } catch (error) {
      return error.name
    }
  })()
  console.log(JSON.stringify([name, names, error]))
`

test.each(['browser', 'workerd'])('the client works under the condition %s', async (condition) => {
  const parameters = [`--conditions=${condition}`, '--input-type=module', '-e', PROGRAM]

  const { stdout } = await promisify(execFile)(process.execPath, parameters, { cwd: ROOT })

  expect(JSON.parse(stdout)).toEqual(['project-x', ['project-x'], 'ConfigError'])
})

test('a bundle for browsers has nothing of Node, and neither YAML nor zod', async () => {
  const bundle = await rolldown({
    input: fileURLToPath(new URL('../../dist/index.js', import.meta.url)),
    platform: 'browser',
    // An optional package, which comes with an `import()` of its own.
    external: ['openai'],
    resolve: { conditionNames: ['browser', 'import', 'default'] },
  })

  const { output } = await bundle.generate({ format: 'esm', minify: true })

  const chunks = new Map(output.flatMap((part) => (part.type === 'chunk' ? [[part.fileName, part]] : [])))
  // What a start loads: not what waits for `strict`, for a stream, or for an OpenAI client.
  const started = new Set(
    output.flatMap((part) => (part.type === 'chunk' && part.isEntry ? [part.fileName] : [])),
  )
  for (const name of started) for (const file of chunks.get(name)?.imports ?? []) started.add(file)
  const code = [...started].map((name) => chunks.get(name)?.code ?? `import '${name}'`).join('')
  expect([...started].filter((name) => !chunks.has(name))).toEqual([])
  expect([...chunks.values()].filter(({ code }) => /["']node:/.test(code)).map(({ name }) => name)).toEqual(
    [],
  )
  // With all of the API: half of what comparable SDKs weigh.
  expect(gzipSync(code).length).toBeLessThan(45_000)
})
