/** The description as one release has it. */

import { describe, expect, it } from 'vitest'
import { describedOperations, resolveSchema, type Schema } from '../../src/openapi/index.ts'

function operation(release: string | undefined, method: string, template: string) {
  return describedOperations(release).find((one) => one.method === method && one.template === template)
}

const KEYS = '/apis/auth/v2/access-keys'
const propertiesOf = (schema: Schema | undefined) =>
  resolveSchema(schema ?? {})['properties'] as Record<string, Schema> | undefined

describe('operations of a release', () => {
  it('are those that it has, with their own scopes', () => {
    expect(operation('0.6', 'POST', `${KEYS}/{jti}/rotate`)).toBeUndefined()
    expect(operation('0.8', 'POST', `${KEYS}/{jti}/rotate`)?.since).toBe('0.7')
    expect(operation('0.6', 'POST', KEYS)?.scopes).toEqual([])
    expect(operation('0.8', 'POST', KEYS)?.scopes).toEqual(['auth:write', 'platform:write'])
  })

  it('have bodies and answers as it has them, references followed', () => {
    const create = (release: string) => propertiesOf(operation(release, 'POST', KEYS)?.body)
    expect(create('0.6')).not.toHaveProperty('scope')
    expect(create('0.8')).toHaveProperty('scope')
    const status = (release: string) =>
      propertiesOf(operation(release, 'POST', KEYS)?.answers['200'])?.['status']?.['enum']
    expect(status('0.6')).toEqual(['ACTIVE', 'EXPIRED', 'REVOKED', 'SUSPENDED'])
    expect(status('0.8')).toContain('ROTATING')
  })

  it('of a release that is newer than all known are those of the newest', () => {
    expect(describedOperations('1.0')).toHaveLength(describedOperations('0.8').length)
    expect(describedOperations('0.6').length).toBeLessThan(describedOperations('0.8').length)
    expect(describedOperations('0.8').length).toBe(describedOperations().length)
  })
})
