import { loadConfig, resolveConfig } from 'nemo-platform/config'
import { describe, expect, test } from 'vitest'
import { configErrorOf, configFile, loggedIn, oneContext } from '../helpers/config-files.ts'

const TEXT = oneContext({ user: loggedIn(), context: ['workspace: ml-team'] })

function load(content: string | Uint8Array) {
  return loadConfig({ configPath: configFile(content), environment: {} }).file
}

const errorOf = (content: string | Uint8Array) => configErrorOf(() => load(content))

/** What matters of a config. */
function summary(content: string | Uint8Array) {
  const { baseURL, workspace, contextName, credentials } = resolveConfig({
    configPath: configFile(content),
    environment: {},
  })
  const token = 'tokens' in credentials ? credentials.tokens.accessToken : undefined
  return { baseURL, workspace, contextName, token }
}

const EXPECTED = {
  baseURL: 'https://nmp.example.com/',
  workspace: 'ml-team',
  contextName: 'main',
  token: 'stored-token',
}

describe('a config reads the same', () => {
  const indented = TEXT.replace(/^(?=[- ] )/gm, '  ')
  const parts = {
    current_context: 'main',
    clusters: [{ name: 'main-cluster', base_url: 'https://nmp.example.com/' }],
    users: [{ name: 'main-user', type: 'oauth', token: 'stored-token' }],
    contexts: [{ name: 'main', cluster: 'main-cluster', user: 'main-user', workspace: 'ml-team' }],
  }

  test.each([
    ['with the line ends of Windows', TEXT.replaceAll('\n', '\r\n')],
    ['with a byte order mark', `\ufeff${TEXT}`],
    ['with byte order mark and line ends of Windows', `\ufeff${TEXT.replaceAll('\n', '\r\n')}`],
    ['with lists that are indented', indented],
    ['with a start of document', `---\n${TEXT}`],
    ['with an end of document', `${TEXT}...\n`],
    ['with a YAML directive', `%YAML 1.1\n---\n${TEXT}`],
    ['with comments and blank lines', `# head\n\n${TEXT.replaceAll('\n', ' # why\n\n# more\n')}`],
    ['without final newline', TEXT.trimEnd()],
    ['with blanks at the ends of lines', TEXT.replaceAll('\n', '  \n')],
    ['with quoted keys', TEXT.replace(/(\w+):/g, '"$1":').replace('"https":', 'https:')],
    [
      'with its keys in another order',
      `${TEXT.slice(TEXT.indexOf('users:'))}${TEXT.slice(0, TEXT.indexOf('users:'))}`,
    ],
    ['as JSON on one line', JSON.stringify(parts)],
    ['as JSON on many lines', `${JSON.stringify(parts, null, 2)}\n`],
  ])('%s', (_, text) => {
    expect(summary(text)).toEqual(EXPECTED)
  })
})

describe('flow style', () => {
  test('is read', () => {
    const text = `{current_context: main, clusters: [{name: c, base_url: "https://nmp.example.com/"}],
      users: [{name: u, type: oauth, token: stored-token}],
      contexts: [{name: main, cluster: c, user: u, workspace: ml-team}]}`

    expect(summary(`${text}\n`)).toEqual(EXPECTED)
  })

  test('may close its list at the margin', () => {
    const text = TEXT.replace('users:\n- name: main-user\n  type: oauth\n  token: stored-token\n', () =>
      ['users: [', '  {name: main-user, type: oauth, token: stored-token}', ']', ''].join('\n'),
    )

    expect(summary(text)).toEqual(EXPECTED)
  })

  test('may close its map at the margin', () => {
    expect(summary(`plugins: {\n  a: 1\n}\n${TEXT}`)).toEqual(EXPECTED)
  })
})

describe('anchors and aliases', () => {
  test('are read', () => {
    const text = TEXT.replace('- name: main-cluster', '- name: &name main-cluster').replace(
      'cluster: main-cluster\n  user',
      'cluster: *name\n  user',
    )

    expect(summary(text)).toEqual(EXPECTED)
  })

  test('may stand for a whole entry', () => {
    const text = `${TEXT.replace('- name: main\n', '- &main\n  name: main\n')}copies: [*main]\n`

    expect(summary(text)).toEqual(EXPECTED)
  })

  test('that lead nowhere are an error', () => {
    expect(errorOf(TEXT.replace('ml-team', '*nowhere')).path).toMatch(/config\.yaml$/)
  })

  test('that lead to themselves do no harm', () => {
    const text = TEXT.replace('  workspace', '  metadata: &loop\n    again: *loop\n  workspace')

    expect(summary(text)).toEqual(EXPECTED)
  })

  test('that would grow beyond all memory are an error or read as they are, but soon', () => {
    const levels = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']
    const bomb = levels.map((name, level) => {
      const previous = levels[level - 1]
      const items = Array(9).fill(previous === undefined ? 'x' : `*${previous}`)
      return `${name}: &${name} [${items.join(', ')}]\n`
    })

    const outcome = (() => {
      try {
        return summary(bomb.join('') + TEXT)
      } catch (error) {
        return (error as Error).name
      }
    })()

    expect([EXPECTED, 'ConfigError']).toContainEqual(outcome)
  })
})

describe('merge keys', () => {
  const BASE = 'base: &base\n  workspace: ml-team\n  cluster: main-cluster\n  user: other\n'

  test('are read', () => {
    const text = TEXT.replace('  cluster: main-cluster\n  user', '  <<: *base\n  user').replace(
      '  workspace: ml-team\n',
      '',
    )

    expect(summary(BASE + text)).toEqual(EXPECTED)
  })

  test('may merge several maps, of which the first wins', () => {
    const second = 'second: &second {workspace: wrong}\n'
    const text = TEXT.replace('  workspace: ml-team', '  <<: [*base, *second]')

    expect(summary(BASE + second + text)).toEqual(EXPECTED)
  })

  test('give way to keys of the map itself, also to those before them', () => {
    const wrong = 'wrong: &wrong {workspace: wrong, name: wrong}\n'

    expect(
      summary(wrong + TEXT.replace('  workspace: ml-team', '  workspace: ml-team\n  <<: *wrong')),
    ).toEqual(EXPECTED)
  })

  test('in quotes are keys like any other', () => {
    expect(summary(BASE + TEXT.replace('  workspace', '  "<<": *base\n  workspace'))).toEqual(EXPECTED)
  })

  test('that merge something else than maps are an error', () => {
    expect(errorOf(TEXT.replace('  workspace', '  <<: text\n  workspace')).path).toMatch(/config\.yaml$/)
  })
})

describe('a doubled key', () => {
  test('counts the last time within an entry', () => {
    expect(summary(TEXT.replace('  workspace', '  workspace: first\n  workspace'))).toEqual(EXPECTED)
  })

  test('counts the last time at the top', () => {
    expect(summary(`contexts: []\nusers: 5\n${TEXT}`)).toEqual(EXPECTED)
  })
})

describe('an unknown key may hold what YAML has', () => {
  test.each([
    ['a date', '2026-01-01'],
    ['an infinity', '.inf'],
    ['a sexagesimal number', '12:30:45'],
    ['a null', '~'],
    ['a text over several lines', '|\n  a\n  b'],
    ['a nested map', '{a: {b: [1, 2]}}'],
  ])('%s', (_, value) => {
    expect(summary(`plugins: ${value}\n${TEXT}`)).toEqual(EXPECTED)
  })

  test.each(['1', 'no', '~', '2026-01-01', '12:30'])('under a key that is no text: %s', (key) => {
    expect(summary(`${key}: x\n${TEXT}`)).toEqual(EXPECTED)
  })
})

describe('what YAML does not allow is an error', () => {
  test.each([
    ['a tab as indentation', TEXT.replace('  workspace', '\tworkspace')],
    ['a tab in front of a value', TEXT.replace('workspace: ', 'workspace:\t')],
    ['a tab behind a value', TEXT.replace('ml-team', 'ml-team\t')],
    ['a wrong indentation', TEXT.replace('  workspace', '   workspace')],
    ['a doubled anchor without alias', TEXT.replace('ml-team', '&a &b ml-team')],
    ['a null character', TEXT.replace('ml-team', 'ml\0team')],
    ['an escape character', TEXT.replace('ml-team', '\u001b[31mml-team')],
    ['a delete character', TEXT.replace('ml-team', 'ml\u007fteam')],
    ['a control character of the upper half', TEXT.replace('ml-team', 'ml\u009bteam')],
    ['a control character in quotes', TEXT.replace('ml-team', '"ml\u0007team"')],
    ['a control character in a comment', TEXT.replace('ml-team', 'ml-team # \u0007')],
    ['a custom tag', TEXT.replace('ml-team', '!custom ml-team')],
    ['a tag that makes Python objects', TEXT.replace('ml-team', '!!python/object/apply:os.getcwd []')],
    ['a second document', `${TEXT}---\na: b\n`],
    ['a second document that is empty', `${TEXT}---\n`],
    ['an unknown escape', TEXT.replace('ml-team', '"ml\\-team"')],
    ['a quote that is never closed', TEXT.replace('ml-team', "'ml-team")],
  ])('%s', (_, text) => {
    expect(errorOf(text).path).toMatch(/config\.yaml$/)
  })
})

describe('letters beyond ASCII', () => {
  test.each(['ünïcode', '日本語', '😀', 'a\u00a0b', '\ue000', '\ufffd'])('are read: %j', (workspace) => {
    expect(summary(TEXT.replace('ml-team', workspace)).workspace).toBe(workspace)
  })

  test('are read as the Python tools write them', () => {
    expect(summary(TEXT.replace('ml-team', '"\\xFCn\\u65E5\\U0001F600"')).workspace).toBe('ün日😀')
  })

  test('are read from a text that the Python tools fold over several lines', () => {
    const folded = '"\\xFC \\xFC \\xFC\\\n    \\ \\xFC \\xFC"'

    expect(summary(TEXT.replace('ml-team', folded)).workspace).toBe('ü ü ü ü ü')
  })
})

test('a comment may stand right behind a quote or bracket', () => {
  expect(summary(TEXT.replace('ml-team', "'ml-team'#comment"))).toEqual(EXPECTED)
})
