/** References to filesets and to the files in them. */

import fc from 'fast-check'
import { InvalidArgumentError } from 'nemo-platform'
import { describe, expect, test } from 'vitest'
import {
  buildFilesetRef,
  parseFilesetPath,
  parseFilesetRef,
} from '../../../src/resources/files/fileset-ref.ts'

const name = fc.stringMatching(/^[a-z][a-z\d-]{0,20}$/)
const path = fc
  .array(fc.string({ unit: 'grapheme', minLength: 1 }), { maxLength: 4 })
  .map((parts) => parts.join('/').replace(/^\/+/, ''))

describe('parseFilesetRef', () => {
  test.each([
    ['fileset://ws/fs#data/a.txt', { workspace: 'ws', fileset: 'fs', path: 'data/a.txt' }],
    ['fileset://ws/fs', { workspace: 'ws', fileset: 'fs', path: '' }],
    ['ws/fs#data/a.txt', { workspace: 'ws', fileset: 'fs', path: 'data/a.txt' }],
    ['fs#a.txt', { workspace: 'mine', fileset: 'fs', path: 'a.txt' }],
    ['fs#/a.txt', { workspace: 'mine', fileset: 'fs', path: 'a.txt' }],
    ['fs#a#b.txt', { workspace: 'mine', fileset: 'fs', path: 'a#b.txt' }],
    ['fs#data/', { workspace: 'mine', fileset: 'fs', path: 'data/' }],
    ['fs', { workspace: 'mine', fileset: 'fs', path: '' }],
    ['ws/fs', { workspace: 'ws', fileset: 'fs', path: '' }],
    ['/ws/fs', { workspace: 'ws', fileset: 'fs', path: '' }],
    ['ws/fs/data/a.txt', { workspace: 'ws', fileset: 'fs', path: 'data/a.txt' }],
  ])('reads %s', (reference, expected) => {
    expect(parseFilesetRef(reference, 'mine')).toEqual(expected)
  })

  test.each(['', '/', 'fileset://', '#a.txt', 'ws/', 'ws/#a.txt'])(
    'refuses %j: it names no fileset',
    (reference) => {
      expect(() => parseFilesetRef(reference, 'mine')).toThrow(InvalidArgumentError)
    },
  )

  test('refuses a reference without a workspace where there is no default', () => {
    expect(() => parseFilesetRef('fs#a.txt')).toThrow(/`workspace` is missing/)
  })
})

describe('parseFilesetPath', () => {
  test('takes what has no # for a path', () => {
    expect(parseFilesetPath('ws/fs/a.txt', 'mine')).toEqual({
      workspace: 'mine',
      fileset: undefined,
      path: 'ws/fs/a.txt',
    })
  })

  test('takes what begins with fileset:// for a reference', () => {
    expect(parseFilesetPath('fileset://ws/fs', 'mine')).toEqual({ workspace: 'ws', fileset: 'fs', path: '' })
  })
})

describe('buildFilesetRef', () => {
  test.each([
    ['ws/fs#dir/a.txt', {}, 'ws/fs#dir/a.txt'],
    ['ws/fs/dir/a.txt', {}, 'ws/fs#dir/a.txt'],
    ['fs#a.txt', { workspace: 'ws' }, 'ws/fs#a.txt'],
    ['dir/a.txt', { workspace: 'ws', fileset: 'fs' }, 'ws/fs#dir/a.txt'],
    ['', { workspace: 'ws', fileset: 'fs' }, 'ws/fs'],
  ])('writes %j with %j as %s', (reference, defaults, expected) => {
    expect(buildFilesetRef(reference, defaults)).toBe(expected)
  })

  test('what it writes is read as it was', () => {
    fc.assert(
      fc.property(name, name, path, (workspace, fileset, file) => {
        const reference = buildFilesetRef(`${fileset}#${file}`, { workspace })

        expect(parseFilesetRef(reference)).toEqual({ workspace, fileset, path: file })
        expect(parseFilesetRef(`fileset://${reference}`)).toEqual({ workspace, fileset, path: file })
        expect(buildFilesetRef(reference)).toBe(reference)
      }),
    )
  })

  test('any text is read or refused, and nothing else', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('/', '#', ':', 'a', '.', 'fileset://') }), (text) => {
        try {
          const { workspace, fileset, path: file } = parseFilesetRef(text, 'mine')
          expect(workspace).not.toBe('')
          expect(fileset).not.toMatch(/^$|\//)
          expect(file).not.toMatch(/^\//)
        } catch (error) {
          if (!(error instanceof InvalidArgumentError)) throw error
        }
      }),
    )
  })
})
