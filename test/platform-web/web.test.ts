/** The built package without Node: what browsers and workers load of it, and that it works. */

import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
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
    resolve: { conditionNames: ['browser', 'import', 'default'] },
  })

  const { output } = await bundle.generate({ format: 'esm', minify: true })

  const code = output.map((part) => ('code' in part ? part.code : '')).join('')
  expect(output.flatMap((part) => ('imports' in part ? part.imports : []))).toEqual([])
  expect(code).not.toMatch(/["']node:/)
  expect(code.length).toBeLessThan(120_000)
})
