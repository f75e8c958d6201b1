/**
 * A server that plays the portable cases for clients in other processes: each client opens a scene for its case, and asks afterwards
 * what the server was asked. For the steps it answers in place of the platform's test. It also hands out the page and the script of
 * browsers.
 */

import type { IncomingMessage, ServerResponse } from 'node:http'
import { type AnsweredCase, answerRequest } from '../helpers/answer-requests.ts'
import { sendJson, serve } from '../helpers/local-server.ts'
import { portableCases } from '../portable/cases.ts'
import { startStepPlatform } from './step-platform.ts'
import type { Stage } from './steps.ts'

/** A server of cases. */
export interface CaseServer extends AsyncDisposable {
  readonly url: string
}

/**
 * Starts it.
 *
 * @param script - What the page of browsers runs.
 */
export async function serveCases(script = ''): Promise<CaseServer> {
  const scenes = new Map<string, AnsweredCase>()
  const platform = await startStepPlatform()
  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { pathname, search, searchParams } = new URL(incoming.url ?? '', 'http://localhost')
    const [, area, id = '', ...rest] = pathname.split('/')
    const scene = scenes.get(id)
    if (area === 'scenes' && scene !== undefined) {
      await answerRequest(incoming, outgoing, scene, `/${rest.join('/')}${search}`)
    } else if (area === 'requests' && scene !== undefined) {
      sendJson(outgoing, scene.requests.map(packed))
    } else if (area === 'open') {
      const found = portableCases.find(({ name }) => name === searchParams.get('case'))
      if (found === undefined) throw new Error(`There is no such case: ${search}`)
      const opened = `${scenes.size + 1}`
      scenes.set(opened, { answer: found.answer, requests: [] })
      sendJson(outgoing, opened)
    } else if (area === 'steps') {
      if (id === 'open') sendJson(outgoing, await platform.open())
      else if (id === 'requests') sendJson(outgoing, await platform.requests())
      else {
        await platform.fault(JSON.parse(searchParams.get('fault') ?? '') as Parameters<Stage['fault']>[0])
        sendJson(outgoing, null)
      }
    } else sendPage(outgoing, area === 'guest.js' ? ['text/javascript', script] : ['text/html', PAGE])
  }
  const server = await serve(handle)
  return {
    url: server.url,
    [Symbol.asyncDispose]: async () => {
      await server[Symbol.asyncDispose]()
      await platform[Symbol.asyncDispose]()
    },
  }
}

const PAGE =
  '<!doctype html><meta charset="utf-8"><title>Cases</title><body><script type="module" src="/guest.js"></script>'

function sendPage(outgoing: ServerResponse, [type, text]: readonly [string, string]): void {
  outgoing.writeHead(200, {
    'content-type': type,
    // Without them there is no shared memory.
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
  })
  outgoing.end(text)
}

/** As `remoteScene` unpacks it. */
function packed({ body, headers, ...rest }: AnsweredCase['requests'][number]): unknown {
  return { ...rest, headers: [...headers], body: Buffer.from(body).toString('base64') }
}
