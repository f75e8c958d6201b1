/** The rows of a dataset: given in the order itself, or in files of a fileset as JSON or JSON Lines. */

import { isRecord, parseJson } from '../../json.ts'
import { keyOf, type State } from '../workspaces/state.ts'

type Row = Record<string, unknown>

/**
 * Reads them.
 *
 * @param dataset - Rows, or `workspace/fileset#path`; a path may name a file, a folder, or have wildcards.
 * @throws Error for what is not there, or has no rows.
 */
export async function readDataset(dataset: unknown, workspace: string, state: State): Promise<Row[]> {
  if (Array.isArray(dataset)) return dataset.filter(isRecord)
  const [, own = workspace, name = '', path = ''] =
    /^(?:([^/#]+)\/)?([^/#]+)(?:#\/*(.*))?$/.exec(String(dataset)) ?? []
  const fileset = state.filesets.records.get(keyOf(own, name))
  if (fileset === undefined) throw new Error(`Fileset '${name}' not found in workspace '${own}'`)
  const pattern = patternOf(path)
  const paths = state.filesets
    .list(fileset)
    .map((file) => file.path)
    .filter((file) => pattern.test(file))
    .sort()
  const rows: Row[] = []
  for (const file of paths) {
    if (!/\.jsonl?$/i.test(file)) continue
    const { size, read } = state.filesets.find(fileset, file)
    rows.push(...rowsOf(await new Response(read?.(0, size) ?? null).text()))
  }
  if (rows.length === 0) throw new Error(`No data could be loaded from ${String(dataset)}`)
  return rows
}

/** Which files are meant. */
function patternOf(path: string): RegExp {
  if (path === '') return /^/
  const escaped = path.replace(/[.+^${}()|\\[\]]/g, '\\$&')
  // `**` stands for any folders, `*` and `?` for what has no slash.
  const source = escaped.replace(/\*\*\/|\*\*|\*|\?/g, (found) => WILDCARDS[found] ?? found)
  return new RegExp(`^${source.replace(/\/$/, '')}(?:/|$)`)
}

const WILDCARDS: Readonly<Record<string, string>> = {
  '**/': '(?:.*/)?',
  '**': '.*',
  '*': '[^/]*',
  '?': '[^/]',
}

function rowsOf(text: string): Row[] {
  const whole = parseJson(text)
  if (Array.isArray(whole)) return whole.filter(isRecord)
  return text
    .split('\n')
    .map((line) => parseJson(line))
    .filter(isRecord)
}
