/** The marks of the conformance cases tell right answers from wrong ones. */

import { expect, test } from 'vitest'
import { containing, differences, subset, unordered, without } from './matching.ts'

test.each([
  ['<any>', [0, null, 'x'], [undefined]],
  ['<string>', ['', 'x'], [1, null, undefined]],
  ['<int>', [0, -3], [1.5, '1', undefined]],
  ['<empty>', [undefined], ['', null]],
  ['<timestamp>', ['2026-11-22T06:46:55.881305', '2026-11-22T06:46:55Z'], ['2026-11-22', 'now', 5]],
  ['<id>', [`workspace-${'a'.repeat(22)}`], ['workspace-1', `workspace-${'0'.repeat(22)}`]],
  ['<re:a+b>', ['ab', 'aab'], ['xab', 'abx', 5]],
  ['plain', ['plain'], ['other', undefined]],
  [null, [null], [undefined, 0]],
  [[1, '<int>'], [[1, 2]], [[1], [1, 2, 3], [2, 1.5], { 0: 1, 1: 2 }]],
  [{ a: 1 }, [{ a: 1 }], [{ a: 2 }, {}, { a: 1, b: 2 }, [1], null]],
  [subset({ a: 1 }), [{ a: 1 }, { a: 1, b: 2 }], [{ b: 2 }, null]],
  [unordered(1, 2), [[2, 1]], [[1], [1, 2, 2], [1, 1]]],
  [containing(subset({ a: 1 })), [[{ a: 1, b: 2 }, 3]], [[], [{ a: 2 }]]],
  [without('x'), [[], ['y']], [['y', 'x'], 'y']],
])('%j tells what fits from what does not', (expected, fitting, others) => {
  expect(fitting.filter((actual) => differences(actual, expected).length > 0)).toEqual([])
  expect(others.filter((actual) => differences(actual, expected).length === 0)).toEqual([])
})

test('a difference is told with its place', () => {
  const lines = differences({ data: [{ name: 'a' }] }, { data: [{ name: 'b' }] })

  expect(lines).toEqual(['body.data[0].name is "a", expected "b"'])
})
