import { createStore, type StoreApi } from 'zustand/vanilla'
import { call } from '#renderer/ipc/client.ts'
import { announce } from '#renderer/ui/announcer.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { Command } from '#shared/edit/command.ts'
import { EditSession, type EditResult, type RunOptions } from '#shared/edit/edit-session.ts'
import { editLabels } from '#shared/edit/labels.ts'
import { describeNotice } from '#shared/edit/notices.ts'
import type { SelectedItem } from '#shared/edit/selection.ts'
import type { PreviewPicture } from '#shared/ipc/preview-messages.ts'
import type { OpenedProject, ProjectId } from '#shared/ipc/areas/library.ts'
import type { PlayLoop } from '#shared/ipc/play-course.ts'
import { describeError, type ErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { AssetId, CaptionTrackId } from '#shared/project/ids.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { snapToFrame } from '#shared/time/frame-rate.ts'
import { clampTicks, zeroTicks, type Ticks } from '#shared/time/ticks.ts'
import { afterFrame, whenIdle } from './after-frame.ts'
import { Autosave } from './autosave.ts'
import { MediaImports } from './media/imports.ts'
import { PhoneLink } from './media/phone-link.ts'
import { MediaPreparations } from './media/preparations.ts'
import type { ShownCaptions } from './captions/shown-captions.ts'
import type { LoopChoice, PlayRate, Shuttle } from './preview/play-settings.ts'
import { needsNoNewPictures } from './preview/plan-changes.ts'
import type { Transport } from './preview/transport.ts'
import { defaultScale } from './timeline/geometry.ts'

export const panels = ['media', 'overlays', 'captions', 'questions', 'music', 'challenge', 'template', 'check'] as const
export type Panel = (typeof panels)[number]

/** What the captions tab shows: the captions, typing along with the lesson, a script to align, a translation, the words as text, or what to tidy up. */
export type CaptionWork = 'list' | 'type-along' | 'script' | 'translation' | 'text' | 'tidy'

/** A field that an action wants the cursor in. */
export type FocusTarget = 'overlay-text' | 'question-prompt' | 'caption-text' | 'inspector'

/** What of the editor is neither part of the lesson nor saved. */
export type EditorView = {
  readonly playheadTicks: Ticks
  readonly playing: boolean
  /** Speed of the preview, 1 is normal. */
  readonly rate: PlayRate
  readonly loop: LoopChoice
  /** While J or L lead the playhead. */
  readonly shuttle: Shuttle | null
  /** The stretch marked with I and O. */
  readonly range: PlayLoop | null
  readonly panel: Panel
  /** The captions that are edited; null: those that show. */
  readonly captionTrackId: CaptionTrackId | null
  readonly captionWork: CaptionWork
  /** The captions over the preview's picture. */
  readonly shownCaptions: ShownCaptions
  /** Whether the preview leaves out that the lesson asks something. */
  readonly questionsHidden: boolean
  /** CSS pixels a second. */
  readonly scale: number
  /** Raised with every request, so that the same target can be asked for twice. */
  readonly focus: { readonly target: FocusTarget; readonly turn: number } | null
  readonly shortcutsOpen: boolean
  readonly historyOpen: boolean
  /** While the start of a clip is trimmed: what begins at or behind `fromTicks` is drawn this much later. */
  readonly shift: { readonly fromTicks: Ticks; readonly byTicks: Ticks } | null
  /** Whether what is dragged on the timeline jumps to cuts, markers and the playhead. */
  readonly snapping: boolean
  /** What a drag of a clip does: move it, show another part of its media, or move it between its neighbours. */
  readonly tool: TimelineTool
}

export const timelineTools = ['select', 'slip', 'slide'] as const
export type TimelineTool = (typeof timelineTools)[number]

/** Two screen refreshes: nobody sees that the timeline comes this much later. */
const longestPictureMs = 32

/** What goes on in an open lesson beside its editing, such as a recording, and has to end before the lesson is left. */
export type Activity = {
  /** Stops at once; resolves when what it made is in the lesson. */
  end(): Promise<void>
  /** What closing the window would stop, as a sentence; null where nothing runs. */
  describeRunning(): string | null
}

/** A lesson that is open: the edit session, its autosave, and what the screen shows of it. */
export class LessonEditor {
  readonly projectId: ProjectId
  readonly session: EditSession
  readonly autosave: Autosave
  readonly view: StoreApi<EditorView>
  readonly imports: MediaImports
  readonly phone: PhoneLink
  readonly preparations: MediaPreparations
  readonly activities = new Set<Activity>()
  /** Media whose files were not where they were when the lesson was opened, and were not found since. */
  readonly missing: StoreApi<ReadonlySet<AssetId>>
  /** Of the stored lesson that the next save builds on. */
  #revision: number
  /** Without what a drag under way shows: that is neither saved nor part of the history yet. */
  #settledDocument: LessonDocument
  #transport: Transport | null = null
  /** What the transport knows. */
  #toldDocument: LessonDocument
  /** Calls off what waits for the frame that shows an edit; null where nothing does. */
  #waiting: (() => void) | null = null
  #isTyping = false
  #screen: HTMLCanvasElement | null = null
  /** What is on its way may be seen before the preview is there, or while another screen is. */
  #ahead: PreviewPicture | null = null
  readonly #screenListeners = new Set<() => void>()
  #screenTimer: ReturnType<typeof setTimeout> | undefined = undefined
  readonly #stopListening: () => void

  constructor(projectId: ProjectId, opened: OpenedProject) {
    this.projectId = projectId
    this.session = new EditSession(opened.document, { newId: () => crypto.randomUUID() })
    this.#revision = opened.revision
    this.missing = createStore<ReadonlySet<AssetId>>(() => new Set(opened.missingAssetIds))
    this.#settledDocument = opened.document
    this.#toldDocument = opened.document
    const dropped = opened.history === null ? [] : this.session.restoreHistory(opened.history, opened.revision)
    for (const notice of [...opened.notices, ...dropped]) showToast(describeNotice(notice))
    this.view = createStore<EditorView>(() => ({
      playheadTicks: zeroTicks,
      playing: false,
      rate: 1,
      loop: null,
      shuttle: null,
      range: null,
      // A lesson that was just made from a template shows what there is to fill in.
      panel: opened.document.template ? 'template' : 'media',
      captionTrackId: null,
      captionWork: 'list',
      shownCaptions: null,
      questionsHidden: false,
      scale: defaultScale,
      focus: null,
      shortcutsOpen: false,
      historyOpen: false,
      shift: null,
      snapping: true,
      tool: 'select',
    }))
    this.autosave = new Autosave({
      save: () => this.#save(),
      isConflict: ({ code }) => code === 'library.conflict',
      // Outside a window there is no idling.
      ...(typeof requestIdleCallback === 'function' && { whenIdle }),
    })
    this.imports = new MediaImports(this)
    this.phone = new PhoneLink(this)
    this.preparations = new MediaPreparations(projectId)
    this.preparations.follow(opened.document)
    this.#stopListening = this.session.subscribe(() => this.#published())
  }

  get revision(): number {
    return this.#revision
  }

  get document(): LessonDocument {
    return this.session.getSnapshot().document
  }

  get durationTicks(): Ticks {
    return deriveTimeline(this.document).durationTicks
  }

  get playheadTicks(): Ticks {
    return this.view.getState().playheadTicks
  }

  /** Runs a command and tells the user what was refused or what else happened. */
  run<Args>(command: Command<Args>, args: Args, options: RunOptions = {}): boolean {
    // A field that hears late of its own letter loses the cursor.
    this.#isTyping = options.mergeKey !== undefined
    try {
      const before = this.document
      const worked = this.tell(this.session.run(command, args, options))
      // Not while somebody types or holds a key down.
      if (options.mergeKey === undefined && this.document !== before) announce(text.history.did(editLabels[command.label]))
      return worked
    } finally {
      this.#isTyping = false
    }
  }

  /** Shows the sentences of an edit's result; says whether it worked. */
  tell(result: EditResult): boolean {
    if (!result.ok) showToast(describeError(result.error))
    else for (const notice of result.value.notices) showToast(describeNotice(notice))
    return result.ok
  }

  tellError(error: ErrorData): void {
    showToast(describeError(error))
  }

  /** Looks whether the files of the lesson are still there, as after a while in another program, or after something failed. */
  async checkFiles(): Promise<void> {
    const { missingAssetIds } = await call('library.findMissing', { projectId: this.projectId })
    const known = this.missing.getState()
    const now = missingAssetIds.filter((id) => this.document.assets[id])
    const gone = now.filter((id) => !known.has(id))
    if (gone.length === 0 && now.length === known.size) return
    this.missing.setState(new Set(now), true)
    const names = gone.map((id) => this.document.assets[id]?.fileName ?? id)
    if (gone.length > 0) showToast(text.editor.media.gone([...new Set(names)]))
  }

  /** The files of assets that were missing are there again: the stored lesson learns where. Gives those that the lesson has. */
  tellFound(foundAssetIds: readonly AssetId[]): readonly AssetId[] {
    const assetIds = foundAssetIds.filter((id) => this.document.assets[id])
    if (assetIds.length === 0) return []
    this.missing.setState((missing) => new Set([...missing].filter((id) => !assetIds.includes(id))), true)
    showToast(text.editor.media.found([...new Set(assetIds.map((id) => this.document.assets[id]?.fileName ?? id))]))
    this.autosave.changed()
    for (const assetId of assetIds) void this.preparations.start(assetId)
    return assetIds
  }

  undo(): void {
    const { undoLabel } = this.session.getSnapshot()
    this.session.undo()
    announce(undoLabel === null ? text.editor.undo(null) : text.history.undid(editLabels[undoLabel]))
  }

  redo(): void {
    const { redoLabel } = this.session.getSnapshot()
    this.session.redo()
    announce(redoLabel === null ? text.editor.redo(null) : text.history.redid(editLabels[redoLabel]))
  }

  select(items: readonly SelectedItem[]): void {
    this.session.select(items)
  }

  show(panel: Panel): void {
    this.view.setState({ panel })
  }

  requestFocus(target: FocusTarget): void {
    this.view.setState(({ focus }) => ({ focus: { target, turn: (focus?.turn ?? 0) + 1 } }))
    // What an edit made takes the next key, so it is there before its picture.
    this.#tellScreen()
  }

  /** The canvas on which the preview draws the lesson, for who needs its picture. */
  get screen(): HTMLCanvasElement | null {
    return this.#screen
  }

  attachScreen(canvas: HTMLCanvasElement | null): void {
    this.#screen = canvas
  }

  /** Connects what plays the lesson; without one the playhead still moves. */
  attachTransport(transport: Transport | null): void {
    this.#transport = transport
    // It has just read the whole lesson.
    this.#waiting?.()
    this.#waiting = null
    this.#toldDocument = this.document
    if (this.#ahead && this.durationTicks === 0) transport?.showAhead?.(this.#ahead)
  }

  /** Moves the playhead to the nearest frame inside the lesson. `exact` false while the pointer drags. */
  seek(instant: Ticks, exact = true): void {
    const at = clampTicks(snapToFrame(instant, this.document.settings.frameRate), zeroTicks, this.durationTicks)
    this.view.setState({ playheadTicks: at })
    // What is to be shown anew is shown where the playhead stands; the old lesson's picture would be a wrong one.
    if (this.#waiting && !this.view.getState().playing) return
    this.#tellTransport()
    this.#transport?.seek(at, exact)
  }

  togglePlay(): void {
    this.#tellTransport()
    if (!this.#transport || this.durationTicks === 0) return
    const { playing, shuttle } = this.view.getState()
    if (playing || shuttle) this.pause()
    else this.#transport.play(this.playheadTicks >= this.durationTicks ? zeroTicks : this.playheadTicks)
  }

  /** Shows a picture of what is on its way into an empty lesson; null takes it away. */
  showAhead(picture: PreviewPicture | null): void {
    this.#ahead = picture
    if (this.durationTicks === 0) this.#transport?.showAhead?.(picture)
  }

  pause(): void {
    const { playing, shuttle } = this.view.getState()
    if (playing) this.#transport?.pause()
    if (shuttle) this.view.setState({ shuttle: null, rate: shuttle.rateBefore })
  }

  /** Saves over the version that someone else stored meanwhile. */
  async keepMine(): Promise<void> {
    const { revision } = await call('library.open', { projectId: this.projectId })
    this.#revision = revision
    await this.autosave.retry()
  }

  /** Keeps what is here as a version of that name, whatever the library stores as the newest. */
  async keepAside(name: string): Promise<void> {
    await call('library.keepVersion', { projectId: this.projectId, name, document: this.#settledDocument })
  }

  /**
   * For what shows the lesson beside the timeline, which hears of an edit from the session itself and is painted first. Drawing
   * all the rest anew takes longer than the edit's picture, which comes next, if it comes soon. Where no picture changes, or
   * letters are typed, nothing waits. Bound, for `useSyncExternalStore`.
   */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#screenListeners.add(listener)
    return () => void this.#screenListeners.delete(listener)
  }

  /** To be called while the lesson is still on screen. */
  async endActivities(): Promise<void> {
    await Promise.all([...this.activities].map((activity) => activity.end()))
  }

  /** Ends the editor. Flush the autosave before. */
  close(): void {
    this.#stopListening()
    this.#waiting?.()
    clearTimeout(this.#screenTimer)
    this.autosave.stop()
    this.phone.close()
    this.#transport?.close()
    this.#transport = null
  }

  #published(): void {
    const { document } = this.session.getSnapshot()
    const isPictured = !needsNoNewPictures(this.#toldDocument, document)
    if (isPictured) this.#waiting ??= afterFrame(() => this.#tellTransport())
    this.#changed()
    if (!isPictured && !this.#waiting) {
      this.#toldDocument = document
      this.#showLesson(this.#transport?.edited() ?? null)
    } else if (this.#isTyping) this.#tellScreen()
  }

  /** Tells the transport of edits that it does not know yet. */
  #tellTransport(): void {
    if (!this.#waiting) return
    this.#waiting()
    this.#waiting = null
    this.#toldDocument = this.document
    this.#showLesson(this.#transport?.edited() ?? null)
  }

  #showLesson(picture: Promise<void> | null): void {
    if (!picture || this.session.getSnapshot().dragging) return this.#tellScreen()
    clearTimeout(this.#screenTimer)
    this.#screenTimer = setTimeout(() => this.#tellScreen(), longestPictureMs)
    void picture.then(() => this.#tellScreen())
  }

  #tellScreen(): void {
    clearTimeout(this.#screenTimer)
    for (const listener of this.#screenListeners) listener()
  }

  #changed(): void {
    const { document, dragging } = this.session.getSnapshot()
    if (dragging || document === this.#settledDocument) return
    this.#settledDocument = document
    this.preparations.follow(document)
    this.autosave.changed()
    const end = this.durationTicks
    if (this.playheadTicks > end) this.seek(end)
  }

  async #save(): Promise<void> {
    const baseRevision = this.#revision
    const { revision } = await call('library.save', {
      projectId: this.projectId,
      baseRevision,
      document: this.#settledDocument,
      history: this.session.serialiseHistory(baseRevision + 1),
    })
    this.#revision = revision
  }
}

/** Opens a lesson of the library. Throws an `AppError` where it cannot be read. */
export async function openLesson(projectId: ProjectId): Promise<LessonEditor> {
  const opened = await call('library.open', { projectId })
  return new LessonEditor(projectId, opened)
}
