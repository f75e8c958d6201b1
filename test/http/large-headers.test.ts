/** A token that is too large for the server is named as that. */

import { APIStatusError, NeMoPlatform } from 'nemo-platform'
import { expect, test } from 'vitest'
import { sendJson, serve } from '../helpers/local-server.ts'
import { rejection } from '../helpers/rejection.ts'

test('a header over the limit of the server tells the size of the token', async () => {
  await using server = await serve((_, response) => sendJson(response, {}))
  const accessToken = `${'t'.repeat(20_000)}`

  const error = await rejection(
    new NeMoPlatform({ baseURL: server.url, accessToken }).get('/x'),
    APIStatusError,
  )

  expect(error.status).toBe(431)
  expect(error.remedies[0]).toContain('this one has 20000 bytes')
  expect(error.message).not.toContain('tttt')
})
