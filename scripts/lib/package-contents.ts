/** What belongs into the package. */

/** One pattern for each kind of file. */
const EXPECTED: readonly RegExp[] = [
  // What npm always takes, and the history.
  /^(?:package\.json|README\.md|LICENSE|CHANGELOG\.md)$/,
  // Entry points, and what `imports` in package.json names.
  /^dist\/(?:index|client|(?:auth|browser-login|config|notebook|testing|plugins\/[a-z-]+)\/index|testing\/msw|cli\/(?:bin|start))\.js$/,
  /^dist\/require\/(?:index|(?:auth|browser-login|config|notebook|testing|plugins\/[a-z-]+)\/index|testing\/msw)$/,
  /^dist\/optional\/(?:can|description|diagnose|download|explain|left-out|openai|plugins-description)\.js$/,
  /^dist\/runtime\/(?:node|web)\/(?:connection|files|login|runtime)\.js$/,
  /^dist\/testing\/(?:node|web)\/machine\.js$/,
  // What these share or load later: of the library, of the command, and of others.
  /^dist\/(?:chunks|cli\/chunks|inlined)\/[a-z0-9-]+(?:\.generated)?\.c?js$/,
  /^dist\/.*\.c?js\.map$/,
  /^dist\/.*\.d\.ts$/,
  /^dist\/(?:THIRD-PARTY-LICENSES\.txt|sbom\.cdx\.json)$/,
]

/** What travels for README's links alone, while no repository is known that they could lead to. */
const READING_MATTER: readonly RegExp[] = [
  /^(?:ARCHITECTURE|CONTRIBUTING|SECURITY)\.md$/,
  /^docs\/(?:[a-z]+\/)?[A-Za-z-]+\.md$/,
  /^examples\/(?:README\.md|[a-z-]+(?:\.test)?\.ts|browser\/[A-Za-z.]+|shell\/[a-z-]+\.sh|notebooks\/[a-z-]+\.ipynb)$/,
  /^bench\/README\.md$/,
]

/** The files that nobody expects in a package. */
export function unexpectedFiles(paths: readonly string[], options: { hasRepository: boolean }): string[] {
  const expected = options.hasRepository ? EXPECTED : [...EXPECTED, ...READING_MATTER]
  return paths.filter((path) => !expected.some((pattern) => pattern.test(path)))
}

/** Links of a Markdown file that lead to no file or folder of the package. */
export function deadLinks(path: string, markdown: string, paths: readonly string[]): string[] {
  const folders = new Set(paths.flatMap(foldersOf))
  return relativeLinks(markdown).filter((link) => {
    const target = new URL(link, `file:///${path}`).pathname.slice(1).replace(/\/$/, '')
    return !paths.includes(target) && !folders.has(target)
  })
}

/** The links of a Markdown file that are relative to it, without their fragments. */
export function relativeLinks(markdown: string): string[] {
  const targets = [...markdown.matchAll(LINK)].map(([, , target = '']) => target)
  return targets.filter((target) => !ABSOLUTE.test(target)).map((target) => target.replace(/#.*$/, ''))
}

/** The same text with its relative links led to somewhere else. */
export function absoluteLinks(markdown: string, base: string): string {
  return markdown.replace(LINK, (link, text: string, target: string) =>
    ABSOLUTE.test(target) ? link : `${text}(${new URL(target, base).href})`,
  )
}

/** What stands before a link's target, and the target. */
const LINK = /(\[[^\]]*\])\(([^()\s]+)\)/g
const ABSOLUTE = /^(?:[a-z][a-z0-9+.-]*:|#)/i

function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1)
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}
