/** The table of what stands for each command of the Python command line. */

import type { Command } from 'commander'
import { readPythonCommandLine } from './python-cli.ts'

/**
 * Writes it as Markdown.
 *
 * @throws Error for a command that is neither here nor accounted for in `api/python-cli.yaml`.
 */
export function pythonTable(program: Command): string {
  const { commands, elsewhere } = readPythonCommandLine()
  const here = new Set(pathsOf(program))
  const missing: string[] = []
  const rows = Object.entries(commands).map(([path, { releases }]) => {
    const reason = Object.keys(elsewhere)
      .filter((prefix) => path === prefix || path.startsWith(`${prefix} `))
      .sort((a, b) => b.length - a.length)[0]
    const entry = reason === undefined ? undefined : elsewhere[reason]
    if (here.has(path)) return { path, releases, here: `\`nemo ${path}\``, isHere: true }
    if (entry === undefined) missing.push(path)
    const instead = (entry?.instead ?? []).map((command) => `\`${command}\``).join(', ')
    return { path, releases, here: `only Python can: it ${entry?.what}. Nearest: ${instead}`, isHere: false }
  })
  if (missing.length > 0)
    throw new Error(`api/python-cli.yaml does not say what stands for ${missing.join(', ')}`)
  const count = rows.filter(({ isHere }) => isHere).length
  return `${[
    '# The commands of the Python command line',
    `What stands here for each of the ${rows.length} commands of Python's \`nemo\` 0.6.0 and 0.8.1: ${count} are here under the same name, with the same arguments and options (jobs of plugins: with those that the platform describes); the others say what comes nearest when they are called, and end with 2. Made from the commands and \`api/python-cli.yaml\` by \`npm run docs:cli\`.`,
    '| Python | Release | Here |\n| --- | --- | --- |',
  ].join('\n\n')}\n${rows
    .map(
      ({ path, releases, here }) =>
        `| \`nemo ${path}\` | ${releases.join(', ')} | ${here.replaceAll('|', '\\|')} |`,
    )
    .join('\n')}\n`
}

/** All commands and groups, by all of their names. */
export function pathsOf(command: Command, path: readonly string[] = []): string[] {
  return command.commands.flatMap((child) =>
    [child.name(), ...child.aliases()].flatMap((name) => {
      const place = [...path, name]
      return [place.join(' '), ...pathsOf(child, place)]
    }),
  )
}
