/** The command lines of the platform's documentation, as they are printed there. */

/** Where a line is to be run. */
export type Place =
  /** Before there is a platform. */
  | 'setup'
  /** On a platform that takes unsigned tokens. */
  | 'unsigned'
  /** On a platform with an identity provider. */
  | 'provider'

/** A line. */
export interface SeedLine {
  readonly line: string
  readonly place: Place
  /** What it prints, among other things. */
  readonly prints: RegExp
}

/**
 * Each once, in an order in which they can be run one after the other, where the workspace ml-team was created just before: lists
 * begin with the newest.
 */
export const SEED_LINES: readonly SeedLine[] = [
  { line: 'nemo quickstart configure', place: 'setup', prints: /Configuration saved successfully!/ },
  { line: 'nemo workspaces list', place: 'unsigned', prints: /"name": "ml-team"/ },
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's
  { line: 'curl ${BASE_URL}/apis/auth/discovery', place: 'unsigned', prints: /"auth_enabled": ?true/ },
  {
    line: 'nemo auth login --unsigned-token --email other-user@example.com',
    place: 'unsigned',
    prints: /Unsigned token saved to config file\.\s+Principal: other-user@example\.com/,
  },
  { line: 'nemo auth status', place: 'unsigned', prints: /Email\s+other-user@example\.com/ },
  {
    line: 'nemo auth login --unsigned-token --email <email>',
    place: 'unsigned',
    prints: /Principal: admin@example\.com/,
  },
  { line: 'nemo auth token', place: 'unsigned', prints: /^eyJ[\w-]+\.[\w-]+\.[\w-]*\n$/ },
  {
    line: 'nemo auth token | cut -d. -f2 | base64 -d 2>/dev/null | python -m json.tool',
    place: 'unsigned',
    prints: /"email": "admin@example\.com"/,
  },
  {
    line: 'nemo workspaces members list --workspace <workspace-name>',
    place: 'unsigned',
    prints: /"principal": "admin@example\.com"/,
  },
  { line: 'nemo auth login', place: 'provider', prints: /Credentials saved to config file\./ },
]

/** The lines of such a place. */
export function linesFor(place: Place): readonly SeedLine[] {
  return SEED_LINES.filter((line) => line.place === place)
}

/** What a reader puts in for the words in brackets. */
export function filledIn(line: string): string {
  return line.replace('<email>', 'admin@example.com').replace('<workspace-name>', 'ml-team')
}

/** The command lines that stand in a document: in shell blocks, and in its sentences. */
export function commandLinesIn(document: string): string[] {
  const blocks = [...document.matchAll(/^```(?:bash|sh)\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']) =>
    block
      .split('\n')
      .map((line) => line.replace(/^\$ /, '').trim())
      .filter((line) => line !== '' && !line.startsWith('#')),
  )
  const withoutBlocks = document.replace(/^```[\s\S]*?^```$/gm, '')
  const inline = [...withoutBlocks.matchAll(/`((?:nemo|curl) [^`]+)`/g)].map(([, line = '']) => line)
  return [...new Set([...blocks, ...inline])]
}
