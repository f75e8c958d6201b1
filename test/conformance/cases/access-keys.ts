/** Scoped access keys, switched off. */

import { changedIn } from '../generations.ts'
import type { Expectation, Scenario } from '../scenario.ts'
import { FORBIDDEN, get, owner, platformAdmin, post, remove, UNAUTHORIZED } from '../steps.ts'

const KEYS = '/apis/auth/v2/access-keys'
const JTI = `ak_${'0'.repeat(32)}`
const DISABLED: Expectation = {
  status: 404,
  body: { detail: 'Scoped Access Keys are not enabled', code: 'access_keys_disabled' },
}

export const accessKeyCases: readonly Scenario[] = [
  {
    id: 'keys-off',
    title: 'every call about access keys says that they are off',
    steps: [
      get(KEYS, DISABLED),
      post(KEYS, {}, DISABLED),
      post(KEYS, { name: 'key', expires_in_seconds: 60 }, DISABLED, { as: platformAdmin }),
      post(`${KEYS}/${JTI}/suspend`, undefined, DISABLED),
      post(`${KEYS}/${JTI}/unsuspend`, undefined, DISABLED),
      remove(`${KEYS}/${JTI}`, DISABLED),
    ],
  },
  {
    id: 'keys-off-body',
    title: 'what does not fit is told before that',
    steps: [
      post(KEYS, { expires_in_seconds: 0 }, { status: 422 }),
      post(KEYS, { name: '' }, { status: 422 }),
      get(`${KEYS}?page_size=101`, { status: 422 }),
      remove(`${KEYS}/not-a-jti`, { status: 422 }),
    ],
  },
  {
    id: 'keys-off-token',
    title: 'access keys need a token all the same, and from 0.7 on a scope',
    steps: [
      get(KEYS, UNAUTHORIZED, { as: null }),
      get(
        KEYS,
        changedIn<Expectation>('0.7', 'access keys have scopes of their own', {
          before: DISABLED,
          after: FORBIDDEN,
        }),
        { as: { ...owner, scopes: ['jobs:read'] } },
      ),
      get(KEYS, DISABLED, { as: { ...owner, scopes: ['auth:read'] } }),
    ],
  },
]
