/** Filters as the platform understands them. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InvalidArgumentError } from '../../../src/errors/index.ts'
import { encodeQuery } from '../../../src/http/request/query.ts'
import { DOTTED_FIELDS, filterQuery, listsQuery } from '../../../src/resources/shared/filter.ts'

const encoded = (filter: unknown, dotted?: ReadonlySet<string>) =>
  decodeURIComponent(encodeQuery({ filter: filterQuery(filter, dotted) }))

describe('filterQuery', () => {
  it('asks for one of a list, which the platform would compare as a whole', () => {
    expect(encoded({ status: ['created', 'active'] })).toBe('filter[status][$in]=created,active')
  })

  it('leaves operators alone', () => {
    expect(encoded({ status: { $in: ['created', 'active'] }, name: { $like: 'a' } })).toBe(
      'filter[status][$in]=created,active&filter[name][$like]=a',
    )
  })

  it('leaves a filter in words alone', () => {
    expect(encoded('name:x')).toBe('filter=name:x')
    expect(filterQuery(undefined)).toBeUndefined()
  })

  it('writes metrics and metadata under dotted keys where the platform wants them', () => {
    const filter = {
      cost_usd: { mean: { $lte: 0.5 }, $gte: 0.1 },
      evaluators: { judge: { mean: { $gte: 0.8 } } },
      metadata: { team: 'search' },
      name: { $like: 'a' },
    }
    expect(encoded(filter, DOTTED_FIELDS).split('&')).toEqual([
      'filter[cost_usd][$gte]=0.1',
      'filter[cost_usd.mean][$lte]=0.5',
      'filter[evaluators.judge.mean][$gte]=0.8',
      'filter[metadata.team]=search',
      'filter[name][$like]=a',
    ])
  })

  it('loses no operator of a field', () => {
    expect(encoded({ cost_usd: { $gte: 1, $lte: 2 } }, DOTTED_FIELDS).split('&')).toEqual([
      'filter[cost_usd][$gte]=1',
      'filter[cost_usd][$lte]=2',
    ])
  })

  it('is JSON where true or false stands in it, which would be compared as texts', () => {
    expect(encoded({ enabled: true, name: { $like: 'a' }, status: ['x', null] })).toBe(
      'filter={"enabled":true,"name":{"$like":"a"},"status":{"$in":["x"]}}',
    )
    expect(encoded({ metadata: { team: 'search' }, is_pinned: false }, DOTTED_FIELDS)).toBe(
      'filter={"metadata.team":"search","is_pinned":false}',
    )
    expect(encoded({ 'data.is_new': { $in: [true, false] } })).toBe(
      'filter={"data.is_new":{"$in":[true,false]}}',
    )
  })

  it('leaves out as JSON what a query leaves out', () => {
    expect(encoded({ enabled: true, name: '', project: null, size: { $gte: undefined } })).toBe(
      'filter={"enabled":true}',
    )
  })

  it.each([{}, { enabled: true }])('refuses what holds itself: %j', (filter: Record<string, unknown>) => {
    filter['self'] = filter
    expect(() => encoded(filter)).toThrow(InvalidArgumentError)
  })

  it('changes nothing without lists, flags and dotted fields', () => {
    const values = fc.oneof(fc.string(), fc.integer(), fc.record({ $eq: fc.string() }))
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z_]{1,9}$/), values), (filter) => {
        expect(filterQuery(filter)).toEqual(filter)
      }),
    )
  })
})

describe('listsQuery', () => {
  it('writes lists as JSON: one value would be no list', () => {
    const filter = { status: ['active'], job: 'j1', task_cleanup_pending: true }
    expect(decodeURIComponent(encodeQuery({ filter: listsQuery(filter) })).split('&')).toEqual([
      'filter[status]=["active"]',
      'filter[job]=j1',
      'filter[task_cleanup_pending]=true',
    ])
  })

  it('leaves a filter in words alone', () => {
    expect(listsQuery('job:x')).toBe('job:x')
    expect(listsQuery(undefined)).toBeUndefined()
  })
})
