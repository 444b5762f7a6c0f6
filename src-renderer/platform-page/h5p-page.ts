import { h5pPageText } from '#shared/messages/ui/h5p-page.ts'
import { trialH5pPath, trialH5pStorePath, trialPackagePath } from '#shared/ipc/trial-messages.ts'

type Statement = { readonly verb: unknown; readonly object: unknown; id?: string; timestamp?: string }
type XapiEvent = { readonly data: { readonly statement: Statement } }
type H5pCore = { readonly externalDispatcher: { on(name: 'xAPI', hear: (event: XapiEvent) => void): void } }
type Player = { readonly H5P: new (container: Element, options: unknown) => Promise<unknown> }
declare global {
  interface Window {
    readonly H5PStandalone?: Player
    readonly H5P?: H5pCore
  }
}

/** H5P saves by itself when something was answered, and so often beside. */
const saveSeconds = 5
/** One content plays in this page. */
const contentId = 'lesson'

/** Statements go one after the other, so that they arrive as they were said. */
let sending = Promise.resolve()

function send({ data: { statement } }: XapiEvent): void {
  const body = JSON.stringify({ ...statement, id: crypto.randomUUID(), timestamp: new Date().toISOString() })
  const post = async (): Promise<void> => {
    // One that is lost stays lost: H5P's own platforms do not keep it either.
    await fetch(`${trialH5pStorePath}statements`, { method: 'POST', body, keepalive: body.length < 60_000 }).catch(
      () => undefined,
    )
  }
  sending = sending.then(post)
}

async function readState(): Promise<string | null> {
  const answer = await fetch(`${trialH5pStorePath}state/state/0`).catch(() => null)
  const { data } = answer?.ok ? ((await answer.json()) as { readonly data: unknown }) : { data: null }
  return typeof data === 'string' ? data : null
}

/** Statements name the content by it. */
async function readTitle(): Promise<string> {
  const answer = await fetch(`${trialPackagePath}h5p.json`)
  const { title } = (await answer.json()) as { readonly title?: unknown }
  return typeof title === 'string' ? title : ''
}

/** Escape inside the content leads out of it, as it does elsewhere. */
function passEscape(inside: Window): void {
  inside.addEventListener('keydown', ({ key, defaultPrevented }) => {
    if (key === 'Escape' && !defaultPrevented) window.dispatchEvent(new KeyboardEvent('keydown', { key }))
  })
}

function say(sentence: string): void {
  const line = document.createElement('p')
  line.textContent = sentence
  document.body.replaceChildren(line)
}

async function play(): Promise<void> {
  const container = document.querySelector('main')
  if (!window.H5PStandalone || !container) return say(h5pPageText.noPlayer)
  const [state, title] = [await readState(), await readTitle()]
  await new window.H5PStandalone.H5P(container, {
    id: contentId,
    h5pJsonPath: trialPackagePath.replace(/\/$/, ''),
    frameJs: `${trialH5pPath}frame.bundle.js`,
    frameCss: `${trialH5pPath}styles/h5p.css`,
    // The button with which learners hand in what they answered.
    reportingIsEnabled: true,
    saveFreq: saveSeconds,
    // By part and name, as H5P's own platforms write it into their page: asked for later, it would come too late.
    ...(state !== null && { contentUserData: [{ state }] }),
    metadata: { title, license: 'U' },
    user: { name: h5pPageText.learnerName, mail: 'learner@school.example' },
    ajax: { contentUserDataUrl: `${trialH5pStorePath}state/:dataType/:subContentId` },
    xAPIObjectIRI: 'https://school.example/h5p/lesson',
  })
  window.H5P?.externalDispatcher.on('xAPI', send)
  for (const frame of document.querySelectorAll('iframe')) if (frame.contentWindow) passEscape(frame.contentWindow)
}

play().catch((thrown: unknown) => say(h5pPageText.notPlayed(thrown instanceof Error ? thrown.message : String(thrown))))
