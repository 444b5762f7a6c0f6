import { Component, useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import { CircleAlert } from 'lucide-react'
import { useStore } from 'zustand'
import { EditorScreen } from './editor/editor-screen.tsx'
import { openLesson, type LessonEditor } from './editor/lesson-editor.ts'
import { ExportDialog } from './export/export-dialog.tsx'
import { ExportJob } from './export/export-job.ts'
import { call, grantDroppedFiles, onMainEvent } from './ipc/client.ts'
import { LibraryScreen } from './library/library-screen.tsx'
import { Announcer } from './ui/announcer.tsx'
import { Button } from './ui/button.tsx'
import { EmptyState } from './ui/feedback.tsx'
import { showToast } from './ui/toast-store.ts'
import { Toasts } from './ui/toasts.tsx'
import type { Grant } from '#shared/ipc/areas/grant.ts'
import type { ProjectId } from '#shared/ipc/areas/library.ts'
import { describeError, toErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'

const tell = (thrown: unknown): void => void showToast(describeError(toErrorData(thrown)))

/** One window: the library, or one open lesson. */
export function App() {
  return (
    <Guard>
      <Studio />
      <Announcer />
    </Guard>
  )
}

type OpenLesson = { readonly editor: LessonEditor; readonly exportJob: ExportJob }

function Studio() {
  const [lesson, setLesson] = useState<OpenLesson | null>(null)
  const opened = useRef<OpenLesson | null>(null)
  const show = useCallback((next: OpenLesson | null) => {
    opened.current?.editor.close()
    opened.current = next
    setLesson(next)
  }, [])

  const open = useCallback(
    async (projectId: ProjectId): Promise<LessonEditor | null> => {
      try {
        const editor = await openLesson(projectId)
        show({ editor, exportJob: new ExportJob() })
        return editor
      } catch (thrown) {
        tell(thrown)
        return null
      }
    },
    [show],
  )

  const create = useCallback(
    async (grants: readonly Grant[]): Promise<void> => {
      try {
        const title = grants[0] ? titleOf(grants[0].fileName) : text.library.untitled
        const { projectId } = await call('library.create', { title, language: 'en', canvas: '9:16' })
        const editor = await open(projectId)
        await editor?.imports.add(grants)
      } catch (thrown) {
        tell(thrown)
      }
    },
    [open],
  )

  useEffect(
    () =>
      onMainEvent('app.closing', () => {
        void closeSafely(opened.current?.editor ?? null)
      }),
    [],
  )

  const leave = async (editor: LessonEditor): Promise<void> => {
    // What cannot be saved stays open, with the notice that says why.
    if (await editor.autosave.flush()) show(null)
  }

  const chooseClips = async (): Promise<void> => {
    const { grants } = await call('media.chooseFiles', { purpose: 'media' })
    if (grants.length > 0) await create(grants)
  }
  const dropClips = async (files: readonly File[]): Promise<void> => {
    const grants = await grantDroppedFiles(files)
    if (grants.length > 0) await create(grants)
  }
  return (
    <>
      {lesson ? (
        <OpenLessonScreen
          {...lesson}
          onBack={() => void leave(lesson.editor)}
          onReload={() => void open(lesson.editor.projectId)}
        />
      ) : (
        <LibraryScreen
          onOpen={(projectId) => void open(projectId)}
          onNew={() => void create([])}
          onChooseClips={() => void chooseClips().catch(tell)}
          onDropClips={(files) => void dropClips(files).catch(tell)}
        />
      )}
      <Toasts raised={lesson !== null} />
    </>
  )
}

type OpenLessonProps = OpenLesson & { readonly onBack: () => void; readonly onReload: () => void }

function OpenLessonScreen({ editor, exportJob, onBack, onReload }: OpenLessonProps) {
  const [exporting, setExporting] = useState(false)
  const state = useStore(exportJob.state)
  const save = async (): Promise<number | null> => ((await editor.autosave.flush()) ? editor.revision : null)
  const dialogOpen = useRef(false)
  const show = useCallback((open: boolean): void => {
    dialogOpen.current = open
    setExporting(open)
  }, [])
  useEffect(
    () =>
      exportJob.state.subscribe((now, before) => {
        if (before.kind !== 'running' || dialogOpen.current || (now.kind !== 'done' && now.kind !== 'failed')) return
        const message = now.kind === 'done' ? text.export.doneTitle : text.export.failedTitle
        showToast(message, { label: text.common.details, run: () => show(true) })
      }),
    [exportJob, show],
  )
  return (
    <>
      <EditorScreen
        editor={editor}
        onBack={onBack}
        onReload={onReload}
        exportProgress={state.kind === 'running' ? text.common.percent(state.fraction ?? 0) : null}
        onExport={() => {
          editor.pause()
          show(true)
        }}
      />
      <ExportDialog
        open={exporting}
        onClose={() => {
          show(false)
          exportJob.reset()
        }}
        job={exportJob}
        projectId={editor.projectId}
        document={editor.document}
        save={save}
      />
    </>
  )
}

const ready = (): void => void call('app.closeReady', {}).catch(tell)

/** Saves before the window goes; where that fails the user decides. */
async function closeSafely(editor: LessonEditor | null): Promise<void> {
  if (!editor || (await editor.autosave.flush())) ready()
  else showToast(text.editor.saveFailed.title, { label: text.editor.closeAnyway, run: ready })
}

/** "IMG_2041.mov" is no title, but its name without the ending is better than none. */
function titleOf(fileName: string): string {
  return (
    fileName
      .replace(/\.[^.]{1,5}$/, '')
      .slice(0, 200)
      .trim() || text.library.untitled
  )
}

type GuardState = { readonly failed: boolean }

/** A defect in one place must not leave an empty window. */
class Guard extends Component<{ readonly children: ReactNode }, GuardState> {
  override state: GuardState = { failed: false }

  static getDerivedStateFromError(): GuardState {
    return { failed: true }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return (
      <EmptyState icon={CircleAlert} size="screen" title={text.common.failed.title} body={text.common.failed.body}>
        <Button variant="primary" onPress={() => window.location.reload()}>
          {text.common.failed.reload}
        </Button>
      </EmptyState>
    )
  }
}
