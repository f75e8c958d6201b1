/** Statuses in the colour of what they mean. */

import type { Style } from './style.ts'

const GOOD = /^(?:completed|ready|active|succeeded|success|passed|healthy|enabled|running|deployed)$/i
const BAD = /^(?:error|failed|failure|cancelled|canceled|lost|unhealthy|revoked|expired|deleted)$/i
const OVER = /^(?:disabled|unknown|inactive|suspended)$/i

/** Whether the values of a column are statuses. */
export function isStatusColumn(column: string): boolean {
  return /(?:^|[._])(?:status|state)$/i.test(column)
}

/** A status, painted: `text` may be padded. */
export function statusText(style: Style, text: string): string {
  const status = text.trim()
  if (status === '') return text
  if (GOOD.test(status)) return style.green(text)
  if (BAD.test(status)) return style.red(text)
  return OVER.test(status) ? style.dim(text) : style.yellow(text)
}
