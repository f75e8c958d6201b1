/** What a person does at the page of a login, without a browser. */

/** Who answers on the way: the identity provider, and the platform before it and after it. */
export interface PageServers {
  isFor(url: string): boolean
  fetch(request: Request): Promise<Response>
  readonly platform: (request: Request) => Promise<Response>
}

/** From the platform to the provider, back, and to the program. */
const MOST_PAGES = 10

/**
 * Opens the page, enters something where the provider asks, and follows until the program has its answer.
 *
 * @throws Error if it leads nowhere.
 */
export async function visitPage(
  url: string,
  entered: Readonly<Record<string, string>>,
  servers: PageServers,
): Promise<void> {
  const { origin } = new URL(url)
  const open = (request: Request) => {
    if (servers.isFor(request.url)) return servers.fetch(request)
    return new URL(request.url).origin === origin ? servers.platform(request) : fetch(request)
  }
  let request = new Request(url, { redirect: 'manual' })
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const response = await open(request)
    const location = response.headers.get('location')
    if (location !== null) request = new Request(new URL(location, request.url), { redirect: 'manual' })
    else if (!response.ok)
      throw new Error(`The page of the login answers ${response.status}: ${await response.text()}`)
    else if (!servers.isFor(request.url)) return
    else
      request = new Request(request.url, {
        method: 'POST',
        body: new URLSearchParams(entered),
        redirect: 'manual',
      })
  }
  throw new Error(`The page of the login leads from page to page, ${MOST_PAGES} of them`)
}
