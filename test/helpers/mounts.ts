/** Real mounts and devices, for tests that run as root. */

import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** Whether mounts can be made here. */
export const CAN_MOUNT = process.platform === 'linux' && process.getuid?.() === 0 && mountWorks()

/** Mounts one file over another. */
export function bindMount(source: string, target: string, { readOnly = false } = {}): void {
  mount(['--bind', source, target], target)
  if (readOnly) execFileSync('mount', ['-o', 'remount,ro,bind', target])
}

/** A file system of a few bytes, and of a few files. */
export function mountSmallDisk(target: string, size: string, files = 1000): void {
  mount(['-t', 'tmpfs', '-o', `size=${size},nr_inodes=${files}`, 'tmpfs', target], target)
}

const PAGE = 4096

/** Fills a disk up to so many pages of 4 KiB, or so many files; gives what makes room again. */
export function fillDisk(folder: string, free: { pages: number } | { files: number }): () => void {
  const filler = join(folder, 'filler')
  mkdirSync(filler)
  if ('pages' in free) fillPages(join(filler, 'bytes'), free.pages)
  else fillFiles(filler, free.files)
  return () => rmSync(filler, { recursive: true })
}

function fillPages(path: string, free: number): void {
  untilFull(() => appendFileSync(path, Buffer.alloc(PAGE)))
  truncateSync(path, Math.max(0, Math.floor(statSync(path).size / PAGE) - free) * PAGE)
}

function fillFiles(folder: string, free: number): void {
  let count = 0
  untilFull(() => {
    writeFileSync(join(folder, String(count)), '')
    count += 1
  })
  for (let number = count - free; number < count; number += 1) rmSync(join(folder, String(number)))
}

function untilFull(write: () => void): void {
  try {
    for (;;) write()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  }
}

/** Makes a node of the null device; it is as harmless as the machine's own, and its loss hurts nobody. */
export function makeNullDevice(path: string): void {
  execFileSync('mknod', [path, 'c', '1', '3'])
}

function mount(words: readonly string[], target: string): void {
  execFileSync('mount', words)
  onTestFinished(() => void execFileSync('umount', ['--lazy', target]))
}

function mountWorks(): boolean {
  try {
    execFileSync('unshare', ['--mount', 'true'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
