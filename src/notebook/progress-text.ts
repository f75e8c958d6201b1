/** How far something has come, in words. */

import { printableLine } from '../printable.ts'
import type {
  AccessProgress,
  CreateAllProgress,
  JobEvent,
  MemberSyncProgress,
  TransferProgress,
} from '../types/index.ts'

/** What callbacks and events tell: of transfers, members, access, watched jobs, and of whatever has a status. */
export type Progress =
  | TransferProgress
  | CreateAllProgress
  | MemberSyncProgress
  | AccessProgress
  | JobEvent
  | { readonly status?: string | null | undefined }

const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB']
/** Longer lines would be broken, and then not be one that can be redrawn. */
const LONGEST = 120

/** In one line. */
export function progressText(progress: Progress): string {
  const text = printableLine(describe(progress))
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text
}

function describe(progress: Progress): string {
  if ('filesTotal' in progress) return transferText(progress)
  if ('phase' in progress) return `${progress.phase} ${progress.done}/${progress.total}`
  if ('role' in progress) return `waiting for ${progress.role} in ${progress.workspace}`
  if ('type' in progress) return progress.type === 'status' ? progress.status : progress.message
  return progress.status ?? 'no status'
}

function transferText({ filesDone, filesTotal, bytesDone, bytesTotal }: TransferProgress): string {
  const percent = bytesTotal === 0 ? 100 : Math.floor((100 * bytesDone) / bytesTotal)
  const files = `${filesDone}/${filesTotal} ${filesTotal === 1 ? 'file' : 'files'}`
  return `${bar(percent)} ${percent} %, ${files}, ${size(bytesDone)} of ${size(bytesTotal)}`
}

function bar(percent: number): string {
  const full = Math.round(percent / 10)
  return '█'.repeat(full) + '░'.repeat(10 - full)
}

function size(bytes: number): string {
  const unit = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), UNITS.length - 1)
  const value = bytes / 1024 ** unit
  return `${unit === 0 ? value : value.toFixed(1)} ${UNITS[unit] ?? ''}`
}
