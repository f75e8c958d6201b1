/** What all commands that list things have in common. */

import type { Command } from 'commander'
import type { LogPagePromise, Page, PagePromise } from '../../../index.ts'
import { UsageError } from '../../errors.ts'
import { oneOf, readNumber } from '../../global-options.ts'
import type { Invocation } from '../../invocation.ts'
import { written } from '../../io.ts'

/** The flags of a list. */
export interface ListFlags {
  filter?: string
  sort?: string
  page?: string
  pageSize?: string
  allPages?: true
  stream?: true
}

const SORTS = ['name', '-name', 'created_at', '-created_at', 'updated_at', '-updated_at'] as const

/** Adds them. */
export function addListOptions(command: Command, { isSortable }: { isSortable: boolean }): Command {
  if (isSortable) {
    command
      .option('--filter <filter>', 'only those that match: name:"ml" AND created_at>"2026-01-01", or JSON')
      .option('--sort <field>', `one of ${SORTS.join(', ')}`)
  }
  return addColumns(command)
    .option('--page <number>', 'which page (default: 1)')
    .option('--page-size <number>', 'how many per page')
    .option('--all-pages', 'fetch all pages')
    .option('--stream', 'write one JSON object per line, of all pages as they come')
}

/** Adds the choice of columns. */
export function addColumns(command: Command): Command {
  return command.option(
    '-c, --output-columns <columns>',
    'columns of tables: default, all, or names separated by commas',
  )
}

/** The flags as params of the SDK. */
export function listParams({ filter, sort, page, pageSize }: ListFlags) {
  return {
    filter,
    sort: oneOf('--sort', sort, SORTS),
    page: readNumber('--page', page, { least: 1 }),
    page_size: readNumber('--page-size', pageSize, { least: 1 }),
  }
}

/** What of a list is shown: columns of tables, and fields that each item always has. */
export interface ShownList {
  readonly columns: readonly string[] | undefined
  readonly fields: readonly string[] | undefined
}

/** Writes a page, or all of them, and says where there are more. */
export async function printList<Item>(
  invocation: Invocation,
  list: PagePromise<Item>,
  flags: ListFlags,
  { columns, fields }: ShownList,
): Promise<void> {
  if (flags.stream === true) {
    await streamList(invocation, list)
    return
  }
  const page = await list
  const data = flags.allPages === true ? await allOf(page) : page.data
  const { pagination } = page
  const shown = {
    data,
    ...(pagination == null
      ? {}
      : { pagination: flags.allPages === true ? asOnePage(page, data) : pagination }),
    // As Python has it: of all pages together neither is told.
    ...(flags.allPages === true || page.sort === undefined ? {} : { sort: page.sort }),
    ...(flags.allPages === true || page.filter === undefined ? {} : { filter: page.filter }),
  }
  await invocation.print(shown, { list: true, columns, fields })
  if (flags.allPages !== true && page.hasNextPage()) {
    const total = pagination?.total_results
    invocation.note(
      `Warning: this is page ${pagination?.page} of ${pagination?.total_pages}${total === undefined ? '' : ` (${total} in all)`}; use --all-pages or --page.`,
    )
  }
}

/** Writes a page of a log, or all of it, and says where there is more. */
export async function printLog<Item>(
  invocation: Invocation,
  log: LogPagePromise<Item>,
  flags: ListFlags,
  shown: ShownList,
): Promise<void> {
  if (flags.stream === true) {
    await streamList(invocation, log)
    return
  }
  const page = await log
  const shownPage = flags.allPages === true ? { data: await allOf(page), next_page: null } : { ...page }
  await invocation.print(shownPage, { list: true, ...shown })
  if (flags.allPages !== true && page.hasNextPage())
    invocation.note('Warning: there is more; use --all-pages or --page-cursor.')
}

async function streamList<Item>(invocation: Invocation, list: AsyncIterable<Item>): Promise<void> {
  requireJson(invocation)
  invocation.noteUnusedColumns('JSON')
  for await (const item of list) {
    if (invocation.io.isOutputLost()) return
    await written(invocation.io.stdout, '')
    invocation.sayJson(item)
  }
}

/** @throws UsageError where another format than JSON was asked for. */
export function requireJson({ globals: { outputFormat } }: Invocation): void {
  if (outputFormat === undefined || outputFormat === 'json' || outputFormat === 'raw') return
  throw new UsageError(
    `--stream writes JSON, not ${outputFormat}`,
    'Leave --output-format out, or use json or raw',
  )
}

async function allOf<Item>(page: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = []
  for await (const item of page) items.push(item)
  return items
}

/** All pages count as one. */
function asOnePage<Item>(page: Page<Item>, data: readonly Item[]) {
  return {
    ...page.pagination,
    page: 1,
    page_size: data.length,
    current_page_size: data.length,
    total_pages: 1,
  }
}
