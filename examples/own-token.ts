/** A token from elsewhere: a function is asked again when the token ends or is refused. */

import { NeMoPlatform } from 'nemo-platform'
import { createUnsignedToken } from 'nemo-platform/auth'

const baseURL = process.env['NMP_BASE_URL'] ?? 'http://localhost:8080'

const client = new NeMoPlatform({
  baseURL,
  // Unsigned tokens are for local platforms; anywhere else, ask your vault or identity provider here.
  accessToken: async () => createUnsignedToken({ email: 'admin@example.com', expiresIn: 300 }),
})

const { principal } = await client.auth.whoami()
console.log(`${principal} on ${client.baseURL}`)
