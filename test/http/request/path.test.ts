import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InvalidArgumentError } from '../../../src/errors/index.ts'
import { checkRawPath, path } from '../../../src/http/request/path.ts'

/** The path of a project in a workspace, as a URL has it. */
function projectPath(workspace: unknown, name: unknown): string {
  const built = path`/apis/entities/v2/workspaces/${{ workspace }}/projects/${{ name }}`.build()
  return new URL(built, 'http://nemo.test').pathname
}

const part = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 })

describe('path parts', () => {
  test.each([
    ['letters and digits', 'ml-team42'],
    ['unreserved marks', 'a-b.c_d~e'],
    ['sub-delimiters', "!$&'()*+,;="],
    ['colon and at sign', 'a:b@c'],
    ['a wildcard', '*'],
    ['an e-mail address with a plus', 'ana+x@example.com'],
    ['three dots', '...'],
    ['dots with something beside them', '..a'],
  ])('keep %s as they are', (_what, name) => {
    expect(projectPath('ws', name)).toBe(`/apis/entities/v2/workspaces/ws/projects/${name}`)
  })

  test.each([
    ['a slash', 'a/b', 'a%2Fb'],
    ['a blank', 'a b', 'a%20b'],
    ['a percent sign, once', '100%', '100%25'],
    ['what is encoded already, once more', '%40', '%2540'],
    ['a question mark', 'a?b', 'a%3Fb'],
    ['a hash', 'a#b', 'a%23b'],
    ['a backslash', 'a\\b', 'a%5Cb'],
    ['brackets', '[x]', '%5Bx%5D'],
    ['a line break', 'a\nb', 'a%0Ab'],
    ['a tab', 'a\tb', 'a%09b'],
    ['Unicode as UTF-8', 'é', '%C3%A9'],
    ['encoded dots', '%2e%2e', '%252e%252e'],
    ['a way out', '../admin', '..%2Fadmin'],
  ])('encode %s', (_what, name, encoded) => {
    expect(projectPath('ws', name)).toBe(`/apis/entities/v2/workspaces/ws/projects/${encoded}`)
  })

  test.each([
    ['an empty text', ''],
    ['a dot', '.'],
    ['two dots', '..'],
    ['undefined', undefined],
    ['null', null],
    ['a number', 7],
    ['a boolean', true],
    ['an object', {}],
    ['a list', ['a']],
    ['a high surrogate alone', 'a\ud800'],
    ['a low surrogate alone', '\udc00a'],
  ])('refuse %s', (_what, name) => {
    expect(() => projectPath('ws', name)).toThrow(InvalidArgumentError)
  })

  test('are named in the error', () => {
    const act = () => projectPath('', 'x')

    expect(act).toThrow(
      expect.objectContaining({ argument: 'workspace', message: expect.stringContaining('workspace') }),
    )
  })

  test('cannot change the number of segments', () => {
    fc.assert(
      fc.property(part, part, (workspace, name) => {
        fc.pre(![workspace, name].some((text) => text === '.' || text === '..' || !text.isWellFormed()))
        expect(projectPath(workspace, name).split('/')).toHaveLength(8)
      }),
    )
  })

  test('are read back as what was written', () => {
    fc.assert(
      fc.property(part, (name) => {
        fc.pre(name !== '.' && name !== '..' && name.isWellFormed())
        expect(decodeURIComponent(projectPath('ws', name).split('/').at(-1) ?? '')).toBe(name)
      }),
    )
  })
})

describe('paths that the caller writes in full', () => {
  test.each(['/apis/plugins', 'apis/plugins', '/apis/files/v2/a%2Fb?x=1', '/a/.../b', '/a/..b'])(
    'may be %s',
    (raw) => {
      expect(checkRawPath(raw)).toBe(raw)
    },
  )

  test.each([
    '/apis/../admin',
    '/apis/./x',
    '..',
    '/apis/..',
    '/apis/%2e%2e/admin',
    '/apis/%2E./admin',
    '/apis/.%2e?x=1',
    '/apis\\..\\admin',
    '/apis/\t../admin',
    '/apis/.\n./admin',
  ])('may not have dot segments, also not disguised as %j', (raw) => {
    expect(() => checkRawPath(raw)).toThrow(InvalidArgumentError)
  })

  test.each([[''], [undefined], [null], [7], [{}]])('may not be %j', (raw) => {
    expect(() => checkRawPath(raw)).toThrow(InvalidArgumentError)
  })

  test('cannot climb out of the folder of the base URL, whatever they hold', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('.', '..', '/', '\\', '%2e', '\t', '\n', 'a', '?', '#'), { minLength: 1 }),
        (parts) => {
          const raw = parts.join('')
          let checked: string
          try {
            checked = checkRawPath(raw)
          } catch {
            return
          }
          const url = new URL(`http://nemo.test/base/${checked.replace(/^\/+/, '')}`)
          expect(url.pathname.startsWith('/base/')).toBe(true)
        },
      ),
    )
  })
})
