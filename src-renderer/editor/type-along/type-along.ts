import { createStore, type StoreApi } from 'zustand/vanilla'
import { announce } from '#renderer/ui/announcer.tsx'
import { typeCaption } from '#shared/edit/commands/script-captions.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { CaptionId, CaptionTrackId } from '#shared/project/ids.ts'
import { captionsInOrder } from '#shared/project/selectors.ts'
import type { Span } from '#shared/project/timeline.ts'
import type { ShotCuts } from '#shared/edit/place-speech.ts'
import { formatClockTime } from '#shared/caption/clock-time.ts'
import { alignToPauses } from '#shared/speech/align-to-pauses.ts'
import { clipStretches } from '#shared/speech/find-voice.ts'
import { addTicks, clampTicks, secondsToTicks, subtractTicks, ticks, zeroTicks, type Ticks } from '#shared/time/ticks.ts'
import { ensureCaptionTrack } from '../captions/open-track.ts'
import type { LessonEditor } from '../lesson-editor.ts'
import { endOfTyped, nextStep, secondsBehind, type PauseChoice } from './pace.ts'

export type TypeAlongState = {
  readonly typed: string
  /** Where the words begin that are typed now. */
  readonly fromTicks: Ticks
  /** The lesson waits for who types. */
  readonly held: boolean
  readonly pauses: PauseChoice
}

type Written = { readonly fromTicks: Ticks; readonly endTicks: Ticks; readonly captionIds: readonly CaptionId[] }

const stepMs = 100
/** A caption of words that nobody has heard yet lasts at least this long. */
const shortestTicks = secondsToTicks(1.2)

/** Typing what is heard: the lesson waits where it gets ahead, and each Enter makes captions of what was typed, when it was said. */
export class TypeAlong {
  readonly store: StoreApi<TypeAlongState>
  readonly #editor: LessonEditor
  readonly #now: () => number
  #voice: readonly Span[] = []
  #shotCuts: ShotCuts = new Map()
  #heardTo: Ticks
  #lastKeyMs = -Infinity
  #typedSinceHold = false
  #forgivenSeconds = 0
  /** What was typed, in that order, with what an undo took back. */
  #written: readonly Written[] = []
  /** The playhead is moved from here, not by the user elsewhere. */
  #isMoving = false

  constructor(editor: LessonEditor, now: () => number = () => performance.now()) {
    this.#editor = editor
    this.#now = now
    const fromTicks = editor.playheadTicks >= editor.durationTicks ? zeroTicks : editor.playheadTicks
    this.#heardTo = fromTicks
    this.store = createStore<TypeAlongState>(() => ({ typed: '', fromTicks, held: false, pauses: 'behind' }))
  }

  /** Follows the lesson until the function it gives is called. */
  start(): () => void {
    const stop = this.#editor.view.subscribe(({ playing, playheadTicks }, before) => {
      if (playing && !before.playing) this.store.setState({ held: false })
      if (playheadTicks !== before.playheadTicks) this.#moved(playing && before.playing)
    })
    const stopFollowing = this.#editor.session.subscribe(() => this.#followUndo())
    const timer = setInterval(() => this.step(), stepMs)
    return () => {
      clearInterval(timer)
      stopFollowing()
      stop()
    }
  }

  /** Where somebody speaks; all of the lesson counts where that is not known. */
  hear(voice: readonly Span[]): void {
    this.#voice = voice
  }

  /** Where shots change, by medium and on its clock: captions break there where they can. */
  knowShotCuts(shotCuts: ShotCuts): void {
    this.#shotCuts = shotCuts
  }

  type(typed: string): void {
    this.#lastKeyMs = this.#now()
    this.#typedSinceHold = true
    this.store.setState({ typed })
  }

  choosePauses(pauses: PauseChoice): void {
    this.store.setState({ pauses })
  }

  togglePlay(): void {
    const { typed, held } = this.store.getState()
    const { playing } = this.#editor.view.getState()
    // Who goes on without typing has nothing to write about what was said.
    if (held && typed === '') this.#begin(this.#editor.playheadTicks)
    if (!playing) this.#forgive()
    this.store.setState({ held: false })
    this.#move(() => this.#editor.togglePlay())
  }

  /** Hears the last seconds again; what is typed stays. */
  back(seconds: number): void {
    const { playing } = this.#editor.view.getState()
    const at = ticks(Math.max(0, subtractTicks(this.#editor.playheadTicks, secondsToTicks(seconds))))
    this.#forgive()
    this.store.setState({ held: false })
    this.#move(() => {
      if (playing) this.#editor.pause()
      this.#editor.seek(at)
      this.#editor.togglePlay()
    })
  }

  /** Makes captions of what was typed; says whether there was anything. */
  endCaption(): boolean {
    const { typed, fromTicks, held } = this.store.getState()
    const words = typed.trim()
    if (words === '') return false
    const track = ensureCaptionTrack(this.#editor)
    if (!track) return false
    const heard = this.#untilNext(track.id, this.#heard(words))
    const endTicks = endOfTyped(this.#voiceOrAll(), heard, words)
    const stretches = clipStretches(this.#voiceOrAll(), { startTicks: fromTicks, endTicks })
    const spoken = alignToPauses(words, stretches.length > 0 ? stretches : [{ startTicks: fromTicks, endTicks }])
    const shownUntil = ticks(Math.max(heard.endTicks, endTicks))
    const { captions: before } = this.#editor.document
    const wish = { captionTrackId: track.id, words: spoken, endTicks: shownUntil, shotCuts: this.#shotCuts }
    if (!this.#editor.run(typeCaption, wish)) return false
    const captionIds = Object.values(this.#editor.document.captions).flatMap(({ id }) => (id in before ? [] : [id]))
    this.#written = [...this.#written.filter((each) => this.#isThere(each)), { fromTicks, endTicks, captionIds }]
    this.#begin(endTicks)
    announce(text.typeAlong.added(formatClockTime(spoken[0]?.startTicks ?? fromTicks)))
    if (held) this.#goOn()
    return true
  }

  /** Waits or goes on, as the typing asks. */
  step(): void {
    const { typed, held, pauses } = this.store.getState()
    const { playing } = this.#editor.view.getState()
    const behindSeconds = secondsBehind(this.#voiceOrAll(), this.#heard(typed), typed)
    const pace = {
      playing,
      held,
      behindSeconds,
      forgivenSeconds: this.#forgivenSeconds,
      typedSinceHold: this.#typedSinceHold,
      sinceKeyMs: this.#now() - this.#lastKeyMs,
    }
    const step = nextStep(pace, pauses)
    if (step === 'hold') {
      this.#typedSinceHold = false
      this.#move(() => this.#editor.pause())
      this.store.setState({ held: true })
      if (pauses === 'behind') announce(text.typeAlong.waiting)
    } else if (step === 'go-on') {
      this.#forgive()
      this.#goOn()
    }
  }

  #goOn(): void {
    this.store.setState({ held: false })
    if (!this.#editor.view.getState().playing && this.#editor.playheadTicks < this.#editor.durationTicks)
      this.#move(() => this.#editor.togglePlay())
  }

  #forgive(): void {
    const { typed } = this.store.getState()
    this.#forgivenSeconds = Math.max(0, secondsBehind(this.#voiceOrAll(), this.#heard(typed), typed))
  }

  #begin(fromTicks: Ticks): void {
    this.#heardTo = ticks(Math.max(fromTicks, this.#heardTo))
    this.#forgivenSeconds = 0
    this.store.setState({ typed: '', fromTicks })
  }

  #moved(isPlaying: boolean): void {
    const { playheadTicks } = this.#editor
    if (isPlaying) {
      this.#heardTo = ticks(Math.max(this.#heardTo, playheadTicks))
      return
    }
    // Somebody went elsewhere: what comes there is typed next.
    if (this.#isMoving || this.store.getState().typed !== '') return
    this.#heardTo = playheadTicks
    this.#begin(playheadTicks)
  }

  /** What was heard since the last caption; where that is nothing, what the typed words would take. */
  #heard(typed: string): Span {
    const { fromTicks } = this.store.getState()
    const end = this.#editor.durationTicks
    if (this.#heardTo > fromTicks || typed === '')
      return { startTicks: fromTicks, endTicks: clampTicks(this.#heardTo, fromTicks, end) }
    const needed = Math.max(shortestTicks, secondsToTicks(typed.length / 15))
    return { startTicks: fromTicks, endTicks: clampTicks(addTicks(fromTicks, ticks(needed)), fromTicks, end) }
  }

  #isThere({ captionIds }: Written): boolean {
    const { captions } = this.#editor.document
    return captionIds.some((id) => captions[id] !== undefined)
  }

  /** Where undo took the last caption back, its words are typed again, not those behind it. */
  #followUndo(): void {
    const { typed, fromTicks } = this.store.getState()
    const isOurs = this.#written.some((each) => each.fromTicks === fromTicks || each.endTicks === fromTicks)
    if (typed !== '' || !isOurs) return
    const last = this.#written.findLastIndex((each) => this.#isThere(each))
    const next = this.#written[last + 1]?.fromTicks ?? this.#written[last]?.endTicks
    if (next !== undefined && next !== fromTicks) this.store.setState({ fromTicks: next })
  }

  /** Captions that are there already keep their time, and what is typed all of its words. */
  #untilNext(captionTrackId: CaptionTrackId, { startTicks, endTicks }: Span): Span {
    const next = captionsInOrder(this.#editor.document, captionTrackId).find(({ span }) => span.startTicks >= startTicks)
    return { startTicks, endTicks: ticks(Math.min(endTicks, next?.span.startTicks ?? endTicks)) }
  }

  #voiceOrAll(): readonly Span[] {
    return this.#voice.length > 0 ? this.#voice : [{ startTicks: zeroTicks, endTicks: this.#editor.durationTicks }]
  }

  #move(change: () => void): void {
    this.#isMoving = true
    try {
      change()
    } finally {
      this.#isMoving = false
    }
  }
}
