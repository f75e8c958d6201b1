/** Lists through the client: pages, iteration, filters. */

import {
  BadRequestError,
  InternalServerError,
  type NeMoPlatform,
  UnprocessableEntityError,
} from 'nemo-platform'
import { expect } from 'vitest'
import type { ClientCase, Stage } from '../../client-case.ts'
import { errorOf } from '../../error-of.ts'

const NAMES = ['p1', 'p2', 'p3', 'p4', 'p5']

/** A client of somebody whose workspace holds five projects. */
async function withProjects({ client, email, workspace }: Stage): Promise<NeMoPlatform> {
  const platform = client(email('owner'), { workspace })
  await platform.workspaces.create({ name: workspace })
  for (const name of NAMES) await platform.projects.create({ name, description: `of ${name}` })
  return platform
}

export const listClientCases: readonly ClientCase[] = [
  {
    id: 'sdk-page',
    title: 'a page holds its items, where it stands, order and filter',
    play: async (stage) => {
      const platform = await withProjects(stage)

      const page = await platform.projects.list({ page_size: 2, sort: 'name' })

      expect(page.data.map((project) => project.name)).toEqual(['p1', 'p2'])
      expect(page.pagination).toEqual({
        page: 1,
        page_size: 2,
        current_page_size: 2,
        total_pages: 3,
        total_results: 5,
      })
      expect(page).toMatchObject({ sort: 'name', filter: null })
      expect(page.hasNextPage()).toBe(true)
    },
  },
  {
    id: 'sdk-iterate',
    title: 'iterating over a list gives the items of all pages',
    play: async (stage) => {
      const platform = await withProjects(stage)
      const names: string[] = []

      for await (const project of platform.projects.list({ page_size: 2, sort: '-name' })) {
        names.push(project.name)
      }

      expect(names).toEqual([...NAMES].reverse())
    },
  },
  {
    id: 'sdk-pages',
    title: 'pages gives one page after the other',
    play: async (stage) => {
      const platform = await withProjects(stage)
      const sizes: number[] = []

      for await (const page of platform.projects.list({ page_size: 2 }).pages()) sizes.push(page.data.length)

      expect(sizes).toEqual([2, 2, 1])
    },
  },
  {
    id: 'sdk-next-page',
    title: 'nextPage keeps filter, order and size',
    play: async (stage) => {
      const platform = await withProjects(stage)
      const first = await platform.projects.list({
        page_size: 2,
        sort: 'name',
        filter: { name: { $gte: 'p2' } },
      })

      const second = await first.nextPage()

      expect(second.data.map((project) => project.name)).toEqual(['p4', 'p5'])
      expect(second).toMatchObject({ sort: 'name', filter: { name: { $gte: 'p2' } } })
      expect(second.hasNextPage()).toBe(false)
    },
  },
  {
    id: 'sdk-filters',
    title: 'a filter may be an object or a text',
    play: async (stage) => {
      const platform = await withProjects(stage)
      const found = async (filter: object | string) => {
        const page = await platform.projects.list({ sort: 'name' }, { query: { filter } })
        return page.data.map((project) => project.name)
      }

      expect(await found({ name: 'p1' })).toEqual(['p1'])
      expect(await found({ name: { $in: ['p1', 'p5', 'p9'] } })).toEqual(['p1', 'p5'])
      expect(await found({ name: { $gt: 'p1', $lt: 'p4' } })).toEqual(['p2', 'p3'])
      expect(await found('name:"p2" OR name:"p3"')).toEqual(['p2', 'p3'])
      expect(await found('{"$not": {"name": {"$like": "P1"}}}')).toEqual(['p2', 'p3', 'p4', 'p5'])
    },
  },
  {
    id: 'sdk-beyond',
    title: 'a page past the end is empty and has no next one',
    play: async (stage) => {
      const platform = await withProjects(stage)

      const page = await platform.projects.list({ page: 7 })

      expect(page.data).toEqual([])
      expect(page.hasNextPage()).toBe(false)
    },
  },
  {
    id: 'sdk-own-workspaces',
    title: 'the list of workspaces holds those of the caller',
    play: async ({ client, email, workspace }) => {
      const platform = client(email('owner'))
      await platform.workspaces.create({ name: workspace })
      const names: string[] = []

      // From the oldest on: what others make in the meantime comes last.
      for await (const entry of platform.workspaces.list({ page_size: 3, sort: 'created_at' })) {
        names.push(entry.name)
      }

      expect(names).toEqual(expect.arrayContaining([workspace, 'default', 'system']))
      expect(new Set(names).size).toBe(names.length)
    },
  },
  {
    id: 'sdk-bad-filter',
    title: 'a filter that is none is a BadRequestError',
    play: async ({ client, email }) => {
      const call = client(email('u')).workspaces.list({}, { query: { filter: { name: { $regex: 'x' } } } })

      const error = await errorOf(call, BadRequestError)

      expect(error).toMatchObject({ status: 400, detail: "'$regex' is not a valid FilterOperator" })
    },
  },
  {
    id: 'sdk-bad-page',
    title: 'a page that is none is an UnprocessableEntityError that names it',
    play: async ({ client, email }) => {
      const error = await errorOf(client(email('u')).workspaces.list({ page: 0 }), UnprocessableEntityError)

      expect(error.issues).toEqual([
        { path: 'query.page', message: 'Input should be greater than or equal to 1' },
      ])
    },
  },
  {
    id: 'sdk-stumble',
    title: 'an unexpected error is an InternalServerError',
    quirk: true,
    play: async ({ client, email }) => {
      const platform = client(email('u'), { maxRetries: 0 })

      const error = await errorOf(
        platform.workspaces.list({}, { query: { filter: { nothing: 'x' } } }),
        InternalServerError,
      )

      expect(error).toMatchObject({ status: 500, detail: 'An unexpected error occurred.' })
    },
  },
]
