/** The measure of all others: the runtime's own `fetch`. */

import { bodyOf, type CreateContestant } from './contestant.ts'

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
    upload: async (body) => {
      const init = { method: 'PUT', headers, body, duplex: 'half' } as const
      return (await fetch(`${url}/upload`, init)).json()
    },
    download: async (bytes) => bodyOf(await fetch(`${url}/download?bytes=${bytes}`, { headers })),
  }
}
