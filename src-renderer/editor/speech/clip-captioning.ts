import { createStore, type StoreApi } from 'zustand/vanilla'
import { call } from '#renderer/ipc/client.ts'
import { announce } from '#renderer/ui/announcer.tsx'
import { keepSettings, themeStore } from '#renderer/ui/theme.ts'
import { showToast } from '#renderer/ui/toast-store.ts'
import { captionSpeech, type HeardWords } from '#shared/edit/commands/caption-speech.ts'
import { speakingRuns } from '#shared/edit/place-speech.ts'
import type { CaptioningChoices } from '#shared/ipc/areas/app.ts'
import { AppError, describeError, toErrorData, type ErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { sourceLength } from '#shared/project/invariants.ts'
import type { ProjectId } from '#shared/ipc/areas/library.ts'
import type { AssetId } from '#shared/project/ids.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { Caption } from '#shared/project/schema/text.ts'
import type { Span } from '#shared/project/timeline.ts'
import { maskProfanity } from '#shared/speech/mask-profanity.ts'
import { hearsLanguage } from '#shared/speech/choose-model.ts'
import type { SpeechModelId } from '#shared/speech/models.ts'
import type { Transcript } from '#shared/speech/transcript.ts'
import { writeHeard } from '#shared/speech/write-heard.ts'
import { secondsToTicks, ticks, zeroTicks } from '#shared/time/ticks.ts'
import { tellWithUndo } from '../captions/tell-with-undo.ts'
import { openCaptionTrack } from '../captions/open-track.ts'
import type { Activity, LessonEditor } from '../lesson-editor.ts'
import { isModalOpen, isTyping } from '../shortcuts/surroundings.ts'
import { captionItems } from '../timeline/timeline-items.ts'
import { goToWord } from './go-to-word.ts'
import { hearAsset } from './hear-asset.ts'
import { baseLanguage, languageName } from './language-name.ts'
import { knownShotCuts } from './shot-cuts.ts'
import { nextUncertain, uncertainWords } from './review.ts'
import { loadSwearWords } from './swear-words.ts'
import { findModel, followSpeechModels, speechModels } from './speech-models.ts'

const words = text.speech

export type CaptioningPhase =
  | { readonly kind: 'idle' }
  /** The model is on its way; listening begins when it is there. */
  | { readonly kind: 'awaiting-model'; readonly modelId: SpeechModelId }
  | {
      readonly kind: 'listening'
      readonly waiting: boolean
      readonly fraction: number
      /** Of the media to listen to. */
      readonly index: number
      readonly count: number
      readonly recent: string
    }
  | { readonly kind: 'nothing' }
  /** `modelId`: of the model that could not be fetched; null where listening failed. */
  | { readonly kind: 'failed'; readonly error: ErrorData; readonly modelId: SpeechModelId | null }

type CaptioningState = {
  readonly phase: CaptioningPhase
  /** Whether models and settings are shown. */
  readonly isChoosing: boolean
  /** What the user chose for this lesson; null: the best there is. */
  readonly modelId: SpeechModelId | null
  /** Not the lesson's language, but what the model makes out. */
  readonly findsLanguage: boolean
  readonly masksSwearWords: boolean
}

/** Longer media are heard only around what the lesson plays. */
const wholeTicks = secondsToTicks(600)
const aroundTicks = secondsToTicks(15)

/** "Caption my clip": which model listens, how far it is, and what becomes of the words. */
export class ClipCaptioning implements Activity {
  readonly store: StoreApi<CaptioningState> = createStore<CaptioningState>(() => ({
    phase: { kind: 'idle' },
    isChoosing: false,
    modelId: null,
    findsLanguage: kept().findsLanguage,
    masksSwearWords: kept().masksSwearWords,
  }))
  readonly #editor: LessonEditor
  #running: AbortController | null = null
  #stopFollowing: (() => void) | null = null

  constructor(editor: LessonEditor) {
    this.#editor = editor
    editor.activities.add(this)
  }

  /** The language that is spoken, as far as the lesson tells. */
  get language(): string {
    return this.#track()?.language ?? this.#editor.document.metadata.language
  }

  /** The one button: listens with the best model there is, or offers some. */
  async press(): Promise<void> {
    if (this.#isBusy()) return
    if (assetsToHear(this.#editor.document).length === 0) return void showToast(words.noSound)
    try {
      const found = (await this.#preferred()) ?? (await this.#default())
      if (found === null) this.choose()
      else await this.listen(found)
    } catch (thrown) {
      this.#fail(thrown)
    }
  }

  /** After a failure: goes on fetching the model, or listens again. */
  async retry(): Promise<void> {
    const { phase } = this.store.getState()
    if (phase.kind === 'failed' && phase.modelId !== null) await this.listenWhenReady(phase.modelId)
    else await this.press()
  }

  /** Shows models and settings. */
  choose(): void {
    this.store.setState({ isChoosing: true })
  }

  findLanguage(findsLanguage: boolean): void {
    this.store.setState({ findsLanguage })
    keep({ findsLanguage })
  }

  maskSwearWords(masksSwearWords: boolean): void {
    this.store.setState({ masksSwearWords })
    keep({ masksSwearWords })
  }

  /** For this lesson from now on, and for others in a language that the model hears. */
  prefer(modelId: SpeechModelId): void {
    this.store.setState({ modelId })
    keep({ modelId })
  }

  stopChoosing(): void {
    this.store.setState({ isChoosing: false })
  }

  /** Listens with a model as soon as it is there. */
  async listenWhenReady(modelId: SpeechModelId): Promise<void> {
    if (this.#isBusy()) this.cancel()
    this.prefer(modelId)
    this.store.setState({ phase: { kind: 'awaiting-model', modelId } })
    const check = (): void => {
      const { phase } = this.store.getState()
      const model = findModel(speechModels.getState().models, modelId)
      if (phase.kind !== 'awaiting-model' || phase.modelId !== modelId) return this.#unfollow()
      if (model?.state.kind === 'ready') {
        this.#unfollow()
        this.stopChoosing()
        void this.listen(modelId)
      } else if (model?.state.kind === 'absent' && model.state.error) {
        this.#unfollow()
        this.#fail(new AppError(model.state.error), modelId)
      }
    }
    this.#unfollow()
    try {
      await call('speech.download', { modelId })
      // As they are now: what stopped the last try is forgotten.
      speechModels.setState(await call('speech.models', {}))
    } catch (thrown) {
      return this.#fail(thrown, modelId)
    }
    const [stop, unsubscribe] = [followSpeechModels(), speechModels.subscribe(check)]
    this.#stopFollowing = () => {
      unsubscribe()
      stop()
    }
    check()
  }

  /** Listens to every medium that the lesson plays, and writes the captions. */
  async listen(modelId: SpeechModelId): Promise<void> {
    if (this.#running) return
    const running = new AbortController()
    this.#running = running
    const wanted = assetsToHear(this.#editor.document)
    const language = this.store.getState().findsLanguage ? null : this.language
    this.#listening({ waiting: true, fraction: 0, index: 1, count: wanted.length, recent: '' })
    try {
      // Main looks into the stored lesson.
      await this.#editor.autosave.flush()
      const heard: HeardMedia[] = []
      for (const [index, { assetId, stretch }] of wanted.entries()) {
        const wish = { projectId: this.#editor.projectId, assetId, stretch, modelId, language }
        const transcript = await hearAsset(wish, running.signal, ({ state, fraction, recentWords }) => {
          if (running.signal.aborted) return
          const recent = recentWords.map((word) => word.text).join(' ')
          const done = (index + fraction) / wanted.length
          this.#listening({ waiting: state === 'waiting', fraction: done, index: index + 1, count: wanted.length, recent })
        })
        if (!transcript) return
        heard.push({ assetId, transcript })
      }
      if (!running.signal.aborted) await this.#write(heard)
    } catch (thrown) {
      this.#fail(thrown)
    } finally {
      if (this.#running === running) this.#running = null
    }
  }

  /** Stops listening, or fetching the model; what came of it is kept. */
  cancel(): void {
    const { phase } = this.store.getState()
    const wasListening = this.#running !== null
    this.#running?.abort()
    this.#running = null
    this.#unfollow()
    this.store.setState({ phase: { kind: 'idle' } })
    if (phase.kind === 'awaiting-model')
      call('speech.cancel', { modelId: phase.modelId }).catch((thrown: unknown) => this.#editor.tellError(toErrorData(thrown)))
    if (wasListening) announce(words.cancelled)
  }

  dismiss(): void {
    this.store.setState({ phase: { kind: 'idle' } })
  }

  /** The lesson is left: what listens stops, and a download goes on by itself; its captions begin when the lesson is open again. */
  end(): Promise<void> {
    const { phase } = this.store.getState()
    if (phase.kind === 'awaiting-model') leftWaiting.set(this.#editor.projectId, phase.modelId)
    this.#running?.abort()
    this.#running = null
    this.#unfollow()
    this.store.setState({ phase: { kind: 'idle' }, isChoosing: false })
    return Promise.resolve()
  }

  describeRunning(): string | null {
    return this.#running ? words.running : null
  }

  async #write(heard: readonly HeardMedia[]): Promise<void> {
    const editor = this.#editor
    const track = this.#track()
    const lesson = this.language
    const spoken = heard.find(({ transcript }) => transcript.language !== null)?.transcript.language ?? lesson
    const isOther = baseLanguage(spoken) !== baseLanguage(lesson)
    const isMasked = this.store.getState().masksSwearWords ? await loadSwearWords(spoken) : () => false
    const { glossary = [] } = editor.document.metadata
    const cuts = await knownShotCuts(
      editor.projectId,
      heard.map(({ assetId }) => assetId),
    )
    const written = heard.map(({ assetId, transcript }): HeardWords => {
      const spelled = writeHeard(transcript, { language: transcript.language ?? lesson, glossary })
      return { assetId, words: maskProfanity(spelled, isMasked), shotCuts: cuts.get(assetId) ?? [] }
    })
    if (written.every((each) => each.words.length === 0)) {
      this.store.setState({ phase: { kind: 'nothing' } })
      return announce(words.nothing)
    }
    this.store.setState({ phase: { kind: 'idle' } })
    const known = Object.values(editor.document.captionTracks).find(
      ({ kind, language }) => kind === 'captions' && baseLanguage(language) === baseLanguage(spoken),
    )
    const target = isOther ? known : (track ?? known)
    const before = editor.document.captions
    if (!editor.run(captionSpeech, { track: target?.id ?? { language: isOther ? spoken : lesson }, heard: written })) return
    // One that came out as it was keeps its id, and was written all the same.
    const made = Object.values(editor.document.captions).filter((caption) => before[caption.id] !== caption)
    const captionTrackId = made[0]?.captionTrackId
    if (captionTrackId) editor.view.setState({ captionTrackId })
    const uncertain = made.reduce((sum, caption) => sum + uncertainWords(caption).length, 0)
    tellWithUndo(editor, words.done(made.length, uncertain))
    announce(words.done(made.length, uncertain))
    if (isOther) showToast(words.otherLanguage(languageName(spoken), languageName(lesson)))
    this.#goToFirst(made)
  }

  /** To what is to be checked first, unless the user does something else meanwhile. */
  #goToFirst(made: readonly Caption[]): void {
    const { panel, captionWork } = this.#editor.view.getState()
    if (panel !== 'captions' || captionWork !== 'list' || isModalOpen()) return
    if (document.activeElement && isTyping(document.activeElement)) return
    const ids = new Set(made.map(({ id }) => id))
    const items = captionItems(this.#editor.document, made[0]?.captionTrackId).filter(({ id }) => ids.has(id))
    const [first] = items
    const place = nextUncertain(items, null) ?? (first && { item: first, from: 0, to: 0 })
    if (place) goToWord(this.#editor, place)
  }

  /** The captions that are edited, unless those are a translation. */
  #track() {
    const track = openCaptionTrack(this.#editor.document, this.#editor.view.getState().captionTrackId)
    return track?.kind === 'captions' ? track : null
  }

  #isBusy(): boolean {
    return this.#running !== null || this.store.getState().phase.kind === 'awaiting-model'
  }

  #listening(state: Omit<Extract<CaptioningPhase, { kind: 'listening' }>, 'kind'>): void {
    this.store.setState({ phase: { kind: 'listening', ...state } })
  }

  /** The model that the user chose here or for another lesson, where it still is on this computer. */
  async #preferred(): Promise<SpeechModelId | null> {
    const { modelId: here, findsLanguage } = this.store.getState()
    const modelId = here ?? kept().modelId
    if (modelId === null) return null
    const { models } = await call('speech.models', {})
    const model = findModel(models, modelId)
    if (model?.state.kind !== 'ready') return null
    return here !== null || findsLanguage || hearsLanguage(model, this.language) ? modelId : null
  }

  async #default(): Promise<SpeechModelId | null> {
    const language = this.store.getState().findsLanguage ? null : this.language
    return (await call('speech.defaultModel', { language })).modelId
  }

  #fail(thrown: unknown, modelId: SpeechModelId | null = null): void {
    const error = toErrorData(thrown)
    this.store.setState({ phase: { kind: 'failed', error, modelId } })
    announce(describeError(error))
  }

  #unfollow(): void {
    this.#stopFollowing?.()
    this.#stopFollowing = null
  }
}

const kept = (): CaptioningChoices => themeStore.getState().captioning

function keep(changes: Partial<CaptioningChoices>): void {
  keepSettings({ captioning: { ...kept(), ...changes } })
}

type HeardMedia = { readonly assetId: AssetId; readonly transcript: Transcript }

/** Lessons that were left while a model for them was on its way. */
const leftWaiting = new Map<ProjectId, SpeechModelId>()

/** Begins the captions that a lesson was left waiting for, where their model has come or still is on its way. */
export async function resumeCaptioning(editor: LessonEditor): Promise<void> {
  const modelId = leftWaiting.get(editor.projectId)
  if (modelId === undefined) return
  leftWaiting.delete(editor.projectId)
  try {
    const { models } = await call('speech.models', {})
    const state = findModel(models, modelId)?.state
    // One that was stopped meanwhile is not asked for again.
    if (state && (state.kind !== 'absent' || state.error)) await captioningOf(editor).listenWhenReady(modelId)
  } catch (thrown) {
    editor.tellError(toErrorData(thrown))
  }
}

const captionings = new WeakMap<LessonEditor, ClipCaptioning>()

/** Of a lesson while it is open. */
export function captioningOf(editor: LessonEditor): ClipCaptioning {
  const known = captionings.get(editor)
  if (known) return known
  const made = new ClipCaptioning(editor)
  captionings.set(editor, made)
  return made
}

/** The media whose speech the lesson plays, in playing order, and which part of each to hear; null for all of it. */
export function assetsToHear(document: LessonDocument): readonly { readonly assetId: AssetId; readonly stretch: Span | null }[] {
  const used = new Map<AssetId, Span>()
  for (const clip of speakingRuns(document).flat()) {
    const asset = document.assets[clip.assetId]
    if (!asset?.interpretation?.audio) continue
    const known = used.get(clip.assetId)
    used.set(clip.assetId, {
      startTicks: ticks(Math.min(known?.startTicks ?? Infinity, clip.sourceInTicks)),
      endTicks: ticks(Math.max(known?.endTicks ?? 0, clip.sourceOutTicks)),
    })
  }
  return [...used].map(([assetId, { startTicks, endTicks }]) => {
    const asset = document.assets[assetId]
    const length = (asset && sourceLength(asset)) ?? endTicks
    if (length <= wholeTicks) return { assetId, stretch: null }
    const from = ticks(Math.max(zeroTicks, startTicks - aroundTicks))
    return { assetId, stretch: { startTicks: from, endTicks: ticks(Math.min(length, endTicks + aroundTicks)) } }
  })
}
