/** Where the sources of a version can be read. */

/** The field of package.json. */
export type Repository = string | { readonly url: string }

/**
 * The URL below which the files of a version are.
 *
 * @throws Error for a host whose pages are not known.
 */
export function sourcesOf(repository: Repository, version: string): string {
  const url = typeof repository === 'string' ? repository : repository.url
  const [, host, path] = /^(?:git\+)?https:\/\/([^/]+)\/(.+?)(?:\.git)?\/?$/.exec(url) ?? []
  if (host === undefined) throw new Error(`repository in package.json is no https URL: ${url}`)
  if (host === 'github.com') return `https://${host}/${path}/blob/v${version}/`
  if (/(?:^|\.)gitlab\./.test(host)) return `https://${host}/${path}/-/blob/v${version}/`
  throw new Error(
    `Nobody has said where ${host} shows the files of a repository: add it to scripts/lib/repository.ts`,
  )
}
