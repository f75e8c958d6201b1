/** The measure of all others: the runtime's own `fetch`. */

import { createReadStream, createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { bodyOf, type CreateContestant } from './contestant.ts'

const CHUNK = 256 * 1024

interface ProjectPage {
  data: { name: string }[]
  pagination: { total_pages: number }
}

export const createRaw: CreateContestant = ({ url, token }) => {
  const headers = { accept: 'application/json', authorization: `Bearer ${token}` }
  return {
    list: async () => (await fetch(`${url}/apis/entities/v2/workspaces`, { headers })).json(),
    items: async () => {
      let items = 0
      for (let page = 1, pages = 1; page <= pages; page += 1) {
        const query = `page_size=100${page > 1 ? `&page=${page}` : ''}`
        const answer = await fetch(`${url}/apis/entities/v2/workspaces/ml-team/projects?${query}`, {
          headers,
        })
        const { data, pagination } = (await answer.json()) as ProjectPage
        pages = pagination.total_pages
        for (const project of data) if (project.name !== '') items += 1
      }
      return items
    },
    events: async (path) => {
      const decoder = new TextDecoder()
      let events = 0
      let rest = ''
      for await (const chunk of bodyOf(await fetch(url + path, { headers }))) {
        const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) {
          if (line === '') continue
          JSON.parse(line.startsWith('data: ') ? line.slice(6) : line)
          events += 1
        }
      }
      return events
    },
    upload: async (body) => {
      const init = { method: 'PUT', headers, body, duplex: 'half' } as const
      return (await fetch(`${url}/upload`, init)).json()
    },
    uploadFile: async (path) => {
      const filesets = `${url}/apis/files/v2/workspaces/default/filesets`
      const type = { 'content-type': 'application/json' }
      await fetch(filesets, { method: 'POST', headers: { ...headers, ...type }, body: '{"name":"fs"}' })
      const body = Readable.toWeb(createReadStream(path, { highWaterMark: CHUNK })) as ReadableStream
      const length = { 'content-length': String((await stat(path)).size) }
      const init = { method: 'PUT', headers: { ...headers, ...length }, body, duplex: 'half' } as const
      return (await fetch(`${filesets}/fs/-/file`, init)).json()
    },
    downloadFile: async (path) => {
      const content = `${url}/apis/files/v2/workspaces/default/filesets/fs/-/file`
      const body = bodyOf(await fetch(content, { headers: { ...headers, accept: '*/*' } }))
      await pipeline(Readable.fromWeb(body as never), createWriteStream(path))
    },
    download: async (bytes) => bodyOf(await fetch(`${url}/download?bytes=${bytes}`, { headers })),
  }
}
