import { describe, expect, test } from 'vitest'
import { codeOf } from '../../src/errors/error-code-of.ts'
import { NeMoPlatformError } from '../../src/errors/index.ts'

const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })

describe('the code of an error', () => {
  test('is its own, or else that of the nearest cause', () => {
    expect(codeOf(refused)).toBe('ECONNREFUSED')
    expect(codeOf(new TypeError('fetch failed', { cause: refused }))).toBe('ECONNREFUSED')
    expect(codeOf(Object.assign(new Error('outer', { cause: refused }), { code: 'EPIPE' }))).toBe('EPIPE')
  })

  test("is never this package's own word for the failure", () => {
    expect(codeOf(new NeMoPlatformError('no answer', { cause: refused }))).toBe('ECONNREFUSED')
    expect(codeOf(new NeMoPlatformError('no answer'))).toBeUndefined()
  })

  test('is none where there is no text', () => {
    const numbered = Object.assign(new Error('x'), { code: 7 })
    for (const error of [numbered, new Error('x'), 'ECONNREFUSED', null, undefined, { code: 'EPERM' }]) {
      expect(codeOf(error)).toBeUndefined()
    }
  })

  test('is looked for in a circle of causes, but not for ever', () => {
    const error = new Error('outer')
    error.cause = new Error('inner', { cause: error })
    expect(codeOf(error)).toBeUndefined()
  })
})
