/** `nemo inference`, `nemo wait` and `nemo chat`, on a mock platform. */

import { describe, expect, test } from 'vitest'
import { brokenModel } from './broken-model.ts'
import { scene } from './scene.ts'

/** A provider `up`, and the model `default/echo` that it serves. */
async function withModel() {
  const at = await scene()
  await at.nemo(['inference', 'providers', 'create', 'up', '--host-url', 'http://upstream.test'])
  expect(await at.nemo(['wait', 'inference', 'provider', 'up'])).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('The gateway answers for up.'),
  })
  return at
}

describe('get-url', () => {
  test('gives the URL of all models, of a provider, of a model', async () => {
    const { nemo, url } = await withModel()
    const base = `${url}/apis/inference-gateway/v2/workspaces/default`
    const printed = async (...args: string[]) => (await nemo(['inference', 'get-url', ...args])).stdout
    expect(await printed()).toBe(`${base}/openai/-/v1\n`)
    expect(await printed('--provider', 'up')).toBe(`${base}/provider/up/-\n`)
    expect(await nemo(['inference', 'get-url', '--provider', 'a', '--virtual-model', 'b'])).toMatchObject({
      code: 2,
    })
    expect(await nemo(['inference', 'get-url', '--provider', 'nope'])).toMatchObject({ code: 3 })
  })
})

describe('chat', () => {
  test('answers a prompt, from the command line or standard input', async () => {
    const { nemo, platform } = await withModel()
    expect(await nemo(['chat', 'echo', 'hello there'])).toMatchObject({ code: 0, stdout: 'hello there\n' })
    expect(await nemo(['chat', 'default/echo'], {}, 'piped words\n')).toMatchObject({
      code: 0,
      stdout: 'piped words\n',
    })
    expect(await nemo(['chat', 'by option', '--model', 'echo'])).toMatchObject({ stdout: 'by option\n' })
    const models = { NEMO_DEFAULT_MODEL: 'other', NEMO_FAST_MODEL: 'default/echo' }
    expect(await nemo(['chat', 'quick', '--fast'], models)).toMatchObject({ stdout: 'quick\n' })
    const usual = { NEMO_DEFAULT_MODEL: 'echo' }
    expect(await nemo(['chat'], usual, 'no model named')).toMatchObject({ stdout: 'no model named\n' })
    expect(await nemo(['chat', 'echo', 'direct', '--provider', 'up'])).toMatchObject({ stdout: 'direct\n' })
    const options = ['--system', 'Be kind', '--temperature', '0.5', '--max-tokens', '9']
    expect(await nemo(['chat', 'echo', 'hi', ...options])).toMatchObject({ code: 0 })
    const body = await platform.requests.findLast(({ method }) => method === 'POST')?.json()
    expect(body).toMatchObject({
      model: 'default/echo',
      temperature: 0.5,
      max_tokens: 9,
      stream: true,
      messages: [
        { role: 'system', content: 'Be kind' },
        { role: 'user', content: 'hi' },
      ],
    })
  })

  test('as JSON with model and usage, and raw', async () => {
    const { nemo } = await withModel()
    const { stdout } = await nemo(['chat', 'echo', '<think>well</think> yes', '-f', 'json'])
    expect(JSON.parse(stdout)).toMatchObject({ content: 'yes', thinking: 'well', model: 'default/echo' })
    expect((await nemo(['chat', 'echo', 'a  b', '-f', 'raw'])).stdout).toBe('a  b\n')
  })

  test('what a model thinks is not what it says', async () => {
    const { nemo } = await withModel()
    expect(await nemo(['chat', 'echo', '<think>well <b></think>yes <b>'])).toMatchObject({
      code: 0,
      stdout: 'yes <b>\n',
    })
    expect(await nemo(['chat', 'echo', '<think>and on'])).toMatchObject({
      code: 0,
      stdout: '',
      stderr: 'Warning: the answer of the model is empty.\n',
    })
    for (const [prompt, content, thinking] of [
      ['plain <b>', 'plain <b>', ''],
      ['a <think>b</think> c <think>d', 'a  c', 'b\n\nd'],
    ] as const) {
      const { stdout } = await nemo(['chat', 'echo', prompt, '-f', 'json'])
      expect(JSON.parse(stdout)).toMatchObject({ content, thinking })
    }
  })

  test.each([
    ['before its first piece', [], ''],
    ['in the middle of a line', ['Hello ', 'wor'], 'Hello wor\n'],
    ['at the end of a line', ['Hello\n'], 'Hello\n'],
    ['within a mark', ['Hello <th'], 'Hello\n'],
  ])('an answer that breaks off %s', async (_where, pieces, stdout) => {
    const { nemo } = await scene()
    const url = await brokenModel((_prompt, { say, breakOff }) => {
      for (const piece of pieces) say(piece)
      breakOff()
    })
    const run = await nemo(['chat', 'one', 'hi', '--base-url', url])
    expect({ ...run, stdout: run.stdout.replace(/ $/gm, '') }).toMatchObject({ code: 3, stdout })
    expect(run.stderr).toMatch(/^API error: .*broke off after \d events[\s\S]*Send the request again/m)
  })

  test.each([
    [['chat'], 'Missing prompt'],
    [['chat', 'hi', '--fast'], 'The context has neither a fast model nor a default one'],
    [['chat', 'hi', '--fast', '--model', 'echo'], '--fast and --model exclude each other'],
    [['chat', '--model', 'echo'], 'Missing prompt'],
    [['chat', 'echo', 'hi', '--interactive'], 'A conversation needs a terminal'],
    [['chat', 'other/echo', 'hi', '-w', 'default'], 'The workspace is other in the name'],
    [['chat', 'echo', 'hi', '--temperature', '3'], '--temperature must be a number from 0 to 2'],
    [['chat', 'echo', 'hi', '--provider', 'a/b'], 'nemo chat --provider b'],
    [['chat', 'echo', 'hi', '-f', 'yaml'], '--output-format must be text, json or raw'],
  ])('%j is wrong usage', async (args, words) => {
    const { nemo } = await scene()
    expect(await nemo(args)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(words) })
  })

  test('a model that nobody serves is an error of the platform', async () => {
    const { nemo } = await scene()
    expect(await nemo(['chat', 'nope', 'hi'])).toMatchObject({ code: 3, stdout: '' })
  })
})

test('a wait that takes too long ends with 1', async () => {
  const { nemo } = await scene()
  expect(await nemo(['wait', 'inference', 'provider', 'nope', '--timeout', '1'])).toMatchObject({ code: 1 })
  expect(await nemo(['wait', 'inference', 'deployment', 'nope', '--timeout', '1'])).toMatchObject({ code: 1 })
})

test('describe tells every command as Markdown, and sends nothing', async () => {
  const { nemo, platform } = await scene()
  platform.requests.length = 0
  const { code, stdout } = await nemo(['describe'])
  expect(code).toBe(0)
  expect(stdout).toContain('- `nemo jobs steps get <name>`: ')
  expect(stdout).toContain('- `nemo chat [model] [prompt]`: ')
  expect(platform.requests).toEqual([])
})
