import { decodeToken } from 'nemo-platform/auth'
import { loadConfig, resolveConfig } from 'nemo-platform/config'
import { describe, expect, test } from 'vitest'
import { configErrorOf, configFile, loggedIn, oneContext } from '../helpers/config-files.ts'

/** The credentials of a context whose user has those lines. */
function credentialsOf(user: readonly string[]) {
  return resolveConfig({ configPath: configFile(oneContext({ user })), environment: {} }).credentials
}

/** Access and refresh token of such a user. */
function tokensOf(user: readonly string[]) {
  const credentials = credentialsOf(user)
  if (!('tokens' in credentials)) return undefined
  const { accessToken, refreshToken } = credentials.tokens
  return { accessToken, refreshToken }
}

const errorFor = (user: readonly string[]) => configErrorOf(() => credentialsOf(user))

describe('a user', () => {
  test.each([
    ['without type has no token', []],
    ['without type has no token even where one is written', ['token: ignored']],
    ['of type no-auth has no token', ['type: no-auth']],
    ['of type no-auth has no token even where one is written', ['type: no-auth', 'token: ignored']],
  ])('%s', (_, lines) => {
    expect(credentialsOf(lines)).toEqual({ source: 'none' })
  })

  test.each([
    ['has its token', loggedIn('a'), undefined],
    ['has its refresh token', loggedIn('a', 'b'), 'b'],
    ['may have a null as refresh token', [...loggedIn('a'), 'refresh_token: null'], undefined],
    ['may have an empty refresh token', [...loggedIn('a'), "refresh_token: ''"], undefined],
  ])('of type oauth %s', (_, lines, refreshToken) => {
    expect(tokensOf(lines)).toEqual({ accessToken: 'a', refreshToken })
  })

  test.each([
    ['has no token', ['type: oauth'], 'users[0].token'],
    ['has an empty token', ['type: oauth', "token: ''"], 'users[0].token'],
    ['has a null as token', ['type: oauth', 'token:'], 'users[0].token'],
  ])('of type oauth is an error where it %s', (_, lines, key) => {
    expect(errorFor(lines).key).toBe(key)
  })

  test.each(['basic', 'OAuth', 'api_key'])('of the unknown type %s is an error', (type) => {
    expect(errorFor([`type: ${type}`]).message).toMatch(/oauth.*no-auth/)
  })

  test('with a null as type is an error', () => {
    expect(errorFor(['type:', 'token: t']).path).toMatch(/config\.yaml$/)
  })

  test('that is a bare text is an error at its line', () => {
    const text = oneContext().replace('- name: main-user', '- main-user')
    const configPath = configFile(text)

    expect(configErrorOf(() => loadConfig({ configPath, environment: {} }))).toMatchObject({ line: 6 })
  })

  test('may stand beside users of the other kinds', () => {
    const others = "- {type: no-auth, name: b}\n- {type: oauth, name: c, token: t, refresh_token: ''}\n"
    const configPath = configFile(oneContext().replace('contexts:', `${others}contexts:`))

    const { users } = loadConfig({ configPath, environment: {} }).file

    expect(users.map(({ name, type }) => [name, type])).toEqual([
      ['main-user', 'no-auth'],
      ['b', 'no-auth'],
      ['c', 'oauth'],
    ])
  })
})

describe('an old user with an API key', () => {
  test('has the key as its token', () => {
    expect(tokensOf(['type: api-key', 'api_key: nvapi-made-up'])).toEqual({
      accessToken: 'nvapi-made-up',
      refreshToken: undefined,
    })
  })

  test('has the key without the blanks around it', () => {
    expect(tokensOf(['type: api-key', "api_key: ' nvapi-made-up '"])?.accessToken).toBe('nvapi-made-up')
  })

  test('needs no type', () => {
    expect(tokensOf(['api_key: k'])?.accessToken).toBe('k')
  })

  test('is an old one even where its type is oauth', () => {
    expect(tokensOf([...loggedIn('new', 'refresh'), 'api_key: k'])).toEqual({
      accessToken: 'k',
      refreshToken: undefined,
    })
  })

  test('has an unsigned token without end where the key is an e-mail address', () => {
    const token = decodeToken(tokensOf(['type: api-key', 'api_key: alice@example.com'])?.accessToken ?? '')

    expect(token?.header['alg']).toBe('none')
    expect(token?.claims).toEqual({
      sub: 'alice@example.com',
      iat: expect.any(Number),
      email: 'alice@example.com',
    })
  })

  test.each([
    ['is empty', "api_key: ''"],
    ['is blank', "api_key: '  '"],
    ['is a number', 'api_key: 5'],
    ['is a null', 'api_key:'],
    ['is missing', 'extra: 1'],
  ])('has no token where the key %s', (_, line) => {
    expect(credentialsOf(['type: api-key', line])).toEqual({ source: 'none' })
  })

  test('without name is called `default`', () => {
    const text = oneContext({ user: ['api_key: k'] })
      .replace('- name: main-user\n  ', '- ')
      .replace('user: main-user', 'user: default')
    const config = resolveConfig({ configPath: configFile(text), environment: {} })

    expect(config.credentials.source).toBe('file')
  })
})

test('tokens show up in no text made from the resolved config', () => {
  const user = loggedIn('secret-access', 'secret-refresh')
  const config = resolveConfig({ configPath: configFile(oneContext({ user })), environment: {} })

  expect(JSON.stringify(config)).not.toContain('secret')
})
