import { Upload, type DetailedError } from 'tus-js-client'
import { phoneText } from '#shared/messages/ui/phone.ts'
// oxlint-disable-next-line import/no-unassigned-import -- the build makes page.css of it
import './page.css'

const words = phoneText.page
/** Of one request: after a lost connection no more than this is sent again. */
const partBytes = 8 * 1024 * 1024
const retryDelaysMs = [500, 1000, 2000, 3000, 5000]

type State = 'waiting' | 'sending' | 'paused' | 'lost' | 'checking' | 'done' | 'failed'

function part<K extends keyof HTMLElementTagNameMap>(name: K, className = '', content = ''): HTMLElementTagNameMap[K] {
  const made = document.createElement(name)
  made.className = className
  made.textContent = content
  return made
}

function find(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (!found) throw new Error(`The page has no ${id}`)
  return found
}

const uploadKey = document.querySelector<HTMLMetaElement>('meta[name="upload-key"]')?.content ?? ''
const list = find('uploads')
const statusLine = find('status')

/** What each refusal of the computer means. */
const refusals: Readonly<Record<number, string>> = {
  403: words.over,
  404: words.over,
  410: words.over,
  413: words.tooLarge,
  415: words.notMedia,
  429: words.tooMany,
  507: words.noRoom,
}

const statusOf = (error: Error | DetailedError): number =>
  'originalResponse' in error ? (error.originalResponse?.getStatus() ?? 0) : 0

/** A file that was chosen, and its row. */
class Sending {
  readonly #upload: Upload
  readonly #row = part('li', 'upload')
  readonly #state = part('p', 'state')
  readonly #bar = part('progress')
  readonly #pause = part('button', 'quiet')
  readonly #cancel = part('button', 'quiet', words.cancel)
  readonly #name: string
  readonly #onOver: () => void
  #kind: State = 'waiting'
  #percent = 0

  constructor(file: File, onOver: () => void) {
    this.#name = file.name
    this.#onOver = onOver
    this.#bar.max = 100
    this.#bar.setAttribute('aria-label', file.name)
    this.#pause.type = 'button'
    this.#cancel.type = 'button'
    this.#cancel.setAttribute('aria-label', words.cancelOf(file.name))
    this.#pause.addEventListener('click', () => (this.#kind === 'paused' ? this.start() : this.#hold()))
    this.#cancel.addEventListener('click', () => void this.#takeBack())
    const actions = part('div', 'actions')
    actions.append(this.#pause, this.#cancel)
    this.#row.append(part('p', 'name', file.name), this.#bar, this.#state, actions)
    list.append(this.#row)
    this.#upload = new Upload(file, {
      endpoint: new URL('files', location.href).href,
      headers: { 'X-Upload-Key': uploadKey },
      metadata: { filename: file.name },
      chunkSize: partBytes,
      retryDelays: retryDelaysMs,
      // A session ends with the page: nothing of it is kept on the phone.
      storeFingerprintForResuming: false,
      onShouldRetry: (error) => {
        const status = statusOf(error)
        if (status === 0) this.#hear('lost')
        return status === 0 || status === 409 || status === 423 || (status >= 500 && status !== 507)
      },
      onProgress: (sent, total) => {
        this.#percent = total === 0 ? 0 : Math.floor((100 * sent) / total)
        this.#hear(sent === total ? 'checking' : 'sending')
      },
      onSuccess: () => this.#end('done', words.done),
      onError: (error) => {
        const status = statusOf(error)
        // The network is away for longer: when it is back, it goes on.
        if (status === 0) return this.#hear('lost')
        this.#end('failed', refusals[status] ?? words.notStored)
      },
    })
    this.#show('waiting')
  }

  get isWaiting(): boolean {
    return this.#kind === 'waiting'
  }

  get isUnderWay(): boolean {
    return this.#kind === 'sending' || this.#kind === 'checking' || this.#kind === 'lost'
  }

  get isOver(): boolean {
    return this.#kind === 'done' || this.#kind === 'failed'
  }

  start(): void {
    this.#show('sending')
    this.#upload.start()
  }

  /** The network may be back. */
  wake(): void {
    if (this.#kind === 'lost') this.start()
  }

  #hold(): void {
    if (this.#kind === 'done' || this.#kind === 'failed') return
    void this.#upload.abort()
    this.#show('paused')
    this.#onOver()
  }

  async #takeBack(): Promise<void> {
    // Where the computer does not answer, it forgets by itself.
    await this.#upload.abort(true).catch(() => undefined)
    const next = this.#row.nextElementSibling ?? this.#row.previousElementSibling
    this.#row.remove()
    this.#kind = 'failed'
    const focus = next?.querySelector('button:not([hidden])') ?? find('choose')
    if (focus instanceof HTMLElement) focus.focus()
    this.#onOver()
  }

  #end(kind: 'done' | 'failed', sentence: string): void {
    this.#show(kind, sentence)
    this.#onOver()
  }

  /** What a request that was given up still tells is not heard. */
  #hear(kind: State): void {
    if (this.#kind !== 'paused') this.#show(kind)
  }

  #show(kind: State, sentence?: string): void {
    if (this.isOver) return
    this.#kind = kind
    const sentences: Readonly<Record<State, string>> = {
      waiting: words.waiting,
      sending: words.sending(this.#percent),
      paused: words.paused(this.#percent),
      lost: words.lost,
      checking: words.checking,
      done: words.done,
      failed: words.notStored,
    }
    this.#row.dataset['state'] = kind
    this.#state.textContent = sentence ?? sentences[kind]
    this.#bar.value = kind === 'done' ? 100 : this.#percent
    const over = kind === 'done' || kind === 'failed'
    const hadFocus = this.#row.contains(document.activeElement)
    this.#bar.hidden = over
    this.#pause.hidden = over || kind === 'checking' || kind === 'waiting'
    this.#cancel.hidden = over || kind === 'checking'
    this.#pause.textContent = kind === 'paused' ? words.resume : words.pause
    this.#pause.setAttribute('aria-label', kind === 'paused' ? words.resumeOf(this.#name) : words.pauseOf(this.#name))
    if (over && hadFocus) find('choose').focus()
    if (kind === 'done' || kind === 'failed' || kind === 'lost')
      statusLine.textContent = `${this.#name}: ${this.#state.textContent}`
  }
}

const sendings: Sending[] = []

/** One after the other: two at once would only take turns. */
function sendNext(): void {
  if (sendings.some((sending) => sending.isUnderWay)) return
  const waiting = sendings.find((sending) => sending.isWaiting)
  if (waiting) return waiting.start()
  if (sendings.length > 1 && sendings.every((sending) => sending.isOver)) statusLine.textContent = words.allDone
}

for (const id of ['film', 'choose']) {
  const input = find(id)
  if (!(input instanceof HTMLInputElement)) continue
  input.addEventListener('change', () => {
    for (const file of input.files ?? []) sendings.push(new Sending(file, sendNext))
    // So that the same clip can be chosen again.
    input.value = ''
    sendNext()
  })
}

const wake = (): void => {
  for (const sending of sendings) sending.wake()
}
window.addEventListener('online', wake)
document.addEventListener('visibilitychange', () => (document.visibilityState === 'visible' ? wake() : undefined))
/** Some networks come back without a word. */
const wakeMs = 5000
setInterval(wake, wakeMs)
window.addEventListener('beforeunload', (event) => {
  if (sendings.some((sending) => sending.isUnderWay)) event.preventDefault()
})
