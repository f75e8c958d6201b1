/** Designs in files. */

import { isRecord } from '../../../../json.ts'
import { UsageError } from '../../../errors.ts'
import { readNumber } from '../../../global-options.ts'
import type { Invocation } from '../../../invocation.ts'
import { parseData } from '../../shared/parse-data.ts'
import { readInput } from '../../shared/read-input.ts'

/** The fields that a file, and how many records are wanted, give. */
export async function designFields(
  invocation: Invocation,
  source: string | undefined,
  records: unknown,
): Promise<Record<string, unknown>> {
  const count = readNumber('--num-records', records as string | undefined, { least: 1 })
  return {
    ...(source === undefined ? {} : { config: await readDesign(invocation, source) }),
    ...(count === undefined ? {} : { num_records: count }),
  }
}

/**
 * Reads a design, by itself or as the library of Data Designer writes it, below `data_designer`.
 *
 * @throws UsageError for what is none.
 */
async function readDesign({ io }: Invocation, source: string): Promise<Readonly<Record<string, unknown>>> {
  if (source.endsWith('.py')) {
    throw new UsageError(
      `${source} is a program, which only the Python command line can run`,
      'Write the design to a file with `config_builder.write_config("design.yaml")`, and give that',
    )
  }
  const value = await parseData(source, await readInput(source, io))
  const design = isRecord(value) ? (value['data_designer'] ?? value) : undefined
  if (isRecord(design)) return design
  throw new UsageError(`${source} holds no design`, 'It must be an object with columns')
}
