/** What one side writes into the config file, the other side reads as it was meant. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { InvalidArgumentError } from 'nemo-platform'
import { type ConfigChanges, loadConfig, updateConfig } from 'nemo-platform/config'
import { beforeAll, expect, test } from 'vitest'
import { configFile, oneContext, temporaryFolder } from '../helpers/config-files.ts'
import {
  type PythonProgram,
  pythonEnvironment,
  pythonGeneration,
  pythonNames,
  runPython,
} from '../helpers/python-platform.ts'
import { rejection } from '../helpers/rejection.ts'

const RUNS = 300

/** Loads and writes config files with Python's own classes. */
const SOURCE = `
say("ready")
while (order := hear()) is not None:
    path = Path(order["path"])
    if "write" in order:
        Config.write(order["write"], context_name=order["context"], config_path=path)
    config = Config.load(config_path=path)
    file = config.get_config_file().model_dump(mode="json", exclude_none=True, context={"include_secrets": True})
    say(file)
`

interface PythonConfig {
  current_context: string
  clusters: { name: string; base_url: string; certificate_authority?: string }[]
  users: { name: string; type: string; token?: string; refresh_token?: string }[]
  contexts: {
    name: string
    workspace: string
    default_model?: string
    fast_model?: string
    preferences: Record<string, unknown>
  }[]
}

let venv: string

beforeAll(async () => {
  venv = await pythonEnvironment()
})

async function startReader(): Promise<PythonProgram> {
  const python = runPython(venv, pythonNames(await pythonGeneration(venv)) + SOURCE)
  await python.next()
  return python
}

// Texts that a YAML reader could take for something else, beside ordinary and odd ones.
const tricky = fc.constantFrom(
  ...`no Yes on y null ~ 0777 0o17 1e3 1_000 12:30:45 2026-01-01 .5 = # #a @a \`a %a &a *a !a | > it's "a" {a [a 0x1F 1. +1 - ? :`.split(
    ' ',
  ),
  ...['- a', 'a: b', 'a #b', ' a', 'a ', '\u00fc', '\u{1f600}'],
)
const text = fc.oneof(tricky, fc.string({ minLength: 1, unit: 'grapheme' }).filter(isWritable))
const token = fc.oneof(tricky, fc.base64String({ minLength: 1, maxLength: 2000 }), text)

const changes: fc.Arbitrary<ConfigChanges> = fc.record(
  {
    base_url: fc.webUrl().map((url) => `${new URL(url).origin}/`),
    certificate_authority: text,
    access_token: token,
    refresh_token: token,
    workspace: text,
    default_model: text,
    fast_model: text,
    output_format: fc.constantFrom('table', 'json', 'yaml', 'markdown', 'csv', 'raw'),
    timestamp_format: fc.constantFrom('iso8601', 'relative'),
    truncate: fc.boolean(),
    color_output: fc.boolean(),
  },
  { requiredKeys: ['base_url', 'access_token', 'refresh_token', 'workspace'] },
)

/** No control characters, line breaks and halves of surrogate pairs: we refuse them, as we do `<<`. */
function isWritable(value: string): boolean {
  return !/[\p{Cc}\p{Surrogate}\u2028\u2029\ufeff\ufffe\uffff]|^<<$/u.test(value)
}

test.each(['a\tb', 'a\nb', 'a\u0085b', 'a\u2028b', '\ufeffa', 'a\0'])(
  '%j is refused: YAML readers disagree about it',
  async (value) => {
    const configPath = configFile(oneContext())

    for (const key of ['workspace', 'access_token'] as const) {
      const error = await rejection(
        updateConfig({ [key]: value }, { configPath, environment: {} }),
        InvalidArgumentError,
      )
      expect(error.argument).toBe(key)
    }
    expect(readFileSync(configPath, 'utf8')).toBe(oneContext())
  },
)

test('Python reads what we write', async () => {
  const python = await startReader()
  const folder = temporaryFolder()
  let number = 0
  await fc.assert(
    fc.asyncProperty(changes, changes, async (first, second) => {
      number += 1
      const path = join(folder, `${number}.yaml`)
      const environment = {}
      await updateConfig(first, { configPath: path, contextName: 'main', environment })
      await updateConfig(second, { configPath: path, contextName: 'main', environment })

      python.tell({ path })
      const read = await python.next<PythonConfig>()

      const expected = { ...first, ...second }
      expect(read.current_context).toBe('main')
      expect(read.clusters[0]?.base_url).toBe(expected.base_url)
      expect(read.clusters[0]?.certificate_authority).toBe(expected.certificate_authority)
      expect(read.users[0]).toMatchObject({
        type: 'oauth',
        token: expected.access_token,
        refresh_token: expected.refresh_token,
      })
      const [context] = read.contexts
      expect(context?.workspace).toBe(expected.workspace)
      expect(context?.default_model).toBe(expected.default_model)
      expect(context?.fast_model).toBe(expected.fast_model)
      for (const key of ['output_format', 'timestamp_format', 'truncate', 'color_output'] as const) {
        if (expected[key] !== undefined) expect(context?.preferences[key]).toBe(expected[key])
      }
    }),
    { numRuns: RUNS },
  )
})

test('we read what Python writes, and what we change in it Python reads again', async () => {
  const python = await startReader()
  const folder = temporaryFolder()
  let number = 0
  await fc.assert(
    fc.asyncProperty(changes, changes, async (theirs, ours) => {
      number += 1
      const path = join(folder, `${number}.yaml`)
      python.tell({ path, write: theirs, context: 'main' })
      await python.next()
      const { file } = loadConfig({ configPath: path, environment: {} })
      expect(file.users[0]).toMatchObject({ token: theirs.access_token, refresh_token: theirs.refresh_token })
      expect(file.contexts[0]?.workspace).toBe(theirs.workspace)
      const before = readFileSync(path, 'utf8')

      await updateConfig(ours, { configPath: path, contextName: 'main', environment: {} })
      python.tell({ path })
      const read = await python.next<PythonConfig>()

      expect(read.users[0]).toMatchObject({ token: ours.access_token, refresh_token: ours.refresh_token })
      expect(read.contexts[0]?.workspace, before).toBe(ours.workspace)
    }),
    { numRuns: RUNS },
  )
})
