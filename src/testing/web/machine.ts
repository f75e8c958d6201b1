/** Pages and workers have neither sockets to listen on nor files: the mock platform is a `fetch` there. */

import { InvalidArgumentError } from '../../errors/index.ts'

/** Refuses. */
export function listen(): Promise<never> {
  return Promise.reject(notHere('listen'))
}

/** Refuses. */
export function updateConfig(): Promise<never> {
  return Promise.reject(notHere('writeConfig'))
}

function notHere(method: string): InvalidArgumentError {
  return new InvalidArgumentError(method, 'needs Node, Bun or Deno', {
    remedies: [
      {
        text: 'Give the platform to the client as it is',
        call: 'new NeMoPlatform({ fetch: platform.fetch })',
      },
    ],
  })
}
