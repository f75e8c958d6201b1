/** A page that signs in, lists, uploads and chats. */

import { isNeMoPlatformError, NeMoPlatform } from 'nemo-platform'
import { beginSignIn, finishSignIn } from 'nemo-platform/browser-login'

/** The platform is behind the page's own origin: see vite.config.js. */
const baseURL = location.origin

const session = await showingProblems(() => finishSignIn({ baseURL }))
if (session === undefined) showWelcome()
else await showStudio(new NeMoPlatform({ baseURL, accessToken: session.token }), session.principal)

function showWelcome(): void {
  element('welcome').hidden = false
  const button = element('sign-in')
  button.hidden = false
  button.addEventListener('click', () => showingProblems(() => beginSignIn({ baseURL })))
}

async function showStudio(client: NeMoPlatform, principal: string | undefined): Promise<void> {
  element('studio').hidden = false
  element('who').textContent = principal ?? ''
  const signOut = element('sign-out')
  signOut.hidden = false
  // With the page the token is gone.
  signOut.addEventListener('click', () => location.reload())

  const workspaces = element<HTMLSelectElement>('workspace')
  const here = () => ({ workspace: workspaces.value })
  await showingProblems(async () => {
    for await (const { name } of client.workspaces.list()) workspaces.add(new Option(name))
    workspaces.value = 'default'
  })

  const listProjects = () =>
    showingProblems(async () => {
      const names: string[] = []
      for await (const { name } of client.projects.list({ ...here(), sort: 'name' })) names.push(name)
      showList('projects', names)
    })
  const listModels = () =>
    showingProblems(async () => {
      const { data } = await client.inference.models.list(here())
      const models = element<HTMLSelectElement>('model')
      models.replaceChildren(...data.map(({ id }) => new Option(id)))
    })
  workspaces.addEventListener('change', () => Promise.all([listProjects(), listModels()]))
  await Promise.all([listProjects(), listModels()])

  onSubmit('new-project', 'name', async (name) => {
    await client.projects.create({ ...here(), name })
    await listProjects()
  })

  const files = element<HTMLInputElement>('files')
  files.addEventListener('change', () =>
    showingProblems(async () => {
      const progress = element<HTMLProgressElement>('progress')
      progress.hidden = false
      await client.files.upload({
        ...here(),
        local_path: files.files ?? [],
        remote_path: 'uploads#',
        fileset_auto_create: true,
        onProgress: ({ bytesDone, bytesTotal }) => {
          progress.value = (100 * bytesDone) / Math.max(bytesTotal, 1)
        },
      })
      const { data } = await client.files.list({ ...here(), remote_path: 'uploads#' })
      showList(
        'uploaded',
        data.map(({ path, size }) => `${path}, ${size} bytes`),
      )
    }),
  )

  onSubmit('ask', 'question', async (question) => {
    addToChat('question', question)
    const answer = addToChat('answer', '')
    const events = await client.inference.gateway.openai.post<ChatChunk>('v1/chat/completions', {
      ...here(),
      body: {
        model: element<HTMLSelectElement>('model').value,
        messages: [{ role: 'user', content: question }],
        stream: true,
      },
    })
    for await (const { choices } of events) answer.append(choices[0]?.delta.content ?? '')
  })
}

interface ChatChunk {
  readonly choices: readonly { readonly delta: { readonly content?: string } }[]
}

/** Shows what went wrong, with the first thing to try. */
async function showingProblems<Result>(act: () => Promise<Result>): Promise<Result | undefined> {
  const place = element('problem')
  place.hidden = true
  try {
    return await act()
  } catch (error) {
    if (!isNeMoPlatformError(error)) throw error
    place.textContent = [error.problem, ...error.remedies.slice(0, 1)].join(' – ')
    place.hidden = false
    return undefined
  }
}

function onSubmit(id: string, field: string, act: (value: string) => Promise<void>): void {
  const form = element<HTMLFormElement>(id)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const value = String(new FormData(form).get(field))
    form.reset()
    void showingProblems(() => act(value))
  })
}

function showList(id: string, lines: readonly string[]): void {
  element(id).replaceChildren(
    ...lines.map((line) => Object.assign(document.createElement('li'), { textContent: line })),
  )
}

function addToChat(kind: 'question' | 'answer', text: string): HTMLElement {
  const line = Object.assign(document.createElement('p'), { className: kind, textContent: text })
  element('chat').append(line)
  return line
}

function element<Kind extends HTMLElement = HTMLElement>(id: string): Kind {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`The page has no #${id}`)
  return found as Kind
}
