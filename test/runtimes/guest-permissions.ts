/** A program that lists workspaces, with as few permissions as it can: by base URL and token, or by a config file. */

import { isNeMoPlatformError, NeMoPlatform } from 'nemo-platform'

const { args } = (globalThis as unknown as { Deno: { args: readonly string[] } }).Deno
const [way = '', first, second] = args
const options = {
  direct: { baseURL: first, accessToken: second },
  config: { configPath: first },
  default: {},
}[way]
try {
  await using client = new NeMoPlatform(options)
  const { data } = await client.workspaces.list()
  console.log(`${data.length} workspaces`)
} catch (error) {
  if (!isNeMoPlatformError(error)) throw error
  console.log([error.code, error.problem, ...error.remedies].join('\n'))
}
