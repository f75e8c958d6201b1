/** The option `baseURL`: what is a URL of a platform, and what becomes of it. */

import fc from 'fast-check'
import { NeMoPlatform } from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { configErrorOf } from '../helpers/config-files.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { json, stubFetch } from '../helpers/stub-fetch.ts'

beforeEach(() => {
  isolateEnvironment()
})

describe('a base URL', () => {
  test.each([
    ['without a scheme', 'nemo.example.com'],
    ['without a scheme, but with a port', 'localhost:8080'],
    ['that begins with two slashes', '//nemo.example.com'],
    ['of a file', 'file:///etc/passwd'],
    ['of another scheme', 'ftp://nemo.example.com'],
    ['of web sockets', 'wss://nemo.example.com'],
    ['that is a script', 'javascript:alert(1)'],
    ['without a host', 'http://'],
    ['that is only blanks', '   '],
    ['with a query', 'https://nemo.example.com/?a=b'],
    ['with a fragment', 'https://nemo.example.com/#a'],
    ['with an impossible port', 'https://nemo.example.com:99999'],
    ['of more than 2083 characters', `https://nemo.example.com/${'a'.repeat(2100)}`],
  ])('%s is a ConfigError that shows the right form', (_what, baseURL) => {
    const error = configErrorOf(() => new NeMoPlatform({ baseURL }))

    expect(error.key).toBe('baseURL')
    expect(error.message).toContain('https://nemo.example.com')
  })

  test.each([
    'https://alice:wonderland@nemo.test',
    'https://alice:wonderland@nemo.test:8080/x',
    'http://:wonderland@nemo.test',
  ])('with credentials is refused without showing them', (baseURL) => {
    const error = configErrorOf(() => new NeMoPlatform({ baseURL }))

    expect(error.message).toContain('user name or password')
    expect(`${error.message}${error.stack}`).not.toContain('wonderland')
  })

  test.each([
    ['HTTPS://Nemo.Example.COM', 'https://nemo.example.com/'],
    ['https://nemo.example.com:443/', 'https://nemo.example.com/'],
    ['http://nemo.example.com:80', 'http://nemo.example.com/'],
    ['  http://nemo.test  ', 'http://nemo.test/'],
    ['https://nemo.example.com/a/../b', 'https://nemo.example.com/b'],
    ['https://bücher.example', 'https://xn--bcher-kva.example/'],
    ['http://[::1]:8080', 'http://[::1]:8080/'],
  ])('%s becomes %s', (given, normal) => {
    expect(new NeMoPlatform({ baseURL: given }).baseURL).toBe(normal)
  })

  test.each(['https://nemo.test/platform', 'https://nemo.test/platform/', 'https://nemo.test/platform//'])(
    'may have a path, which stays in front of every request: %s',
    async (baseURL) => {
      const { fetch, calls } = stubFetch(json({ data: [] }))
      const client = new NeMoPlatform({ baseURL, fetch })

      await client.workspaces.list()
      await client.get('/apis/plugins')
      await client.get('apis/plugins')

      expect(calls.map(({ url }) => url.pathname)).toEqual([
        '/platform/apis/entities/v2/workspaces',
        '/platform/apis/plugins',
        '/platform/apis/plugins',
      ])
    },
  )

  test('is in its normal form for good: taken once more, it stays as it is', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: false, withFragments: false }), (url) => {
        const { baseURL } = new NeMoPlatform({ baseURL: url })

        expect(new NeMoPlatform({ baseURL }).baseURL).toBe(baseURL)
      }),
    )
  })

  test('of any text is either taken or a ConfigError', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (baseURL) => {
        try {
          expect(new NeMoPlatform({ baseURL }).baseURL).toMatch(/^https?:\/\/[^/@]+\//)
        } catch (error) {
          expect(error).toMatchObject({ name: 'ConfigError', key: 'baseURL' })
        }
      }),
    )
  })
})
