/** A page that signs in, lists, uploads and chats. */

import {
  APIStatusError,
  APIUserAbortError,
  isNeMoPlatformError,
  NeMoPlatform,
  NotFoundError,
} from 'nemo-platform'
import { beginSignIn, finishSignIn } from 'nemo-platform/browser-login'

/** The platform is behind the page's own origin: see vite.config.js. */
const baseURL = location.origin
/** Where the page puts files. */
const UPLOADS = 'uploads#'

element('problem').querySelector('button')?.addEventListener('click', hideProblem)
element('sign-in').addEventListener('click', () => showingProblems(() => beginSignIn({ baseURL })))

const session = await showingProblems(() => finishSignIn({ baseURL }))
element('waiting').hidden = true
if (session === undefined) showWelcome()
else await showStudio(new NeMoPlatform({ baseURL, accessToken: session.token }), session.principal)

function showWelcome(): void {
  element('studio').hidden = true
  element('welcome').hidden = false
  element('sign-in').hidden = false
}

async function showStudio(client: NeMoPlatform, principal = ''): Promise<void> {
  element('studio').hidden = false
  element('who').textContent = principal
  element('sign-out').hidden = false
  // With the page the token is gone.
  element('sign-out').addEventListener('click', () => location.reload())

  const workspaces = element<HTMLSelectElement>('workspace')
  await showingProblems(async () => {
    const names: string[] = []
    for await (const { name } of client.workspaces.list({ sort: 'name' })) names.push(name)
    showOptions(workspaces, names)
    if (names.includes('default')) workspaces.value = 'default'
  })
  if (workspaces.value === '') return
  const here = () => ({ workspace: workspaces.value })

  /** Ends what is under way for a workspace that nobody looks at any more. */
  let visit = new AbortController()
  const enter = async () => {
    visit.abort()
    visit = new AbortController()
    hideProblem()
    for (const id of ['projects', 'uploaded', 'chat', 'model']) {
      element(id).replaceChildren()
      delete element(id).dataset['known']
    }
    for (const id of ['transfer', 'no-models', 'ask']) element(id).hidden = true
    await Promise.all([listProjects(), listFiles(), listModels()])
  }

  const listProjects = () =>
    showingProblems(async () => {
      const names: string[] = []
      const projects = client.projects.list({ ...here(), sort: 'name' }, { signal: visit.signal })
      for await (const { name } of projects) names.push(name)
      showList('projects', names)
    })

  const listFiles = () =>
    showingProblems(async () => {
      const { signal } = visit
      try {
        const { data } = await client.files.list({ ...here(), remote_path: UPLOADS }, { signal })
        showList(
          'uploaded',
          data.map(({ path, size }) => `${path}, ${size} bytes`),
        )
      } catch (error) {
        // Before the first upload there is no fileset.
        if (!(error instanceof NotFoundError)) throw error
        showList('uploaded', [])
      }
    })

  const listModels = () =>
    showingProblems(async () => {
      const { data } = await client.inference.models.list(here(), { signal: visit.signal })
      showOptions(
        element<HTMLSelectElement>('model'),
        data.map(({ id }) => id),
      )
      element('no-models').hidden = data.length > 0
      element('ask').hidden = data.length === 0
    })

  onSubmit('new-project', 'name', async (name) => {
    await client.projects.create({ ...here(), name })
    await listProjects()
  })

  const files = element<HTMLInputElement>('files')
  files.addEventListener('change', async () => {
    const { signal } = visit
    const progress = element<HTMLProgressElement>('progress')
    const transferred = element('transferred')
    progress.value = 0
    transferred.textContent = ''
    element('transfer').hidden = false
    files.disabled = true
    await showingProblems(async () => {
      await client.files.upload(
        {
          ...here(),
          local_path: files.files ?? [],
          remote_path: UPLOADS,
          fileset_auto_create: true,
          onProgress: ({ bytesDone, bytesTotal, filesDone, filesTotal }) => {
            progress.value = bytesTotal === 0 ? 100 : (100 * bytesDone) / bytesTotal
            transferred.textContent = `${filesDone} of ${filesTotal} files, ${Math.round(progress.value)} %`
          },
        },
        { signal },
      )
      await listFiles()
    })
    files.disabled = false
    files.value = ''
  })

  onSubmit('ask', 'question', async (question) => {
    addToChat('question', question)
    const answer = addToChat('answer', '')
    try {
      const events = await client.inference.gateway.openai.post<ChatChunk>(
        'v1/chat/completions',
        {
          ...here(),
          body: {
            model: element<HTMLSelectElement>('model').value,
            messages: [{ role: 'user', content: question }],
            stream: true,
          },
        },
        { signal: visit.signal },
      )
      for await (const { choices } of events) {
        answer.append(choices[0]?.delta.content ?? '')
        answer.scrollIntoView({ block: 'nearest' })
      }
    } finally {
      if (answer.textContent === '') answer.remove()
    }
  })

  workspaces.addEventListener('change', enter)
  await enter()
}

interface ChatChunk {
  readonly choices: readonly { readonly delta: { readonly content?: string } }[]
}

/** Shows what went wrong, with what to try. */
async function showingProblems<Result>(act: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await act()
  } catch (error) {
    if (error instanceof APIUserAbortError) return undefined
    if (!isNeMoPlatformError(error)) throw error
    // Where it is the user's to mend, what the platform says is enough: which call it was is for the log.
    const isRefusal = error instanceof APIStatusError && error.status < 500
    element('what').textContent = isRefusal ? error.detail : error.problem
    element('remedy').textContent = error.advice[0]?.text ?? ''
    element('problem').hidden = false
    // Whose sign-in has ended can sign in again.
    if (error.code.startsWith('auth/') || error.code === 'api/unauthorized') showWelcome()
    return undefined
  }
}

function hideProblem(): void {
  element('problem').hidden = true
}

function onSubmit(id: string, field: string, act: (value: string) => Promise<void>): void {
  const form = element<HTMLFormElement>(id)
  const button = form.querySelector('button')
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const value = String(new FormData(form).get(field))
    hideProblem()
    if (button !== null) button.disabled = true
    form.reset()
    const isDone = await showingProblems(async () => {
      await act(value)
      return true
    })
    // What was refused comes back into its field, to be mended.
    const input = form.querySelector('input')
    if (!isDone && input?.value === '') input.value = value
    if (button !== null) button.disabled = false
  })
}

function showList(id: string, lines: readonly string[]): void {
  element(id).dataset['known'] = 'yes'
  element(id).replaceChildren(...lines.map((line) => withText('li', line)))
}

function showOptions(list: HTMLSelectElement, names: readonly string[]): void {
  list.replaceChildren(...names.map((name) => new Option(name)))
}

function addToChat(kind: 'question' | 'answer', text: string): HTMLElement {
  const line = Object.assign(withText('p', text), { className: kind })
  element('chat').append(line)
  line.scrollIntoView({ block: 'nearest' })
  return line
}

function withText(tag: 'li' | 'p', text: string): HTMLElement {
  return Object.assign(document.createElement(tag), { textContent: text })
}

function element<Kind extends HTMLElement = HTMLElement>(id: string): Kind {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`The page has no #${id}`)
  return found as Kind
}
