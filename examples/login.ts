/**
 * Logs in from a script: shows a code, waits until somebody has entered it in a browser, and stores the login in the config file.
 *
 * Run: BASE_URL=https://nemo.example.com node examples/login.ts
 */

import { NeMoPlatform } from 'nemo-platform'
import { login } from 'nemo-platform/auth'

const { principal, scopes } = await login({
  method: 'device',
  baseURL: process.env['BASE_URL'],
  onCode: ({ verificationUri, userCode }) => console.log(`Open ${verificationUri} and enter ${userCode}`),
})
console.log(`logged in as ${principal} with ${scopes?.join(' ')}`)

const client = new NeMoPlatform()
const { expiresAt, refreshable } = await client.auth.status()
console.log(`until ${expiresAt?.toISOString()}, renewed by itself: ${refreshable}`)
