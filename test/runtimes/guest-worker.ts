/** The cases in a worker, and calls that go on after its answer. */

import { NeMoPlatform } from 'nemo-platform'
import { playAll } from './guest.ts'

interface WorkerContext {
  waitUntil(promise: Promise<unknown>): void
}

export default {
  async fetch(request: Request, _environment: unknown, context: WorkerContext): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url)
    const server = searchParams.get('server') ?? ''
    if (pathname === '/cases') return Response.json(await playAll(server))
    const client = new NeMoPlatform({ baseURL: server, workspace: 'default', maxRetries: 0 })
    context.waitUntil(client.projects.create({ name: 'p' }))
    return new Response('answered before the call is')
  },
}
