/** The platform that the steps are taken on: a mock, as new for each of them, and open to pages of every origin. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MockPlatform, type MockServer } from 'nemo-platform/testing'
import type { Stage, World } from './steps.ts'

const ADMIN = 'admin@example.com'
const VIEWER = 'ana@example.com'

/** What answers the guests. */
export interface StepPlatform extends Stage, AsyncDisposable {
  /** Makes all new. */
  open(): Promise<World>
}

/** Starts it. */
export async function startStepPlatform(): Promise<StepPlatform> {
  const platform = new MockPlatform({ auth: { adminEmail: ADMIN, oidc: true } })
  const server = await platform.listen({ around: answerPages })
  const folders = mkdtempSync(join(tmpdir(), 'nemo-steps-'))
  return {
    open: () => open(platform, server, mkdtempSync(join(folders, 'step-'))),
    fault: async (fault) => platform.faults.next(fault),
    requests: async () => platform.requests.map(({ method, path }) => `${method} ${path}`),
    [Symbol.asyncDispose]: async () => {
      await server.close()
      rmSync(folders, { recursive: true })
    },
  }
}

async function open(platform: MockPlatform, { url }: MockServer, folder: string): Promise<World> {
  platform.reset()
  await platform.seed({
    workspaces: ['ml-team'],
    members: [{ workspace: 'ml-team', principal: VIEWER, roles: ['Viewer'] }],
    projects: ['news', 'reviews', 'summaries'].map((name) => ({ workspace: 'ml-team', name })),
    filesets: [{ workspace: 'ml-team', name: 'notes', files: { 'hello.txt': 'hello, with an é' } }],
    providers: [{ workspace: 'ml-team', name: 'team-llm', hostURL: 'http://localhost:9000/v1' }],
  })
  mkdirSync(join(folder, 'data'))
  for (const name of ['one', 'two']) writeFileSync(join(folder, 'data', `${name}.txt`), name)
  const configPath = join(folder, 'config.yaml')
  await platform.writeConfig(configPath, { email: ADMIN, expiresIn: -60 })
  const [admin, viewer] = [ADMIN, VIEWER].map((email) => platform.tokenFor(email)) as [string, string]
  return { baseURL: url, admin, viewer, configPath, folder }
}

/** As a proxy before a platform lets pages in (CORS). */
async function answerPages(
  request: Request,
  answer: (request: Request) => Promise<Response>,
): Promise<Response> {
  const isPreflight = request.method === 'OPTIONS' && request.headers.has('access-control-request-method')
  const response = isPreflight ? new Response(null, { status: 204 }) : await answer(request)
  const headers = new Headers(response.headers)
  headers.set('access-control-allow-origin', '*')
  headers.set('access-control-expose-headers', '*')
  headers.set('access-control-allow-methods', 'GET, HEAD, POST, PUT, PATCH, DELETE')
  headers.set('access-control-allow-headers', request.headers.get('access-control-request-headers') ?? '')
  const { status, body } = response
  return new Response(body, { status, headers })
}
