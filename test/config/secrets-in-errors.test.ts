import { inspect } from 'node:util'
import fc from 'fast-check'
import { ConfigError, NeMoPlatform } from 'nemo-platform'
import { resolveConfig, updateConfig } from 'nemo-platform/config'
import { beforeEach, describe, expect, test } from 'vitest'
import { configFile, oneContext, temporaryFolder } from '../helpers/config-files.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'

beforeEach(() => void isolateEnvironment())

/** Letters that tokens are made of, and those that make YAML stumble. */
const LETTERS = [...'abcXYZ0189._-~+/=', ...'"\'#:&*!|>%@`[]{},?\\ \t']

/** A secret that no message can hold by chance: `Sec` and more, so that parts of it are recognised too. */
const secret = fc
  .tuple(
    fc.constantFrom('Sec7ret', '"Sec7ret', "'Sec7ret", '[Sec7ret', '&Sec7ret', '*Sec7ret', '!Sec7ret'),
    fc.string({ unit: fc.constantFrom(...LETTERS), minLength: 0, maxLength: 30 }),
  )
  .map(([start, rest]) => start + rest)

/** Everything that a log may show of an error. */
function textsOf(error: unknown): string {
  const { message, stack, remedies } = error as Error & { remedies?: readonly string[] }
  return [
    message,
    stack,
    String(remedies),
    inspect(error, { depth: 20, showHidden: true }),
    JSON.stringify(error),
  ]
    .concat(error instanceof Error && error.cause !== undefined ? [textsOf(error.cause)] : [])
    .join('\n')
}

/** What the loader throws for a text; undefined where it reads it. */
function failureOf(text: string, folder: string): unknown {
  try {
    new NeMoPlatform({ configPath: configFile(text, folder) })
    return undefined
  } catch (error) {
    return error
  }
}

/** A config full of a secret, which may break it. */
function configWith(token: string): string {
  return oneContext({
    user: ['type: oauth', `token: ${token}`, `refresh_token: ${token}`],
    context: ['workspace: ml-team'],
  })
}

describe('no error shows a token', () => {
  test('that breaks the file by itself', () => {
    const folder = temporaryFolder()
    let failures = 0

    fc.assert(
      fc.property(secret, (token) => {
        const error = failureOf(configWith(token), folder)
        if (error === undefined) return
        failures += 1
        expect(textsOf(error)).not.toContain('Sec7ret')
      }),
      { numRuns: 300 },
    )

    expect(failures).toBeGreaterThan(50)
  })

  test('of a file that is broken at a random place', () => {
    const folder = temporaryFolder()
    const junk = fc.constantFrom(
      '\t',
      '"',
      "'",
      '[',
      '{',
      ': ',
      '\n',
      '- ',
      '&',
      '*',
      '!',
      '\u0007',
      '%',
      '0',
      ' ',
    )
    let failures = 0

    fc.assert(
      fc.property(fc.nat(), junk, (place, piece) => {
        const text = configWith('Sec7retToken')
        const at = place % text.length
        const error = failureOf(text.slice(0, at) + piece + text.slice(at), folder)
        if (error === undefined) return
        failures += 1
        expect(textsOf(error)).not.toMatch(/Sec7ret|retToken/)
      }),
      { numRuns: 300 },
    )

    expect(failures).toBeGreaterThan(50)
  })

  test('of a file that loses a random piece', () => {
    const folder = temporaryFolder()
    let failures = 0

    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 40 }), (place, length) => {
        const text = configWith('Sec7retToken')
        const at = place % text.length
        const error = failureOf(text.slice(0, at) + text.slice(at + length), folder)
        if (error === undefined) return
        failures += 1
        expect(textsOf(error)).not.toMatch(/Sec7ret|retToken/)
      }),
      { numRuns: 300 },
    )

    expect(failures).toBeGreaterThan(50)
  })

  test.each([
    ['token: 31337', '31337'],
    ['token: 2031-03-07', '2031-03-07'],
    ['token: [Sec7ret]', 'Sec7ret'],
    ['token: {Sec7ret: 1}', 'Sec7ret'],
    ['token: !local Sec7ret', 'Sec7ret'],
    ['token: *Sec7ret', 'Sec7ret'],
    ['token: !Sec7ret', 'Sec7ret'],
    ['token: &Sec7ret', 'Sec7ret'],
    ['token: !!Sec7ret x', 'Sec7ret'],
    ['token: "\\qSec7ret"', 'Sec7ret'],
    ['token: Sec7ret: more', 'Sec7ret'],
    ['refresh_token: 31337', '31337'],
    ['token: |Sec7ret', 'Sec7ret'],
    ['token: %Sec7ret', 'Sec7ret'],
    ['type: Sec7ret', 'Sec7ret'],
    ['name: [Sec7ret]', 'Sec7ret'],
  ])('written as `%s`', (line, leak) => {
    const user = ['type: oauth', 'token: other', line]
    const error = failureOf(oneContext({ user }), temporaryFolder())

    expect(error).toBeInstanceOf(ConfigError)
    expect(textsOf(error)).not.toContain(leak)
  })

  test('that has slipped under the wrong key of its user', () => {
    const text = oneContext({ user: ['type: Sec7retToken'] })

    expect(textsOf(failureOf(text, temporaryFolder()))).not.toContain('Sec7retToken')
  })

  test('that stands at the top in place of a config', () => {
    expect(textsOf(failureOf('Sec7retToken\n', temporaryFolder()))).not.toContain('Sec7ret')
  })

  test('that was given to be written', async () => {
    const configPath = configFile('clusters: [')
    const write = updateConfig({ access_token: 'Sec7retToken' }, { configPath, environment: {} })

    const error = await write.then(
      () => undefined,
      (reason: unknown) => reason,
    )

    expect(error).toBeInstanceOf(Error)
    expect(textsOf(error)).not.toContain('Sec7ret')
  })
})

describe('no text made from a client or a config shows a token', () => {
  const tokens = ['Sec7retAccess', 'Sec7retRefresh'] as const
  const user = ['type: oauth', `token: ${tokens[0]}`, `refresh_token: ${tokens[1]}`]

  test('from the resolved config', () => {
    const config = resolveConfig({ configPath: configFile(oneContext({ user })), environment: {} })

    expect(inspect(config, { depth: 20, showHidden: true }) + JSON.stringify(config)).not.toContain('Sec7ret')
  })

  test('from the client', () => {
    const client = new NeMoPlatform({ configPath: configFile(oneContext({ user })) })

    expect(inspect(client, { depth: 20, showHidden: true }) + String(client)).not.toContain('Sec7ret')
  })

  test('from a client with a token of its own', () => {
    const client = new NeMoPlatform({ baseURL: 'http://nemo.test', accessToken: 'Sec7retAccess' })

    expect(inspect(client, { depth: 20, showHidden: true })).not.toContain('Sec7ret')
  })
})
