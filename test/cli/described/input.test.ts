/** What the generated commands make of input, good and bad. */

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { GROUPS } from '../../../src/cli/commands/index.ts'
import { scene } from '../scene.ts'
import { DESCRIBED } from './sample-lines.ts'

test('options win over input, and what is required is looked for in both', async () => {
  const { nemo, platform } = await scene()
  const input = JSON.stringify({ name: 'of-input', description: 'of input', purpose: 'dataset' })
  const args = ['files', 'filesets', 'create', '--input-data', input, '--description', 'of an option']
  const { code, stdout } = await nemo(args)
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    name: 'of-input',
    description: 'of an option',
    purpose: 'dataset',
  })
  const sent = await platform.requests.findLast(({ method }) => method === 'POST')?.json()
  expect(sent).toEqual({ name: 'of-input', description: 'of an option', purpose: 'dataset' })
})

test('a file may be YAML; - is standard input', async () => {
  const { nemo, home } = await scene()
  const path = join(home.folder, 'fileset.yaml')
  writeFileSync(path, 'name: from-file\ncustom_fields:\n  team: ml\n')
  const filed = await nemo(['files', 'filesets', 'create', '--input-file', path])
  expect(JSON.parse(filed.stdout)).toMatchObject({ name: 'from-file', custom_fields: { team: 'ml' } })
  const piped = await nemo(['files', 'filesets', 'create', '--input-file', '-'], {}, '{"name": "piped"}')
  expect(JSON.parse(piped.stdout)).toMatchObject({ name: 'piped' })
})

test('--exist-ok takes what is there', async () => {
  const { nemo } = await scene()
  await nemo(['models', 'create', 'base', '--description', 'first'])
  expect(await nemo(['models', 'create', 'base'])).toMatchObject({ code: 3, stdout: '' })
  const again = await nemo(['models', 'create', 'base', '--exist-ok'])
  expect(JSON.parse(again.stdout)).toMatchObject({ name: 'base', description: 'first' })
})

test('filters are merged, the fields that stand alone win', async () => {
  const { nemo, platform } = await scene()
  const filter = JSON.stringify({ name: 'a', description: { $like: 'b' } })
  const args = ['models', 'list', '--filter', filter, '--filter.name', 'c']
  expect(await nemo(args)).toMatchObject({ code: 0 })
  const { searchParams } = new URL(platform.requests.at(-1)?.url ?? '')
  expect(Object.fromEntries(searchParams)).toEqual({
    'filter[name]': 'c',
    'filter[description][$like]': 'b',
  })
})

// With a parameter each, platforms compare them as texts, and find nothing.
test('a filter with more than texts in it is sent as JSON', async () => {
  const { nemo, platform } = await scene()
  const args = ['adapters', 'list', '--filter', '{"name": "a"}', '--filter.enabled']
  expect(await nemo(args)).toMatchObject({ code: 0 })
  const { searchParams } = new URL(platform.requests.at(-1)?.url ?? '')
  expect(Object.fromEntries(searchParams)).toEqual({ filter: '{"name":"a","enabled":true}' })
})

describe('bad input is one block, before anything is sent', () => {
  test.each([
    [['models', 'create'], 2, 'Missing name', 'nemo models create <name>'],
    [['jobs', 'create'], 2, 'Missing --spec, --platform-spec and --source', '--input-file'],
    [
      ['jobs', 'steps', 'get', 's1'],
      2,
      "Required option '--job <text>' not specified",
      'nemo jobs steps get --help',
    ],
    [
      ['models', 'create', 'm', '--input-data', '{"nme": 1}'],
      2,
      "There is no field 'nme'",
      'Did you mean name?',
    ],
    [['models', 'create', 'm', '--input-data', '[1]'], 2, '--input-data must be an object', ''],
    [['models', 'create', 'm', '--input-data', '{a'], 2, '--input-data is neither JSON nor YAML', ''],
    [['models', 'create', 'm', '--spec', '{a'], 2, '--spec is neither JSON nor YAML', ''],
    [['models', 'create', '--input-file', '/nope'], 1, '/nope cannot be read', 'Check the path'],
    [['models', 'create', '--input-file', 'a', '--input-data', '{}'], 2, 'exclude each other', ''],
    [
      ['models', 'create', 'm', '--finetuning-type', 'lorra'],
      2,
      '--finetuning-type must be',
      'Did you mean lora?',
    ],
    [['jobs', 'list', '--page', 'two'], 2, '--page must be a whole number', ''],
    [['jobs', 'list', '--filter', '{a'], 2, '--filter starts like JSON, but is none', ''],
    [['jobs', 'list', '--filter', 'name:"x"', '--filter.name', 'y'], 2, 'exclude each other', ''],
    [['jobs', 'list', '--stream', '-f', 'csv'], 2, '--stream writes JSON, not csv', ''],
    [['guardrail', 'check', '--temperature', 'hot'], 2, '--temperature must be a number', ''],
    [['api', 'GET', '/apis/plugins', '-f', 'code'], 2, "no format 'code'", ''],
  ])('%j', async (args, code, what, remedy) => {
    const { nemo, platform } = await scene()
    platform.requests.length = 0
    const run = await nemo(args)
    expect({ code: run.code, stdout: run.stdout }).toEqual({ code, stdout: '' })
    expect(run.stderr).toMatch(/^Error: .*\n(?:\nTry:\n(?: {2,}.*\n)+)?$/)
    expect(run.stderr).toContain(what)
    expect(run.stderr).toContain(remedy)
    expect(platform.requests.filter(({ method }) => method === 'POST')).toEqual([])
  })
})

test('the help of the program and of a group say the same', () => {
  const summaries = Object.fromEntries(GROUPS.map(({ name, summary }) => [name, summary]))
  for (const { name, summary } of DESCRIBED)
    expect({ name, summary: summaries[name] }).toEqual({ name, summary })
})
