import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ProjectId } from '#shared/ipc/areas/library.ts'
import { describeError, toErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { LessonEditor } from './editor/lesson-editor.ts'
import { ExportJob } from './export/export-job.ts'
import { call } from './ipc/client.ts'
import { refreshLibrary } from './library/library-store.ts'
import { showToast } from './ui/toast-store.ts'

export type OpenLesson = { readonly editor: LessonEditor; readonly exportJob: ExportJob }

type OpenLessonsState = {
  /** The lesson on screen; null for the library. */
  readonly shown: OpenLesson | null
  readonly exportDialogOpen: boolean
}

const tell = (thrown: unknown): void => void showToast(describeError(toErrorData(thrown)))
const titleOf = (editor: LessonEditor): string => editor.document.metadata.title

/**
 * The lessons of the window, above its screens: one that was left stays open until its clips are in and everything is saved,
 * and its export goes on.
 */
export class OpenLessons {
  readonly state: StoreApi<OpenLessonsState> = createStore<OpenLessonsState>(() => ({ shown: null, exportDialogOpen: false }))
  readonly #editors = new Map<ProjectId, LessonEditor>()
  readonly #exportJobs = new Map<ProjectId, ExportJob>()
  /** Those that give way to what is stored. */
  readonly #replacing = new Set<LessonEditor>()

  /** Shows a lesson; null where it cannot be opened, which the user is told. */
  async open(projectId: ProjectId): Promise<LessonEditor | null> {
    try {
      const editor = this.#editors.get(projectId) ?? (await this.#load(projectId))
      const left = this.state.getState().shown?.editor ?? null
      this.state.setState({ shown: { editor, exportJob: this.#exportJobOf(projectId) }, exportDialogOpen: false })
      if (left && left !== editor) void this.#finish(left)
      return editor
    } catch (thrown) {
      tell(thrown)
      return null
    }
  }

  /** Back to the library. What cannot be saved stays on screen, with the notice that says why. */
  async leave(): Promise<void> {
    const editor = this.state.getState().shown?.editor
    if (!editor) return
    void editor.endActivities()
    if (!(await editor.autosave.flush()) || !this.#isShown(editor)) return
    this.state.setState({ shown: null, exportDialogOpen: false })
    await this.#finish(editor)
  }

  /** After a conflict: keeps what is here as a version of the lesson, and opens what is stored. */
  async takeStored(editor: LessonEditor): Promise<void> {
    await this.#replace(editor, text.editor.saveConflict.kept, async () => {
      const { changeCount } = editor.session.getSnapshot()
      await editor.keepAside(text.library.versions.setAside)
      return changeCount
    })
  }

  /** Takes the lesson back to a version of it, and opens that; what it was until now is kept as one, too. */
  async goBack(editor: LessonEditor, versionId: number): Promise<void> {
    const { projectId } = editor
    await this.#replace(editor, text.library.versions.goneBack(titleOf(editor)), async () => {
      // What cannot be saved could not be kept: the notice above the lesson says why.
      if (!(await editor.autosave.flush())) return null
      const { changeCount } = editor.session.getSnapshot()
      await call('library.restoreVersion', { projectId, versionId, keepNewestAs: text.library.versions.beforeGoingBack })
      return changeCount
    })
  }

  /**
   * Opens what is stored in place of what is shown. `prepare` sees to it that what is shown is kept, and gives how many changes that
   * were, or null to stay; what is edited behind its back becomes a version, too.
   */
  async #replace(editor: LessonEditor, done: string, prepare: () => Promise<number | null>): Promise<void> {
    if (this.#replacing.has(editor)) return
    this.#replacing.add(editor)
    try {
      await editor.endActivities()
      await editor.imports.whenIdle()
      // Who has left meanwhile is not taken back.
      const kept = this.#isShown(editor) ? await prepare() : null
      if (kept === null) return
      this.#editors.delete(editor.projectId)
      if (this.#isShown(editor) && !(await this.open(editor.projectId))) {
        this.#editors.set(editor.projectId, editor)
        return
      }
      if (editor.session.getSnapshot().changeCount !== kept) await editor.keepAside(text.library.versions.setAside)
      editor.close()
      showToast(done)
    } catch (thrown) {
      tell(thrown)
    } finally {
      this.#replacing.delete(editor)
    }
  }

  showExport(open: boolean): void {
    this.state.setState({ exportDialogOpen: open })
  }

  /** Saves what is unsaved in every lesson; whether all of it is stored. */
  async flush(): Promise<boolean> {
    const stored = await Promise.all([...this.#editors.values()].map((editor) => editor.autosave.flush()))
    return stored.every(Boolean)
  }

  /** What closing the window would stop, as a sentence; null where nothing runs. */
  describeRunning(): string | null {
    const editors = [...this.#editors.values()]
    for (const { activities } of editors)
      for (const activity of activities) {
        const running = activity.describeRunning()
        if (running !== null) return running
      }
    const importing = editors.find((editor) => editor.imports.isBusy)
    if (importing) return text.editor.stillImporting(titleOf(importing))
    const exporting = [...this.#exportJobs.values()].some(({ state }) => state.getState().kind === 'running')
    return exporting ? text.editor.stillExporting : null
  }

  async #load(projectId: ProjectId): Promise<LessonEditor> {
    const { openLesson } = await import('./editor/lesson-editor.ts')
    const loaded = await openLesson(projectId)
    // Asked for twice at the same time: one lesson has one editor.
    const other = this.#editors.get(projectId)
    if (other) {
      loaded.close()
      return other
    }
    this.#editors.set(projectId, loaded)
    return loaded
  }

  #isShown(editor: LessonEditor): boolean {
    return this.state.getState().shown?.editor === editor
  }

  /** Ends a lesson that is not on screen any more as soon as nothing of it would be lost. */
  async #finish(editor: LessonEditor): Promise<void> {
    const ended = editor.endActivities()
    const underWay = editor.imports.store.getState().imports.filter(({ error }) => error === null)
    if (underWay.length > 0) showToast(text.editor.importGoesOn(titleOf(editor)))
    await ended
    await editor.imports.whenIdle()
    const stored = await editor.autosave.flush()
    if (this.#isShown(editor) || this.#editors.get(editor.projectId) !== editor) return
    if (!stored) {
      const open = { label: text.library.menu.open, run: () => void this.open(editor.projectId) }
      showToast(text.editor.leftUnsaved(titleOf(editor)), open)
      return
    }
    for (const { id, fileName, error } of editor.imports.store.getState().imports)
      if (error && underWay.some((entry) => entry.id === id))
        showToast(`${text.editor.media.failed(fileName)}. ${describeError(error)}`)
    editor.close()
    this.#editors.delete(editor.projectId)
    if (underWay.length > 0) await refreshLibrary()
  }

  #exportJobOf(projectId: ProjectId): ExportJob {
    const known = this.#exportJobs.get(projectId)
    if (known) return known
    const job = new ExportJob()
    this.#exportJobs.set(projectId, job)
    job.state.subscribe((now, before) => {
      if (before.kind !== 'running' || (now.kind !== 'done' && now.kind !== 'failed')) return
      const { shown, exportDialogOpen } = this.state.getState()
      if (exportDialogOpen && shown?.exportJob === job) return
      const message = now.kind === 'done' ? text.export.doneTitle : text.export.failedTitle
      showToast(message, { label: text.common.details, run: () => void this.#showExportOf(projectId) })
    })
    return job
  }

  async #showExportOf(projectId: ProjectId): Promise<void> {
    if (await this.open(projectId)) this.showExport(true)
  }
}
