/** Whatever command the sources name, `nemo` knows it. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { problemOf } from './command-lines.ts'

/** Of the platform's own Python command line. */
const FOREIGN = ['nemo services run']

const SOURCES = join(import.meta.dirname, '../../src')

/** Literals that begin as a command does, with their values left out. */
function commandsIn(path: string): string[] {
  const code = readFileSync(path, 'utf8').replace(/^\s*(?:\/\/|\/?\*).*$/gm, '')
  const literals = [
    ...code.matchAll(
      /'(nemo [a-z-]+(?:[^'\\\n]|\\.)*)'|"(nemo [a-z-]+[^"\n]*)"|`(nemo [a-z-]+(?:\$\{(?:[^`{}]|`[^`]*`|\{[^}]*\})*\}|[^`\\])*)`/g,
    ),
  ]
  return literals
    .map(([, single, double, template]) => single ?? double ?? template ?? '')
    .map((line) => line.replace(/\$\{(?:[^`{}]|`[^`]*`|\{[^}]*\})*\}/g, 'value'))
}

test('commands in the sources are commands that there are', () => {
  const paths = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.ts'),
  )
  const found = paths.flatMap((path) =>
    commandsIn(join(SOURCES, path)).flatMap((line) =>
      line.split(' && ').map((part) => [path, part] as const),
    ),
  )

  expect(found.length).toBeGreaterThan(40)
  const wrong = found
    .filter(([, line]) => !FOREIGN.includes(line))
    .map(([path, line]) => [path, problemOf(line)])
    .filter(([, problem]) => problem)
  expect(wrong).toEqual([])
})
