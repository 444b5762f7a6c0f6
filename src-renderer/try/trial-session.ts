import { createStore, type StoreApi } from 'zustand/vanilla'
import { call } from '#renderer/ipc/client.ts'
import { receivePort } from '#renderer/ipc/ports.ts'
import {
  storeEventSchema,
  type HeardEvent,
  type HeardStatement,
  type OpenTrial,
  type TrialSource,
} from '#shared/ipc/areas/trial.ts'
import { trialScheme } from '#shared/ipc/channel-names.ts'
import {
  trialNoticeSchema,
  type Connection,
  type ScormCall,
  type TrialNotice,
  type TrialOrder,
  type TrialValues,
} from '#shared/ipc/trial-messages.ts'
import { appError, toErrorData, type ErrorData } from '#shared/messages/app-error.ts'
import { tryCallText, tryText } from '#shared/messages/ui/try.ts'
import type { PlayerLesson } from '#shared/quiz/player-lesson.ts'
import { explainCall } from '#shared/trial/explain-call.ts'
import { explainStatement } from '#shared/trial/explain-statement.ts'
import { readLessonScript } from '#shared/trial/remembered.ts'
import { createTalkLimit } from '#shared/trial/talk-limit.ts'

export type LogEntry = {
  readonly id: number
  /** Since the package was opened. */
  readonly atMs: number
  /** `mark`: something that was done here and not by the lesson. */
  readonly kind: 'tell' | 'ask' | 'session' | 'refused' | 'mark'
  readonly sentence: string
  /** The call or statement itself; empty for marks. */
  readonly raw: string
}

export type TrialState = {
  /** `away`: the lesson was to be opened while the network was lost. */
  readonly phase: 'opening' | 'failed' | 'playing' | 'left' | 'away'
  readonly error: ErrorData | null
  readonly trial: OpenTrial | null
  readonly lesson: PlayerLesson | null
  readonly start: number
  readonly connection: Connection
  readonly entries: readonly LogEntry[]
  /** What was set on a SCORM platform. */
  readonly values: TrialValues
  /** What a SCORM platform keeps; null where nothing was saved. */
  readonly stored: TrialValues | null
  readonly statements: readonly HeardStatement[]
  /** What the record store keeps beside statements. */
  readonly states: TrialValues
  /** What the page keeps in the browser. */
  readonly kept: TrialValues
}

/** What a lesson said so far. */
type Heard = Pick<TrialState, 'entries' | 'values' | 'stored' | 'statements' | 'states' | 'kept'>

const untouched: Heard = { entries: [], values: {}, stored: null, statements: [], states: {}, kept: {} }
/** More than any visit has; a package that never stops talking loses its beginning. */
const mostEntries = 1000
/** Of a value that is set, and of a call as it is shown. */
const [mostValues, longestRaw, longestSentence] = [3000, 20_000, 1000]
/** The page of the platform says less; what says far more is a hostile package past it, and is ended. */
const [burst, perSecond, mostMissed] = [2000, 400, 5000]
/** So that what is heard is drawn a few times a second, however much it is. */
const drawDelayMs = 60
/** A lesson that does not let itself be left. */
const leavingLimitMs = 3000
/** The last words of a cmi5 lesson arrive after its page is gone. */
const [lastWordsMs, lastWordsPollMs] = [1500, 50]

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** One package that is tried: the platform around it, and everything that it is told. */
export class TrialSession {
  readonly state: StoreApi<TrialState> = createStore<TrialState>(() => ({
    phase: 'opening',
    error: null,
    trial: null,
    lesson: null,
    start: 0,
    connection: 'good',
    ...untouched,
  }))
  readonly #source: TrialSource
  readonly #openedMs = performance.now()
  readonly #talk = createTalkLimit(burst, perSecond)
  /** What was heard and is not yet drawn. */
  #heard: Heard | null = null
  #port: MessagePort | null = null
  #frame: Window | null = null
  #visits = 0
  /** The launch that the lost network held up was one of a new learner. */
  #isFresh = false
  #entryId = 0
  #closed = false
  #onEscape: () => void = () => undefined
  #hearLeft: () => void = () => undefined

  constructor(source: TrialSource) {
    this.#source = source
  }

  async open(): Promise<void> {
    try {
      const trial = await call('trial.open', this.#source)
      const port = await receivePort(trial.portId)
      if (this.#closed) return port.close()
      this.#port = port
      port.addEventListener('message', (event: MessageEvent<unknown>) => {
        if (this.#isHeard()) this.#hearStore(storeEventSchema.parse(event.data))
      })
      port.start()
      this.state.setState({ trial, phase: 'playing' })
    } catch (thrown) {
      this.state.setState({ phase: 'failed', error: toErrorData(thrown) })
    }
  }

  /** The page of the platform, once it is in a frame; what other pages send is not heard. `onEscape` takes the keyboard back from the lesson. */
  attach(frame: Window, onEscape: () => void): () => void {
    this.#frame = frame
    this.#onEscape = onEscape
    const hear = (event: MessageEvent<unknown>): void => {
      // Frames inside the package are counted as well, whatever their origin.
      if (event.origin === window.location.origin || !this.#isHeard()) return
      if (event.source !== frame || event.origin !== this.origin) return
      // Read only now: until then it is not unpacked.
      const notice = trialNoticeSchema.safeParse(event.data)
      if (notice.success) this.#hear(notice.data)
    }
    window.addEventListener('message', hear)
    return () => window.removeEventListener('message', hear)
  }

  get origin(): string {
    return `${trialScheme}://${this.state.getState().trial?.trialId ?? ''}`
  }

  async leaveAndReturn(): Promise<void> {
    await this.#leave()
    await this.#launch(false)
  }

  async startAnew(start = this.state.getState().start): Promise<void> {
    await this.#leave()
    this.#note({ ...untouched, entries: this.#said().entries })
    this.state.setState({ start })
    this.#mark(tryText.newLearnerBegins)
    await this.#launch(true)
  }

  /** Opens the lesson once more, which could not be opened without a network. */
  async openAgain(): Promise<void> {
    await this.#launch(this.#isFresh || this.#visits === 0)
  }

  /** Asks for an .h5p file whose libraries the package may use; false where the user chose none. */
  async lendLibraries(): Promise<boolean> {
    const { trial } = this.state.getState()
    const changed = trial && (await call('trial.lendLibraries', { trialId: trial.trialId }))
    if (changed) this.state.setState({ trial: { ...trial, ...changed } })
    return Boolean(changed)
  }

  async setConnection(connection: Connection): Promise<void> {
    const { trial } = this.state.getState()
    if (!trial) return
    await call('trial.setConnection', { trialId: trial.trialId, connection })
    this.state.setState({ connection })
    this.#order({ kind: 'connection', connection })
    this.#mark(tryText.connectionChanged[connection])
  }

  close(): void {
    this.#closed = true
    this.#port?.close()
  }

  async #launch(fresh: boolean): Promise<void> {
    const { trial, start, connection } = this.state.getState()
    const { stored } = this.#said()
    if (!trial || this.#closed) return
    if (connection === 'lost') {
      this.#isFresh ||= fresh
      this.#mark(tryText.cannotOpen)
      return this.state.setState({ phase: 'away' })
    }
    this.#isFresh = false
    try {
      const { address, lessonScript } = await call('trial.launch', { trialId: trial.trialId, start, fresh })
      this.#visits = fresh ? 1 : this.#visits + 1
      this.#mark(tryText.visit(this.#visits))
      this.state.setState({ phase: 'playing', lesson: lessonScript === null ? null : readLessonScript(lessonScript) })
      const { kind, starts } = trial
      this.#order({
        kind: 'launch',
        api: kind === 'scorm12' || kind === 'scorm2004' ? kind : null,
        address,
        stored: fresh ? null : (stored ?? {}),
        passMark: starts[start]?.passMark ?? null,
        learnerName: tryText.learnerName,
        connection,
      })
    } catch (thrown) {
      this.state.setState({ phase: 'failed', error: toErrorData(thrown) })
    }
  }

  async #leave(): Promise<void> {
    if (this.#visits === 0) return
    const { kind } = this.state.getState().trial ?? {}
    const said = this.#heardEnds()
    const left = new Promise<void>((resolve) => {
      this.#hearLeft = resolve
    })
    this.#order({ kind: 'leave' })
    await Promise.race([left, wait(leavingLimitMs)])
    if (kind === 'cmi5')
      for (let waited = 0; waited < lastWordsMs && this.#heardEnds() === said; waited += lastWordsPollMs)
        await wait(lastWordsPollMs)
    if (this.#closed) return
    this.#mark(tryText.learnerLeft)
    this.state.setState({ phase: 'left' })
  }

  #heardEnds(): number {
    return this.#said().statements.filter(({ verb }) => verb.id.endsWith('/terminated')).length
  }

  #order(order: TrialOrder): void {
    this.#frame?.postMessage(order, this.origin)
  }

  #hear(notice: TrialNotice): void {
    switch (notice.kind) {
      case 'ready':
        return void this.#launch(this.#visits === 0)
      case 'call':
        return this.#hearCall(notice.call)
      case 'stored':
        return this.#note({ stored: notice.values, values: { ...this.#said().values, ...notice.values } })
      case 'kept':
        return this.#hearKept(notice.values)
      case 'missed':
        return this.#mark(tryText.missed)
      case 'left':
        return this.#hearLeft()
      case 'escape':
        return this.#onEscape()
    }
  }

  #hearCall(scormCall: ScormCall): void {
    const { values } = this.#said()
    const { method, args, result, errorCode } = scormCall
    const { kind, sentence } = explainCall(scormCall, values)
    const error = errorCode === '0' ? '' : `  (error ${errorCode})`
    this.#add(
      kind,
      sentence,
      `${method}(${args.map((arg) => JSON.stringify(arg)).join(', ')}) → ${JSON.stringify(result)}${error}`,
    )
    const [name, value = ''] = args
    if (!method.endsWith('SetValue') || result !== 'true' || name === undefined) return
    if (name in values || Object.keys(values).length < mostValues) this.#note({ values: { ...values, [name]: value } })
  }

  /** A page that reports to nobody still shows what it does. */
  #hearKept(kept: TrialValues): void {
    const before = this.#said().kept
    this.#note({ kept })
    if (this.state.getState().trial?.kind !== 'web') return
    for (const [name, value] of Object.entries(kept))
      if (before[name] !== value) this.#add('tell', tryCallText.kept(value.length), `${name} = ${value}`)
  }

  #hearStore(event: HeardEvent): void {
    const raw = JSON.stringify(event.kind === 'statement' ? event.statement : event, null, 2)
    switch (event.kind) {
      case 'token':
        return this.#add(event.isFirst ? 'session' : 'refused', event.isFirst ? tryCallText.token : tryCallText.tokenAgain, raw)
      case 'statement':
        this.#note({ statements: [...this.#said().statements, event.statement].slice(-mostEntries) })
        return this.#add('tell', explainStatement(event.statement), raw)
      case 'read':
        return this.#add('ask', tryCallText.asked(`“${event.name}”`, event.found ? '✓' : ''), raw)
      case 'write':
        this.#note({ states: { ...this.#said().states, [event.name]: event.text } })
        return this.#add('tell', tryCallText.wrote(event.name, event.text.length), raw)
      case 'forget': {
        const { [event.name]: _forgotten, ...states } = this.#said().states
        this.#note({ states })
        return this.#add('tell', tryCallText.forgot(event.name), raw)
      }
      case 'refused':
        return this.#add('refused', tryCallText.storeRefused(event.reason), raw)
      case 'away':
        return this.#add('refused', tryCallText.away, raw)
    }
  }

  #mark(sentence: string): void {
    this.#add('mark', sentence, '')
  }

  #add(kind: LogEntry['kind'], sentence: string, raw: string): void {
    this.#entryId += 1
    const atMs = performance.now() - this.#openedMs
    const entry = { id: this.#entryId, atMs, kind, sentence: sentence.slice(0, longestSentence), raw: raw.slice(0, longestRaw) }
    this.#note({ entries: [...this.#said().entries, entry].slice(-mostEntries) })
  }

  #said(): Heard {
    return this.#heard ?? this.state.getState()
  }

  #note(change: Partial<Heard>): void {
    if (this.#heard === null) setTimeout(() => this.#draw(), drawDelayMs)
    const { entries, values, stored, statements, states, kept } = this.#said()
    this.#heard = { entries, values, stored, statements, states, kept, ...change }
  }

  #draw(): void {
    if (this.#heard) this.state.setState(this.#heard)
    this.#heard = null
  }

  /** Whether there is room for one more; a package that talks past all measure is ended, and its frame with it. */
  #isHeard(): boolean {
    if (this.#closed) return false
    if (this.#talk.hears(performance.now())) return true
    if (this.#talk.missed > mostMissed) {
      this.close()
      this.state.setState({ phase: 'failed', error: toErrorData(appError('try.flood', {})) })
    }
    return false
  }
}

/** The log as a text for somebody who helps. */
export function logText(title: string, entries: readonly LogEntry[]): string {
  const lines = entries.map(({ atMs, kind, sentence, raw }) =>
    kind === 'mark'
      ? `--- ${sentence} ---`
      : `${clock(atMs)}  ${sentence}${raw === '' ? '' : `\n        ${raw.replaceAll('\n', '\n        ')}`}`,
  )
  return `${title}\n\n${lines.join('\n')}\n`
}

/** As `1:05`. */
export function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
