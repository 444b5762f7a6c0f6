import { Component, lazy, Suspense, useEffect, useEffectEvent, useState, type ComponentProps, type ReactNode } from 'react'
import { CircleAlert } from 'lucide-react'
import { useStore } from 'zustand'
import type { DraftSession } from './batch/draft/draft-session.ts'
import { batchOnItsWay, leaveBatch, prepareBatch } from './batch-on-its-way.ts'
import type { LessonEditor } from './editor/lesson-editor.ts'
import { call, grantDroppedFiles, onMainEvent } from './ipc/client.ts'
import { LibraryScreen } from './library/library-screen.tsx'
import { refreshLibrary } from './library/library-store.ts'
import { pickLanguage } from './library/pick-language.ts'
import { OpenLessons } from './open-lessons.ts'
import { ProjectFileDialog } from './project-file/project-file-dialog.tsx'
import { openProjectFiles, saveProjectFile, sortDropped } from './project-file/project-file-job.ts'
import { InterruptedRecordings } from './record/interrupted-recordings.tsx'
import { Announcer } from './ui/announcer.tsx'
import { Button } from './ui/button.tsx'
import { EmptyState } from './ui/feedback.tsx'
import { watchFieldHistory } from './ui/field-history.ts'
import { showToast } from './ui/toast-store.ts'
import { Toasts } from './ui/toasts.tsx'
import type { Grant } from '#shared/ipc/areas/grant.ts'
import type { InterruptedRecording } from '#shared/ipc/areas/recording.ts'
import type { TemplateSummary } from '#shared/ipc/areas/templates.ts'
import { describeError, toErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { secondsToTicks } from '#shared/time/ticks.ts'

const tell = (thrown: unknown): void => void showToast(describeError(toErrorData(thrown)))

const importLessonScreen = () => import('./open-lesson-screen.tsx')
// What only an open lesson needs is loaded behind the library, which is there the sooner.
const OpenLessonScreen = lazy(() => importLessonScreen().then((module) => ({ default: module.OpenLessonScreen })))
const PublishDialog = lazy(() => import('./publish/publish-dialog.tsx').then((module) => ({ default: module.PublishDialog })))
const InterruptedUploads = lazy(() =>
  import('./publish/interrupted-uploads.tsx').then((module) => ({ default: module.InterruptedUploads })),
)
const TryScreen = lazy(() => import('./try/try-screen.tsx').then((module) => ({ default: module.TryScreen })))
const DraftScreen = lazy(() => import('./batch/draft/draft-screen.tsx').then((module) => ({ default: module.DraftScreen })))
const BatchScreen = lazy(() => import('./batch/queue/batch-screen.tsx').then((module) => ({ default: module.BatchScreen })))
const TemplateGallery = lazy(() =>
  import('./templates/template-gallery.tsx').then((module) => ({ default: module.TemplateGallery })),
)

/**
 * One window: the library, or one open lesson. The lessons, and what saves them when the window closes, stand outside the
 * guard: a screen that fails must not take unsaved work with it.
 */
export function App() {
  const [lessons] = useState(() => new OpenLessons())
  const edits = useStore(lessons.state, (state) => state.shown !== null)
  /** A package of any origin that is being tried. */
  const [tried, setTried] = useState<Grant | null>(null)
  useEffect(watchFieldHistory, [])
  useEffect(() => onMainEvent('app.closing', () => void closeSafely(lessons)), [lessons])
  return (
    <>
      <Guard onReload={() => void reloadSafely(lessons)}>
        <Studio lessons={lessons} tried={tried} onTry={setTried} />
      </Guard>
      <Toasts raised={edits || tried !== null} />
      <Announcer />
    </>
  )
}

type StudioProps = {
  readonly lessons: OpenLessons
  readonly tried: Grant | null
  readonly onTry: (grant: Grant | null) => void
}

function Studio({ lessons, tried, onTry }: StudioProps) {
  useEffect(() => {
    const waiting = requestIdleCallback(() => void importLessonScreen())
    return () => cancelIdleCallback(waiting)
  }, [])
  const lesson = useStore(lessons.state, (state) => state.shown)
  const batch = useStore(batchOnItsWay, ({ start }) => start)
  const createLesson = async (title: string): Promise<LessonEditor | null> => {
    const language = pickLanguage(navigator.languages)
    const { projectId } = await call('library.create', { title, language, canvas: '9:16' })
    return lessons.open(projectId)
  }
  const create = async (grants: readonly Grant[]): Promise<void> => {
    try {
      const editor = await createLesson(grants[0] ? titleOf(grants[0].fileName) : text.library.untitled)
      await editor?.imports.add(grants)
    } catch (thrown) {
      tell(thrown)
    }
  }
  const openSample = async (): Promise<void> => {
    const { projectId } = await call('library.createSample', {})
    await lessons.open(projectId)
  }
  const [choosing, setChoosing] = useState(false)
  const startFrom = async ({ templateId, name }: TemplateSummary): Promise<void> => {
    const language = pickLanguage(navigator.languages)
    const { projectId } = await call('templates.start', { templateId, title: name, language })
    const editor = await lessons.open(projectId)
    // The words of the first scene have come in.
    editor?.seek(secondsToTicks(2))
    setChoosing(false)
  }
  const choosePackage = async (): Promise<void> => {
    const { grant } = await call('trial.choose', {})
    if (grant) onTry(grant)
  }
  /** Takes files of colleagues in; a single one is opened where nothing else is. */
  const openFiles = async (grants: readonly Grant[]): Promise<void> => {
    const projectId = await openProjectFiles(grants)
    await refreshLibrary()
    if (projectId !== null && grants.length === 1 && lessons.state.getState().shown === null) await lessons.open(projectId)
  }
  const chooseFiles = async (): Promise<void> => {
    const { grants } = await call('projectFiles.choose', {})
    await openFiles(grants)
  }
  const takeArrived = useEffectEvent(async (): Promise<void> => {
    const { grants } = await call('projectFiles.waiting', {})
    if (grants.length > 0) await openFiles(grants)
  })
  useEffect(() => {
    const take = (): void => void takeArrived().catch(tell)
    take()
    return onMainEvent('projectFiles.arrived', take)
  }, [])
  const [showsBatches, setShowsBatches] = useState(false)
  /** A batch that was prepared and left, and is open again. */
  const [leftDraft, setLeftDraft] = useState<DraftSession | null>(null)
  const leaveDraft = (): void => {
    leaveBatch()
    setLeftDraft(null)
  }
  /** A finished package that is to go somewhere else. */
  const [published, setPublished] = useState<Published | null>(null)
  const choosePublished = async (): Promise<void> => {
    const { grant } = await call('publish.chooseFile', {})
    if (grant) setPublished({ source: { kind: 'file', grantId: grant.grantId }, fileName: grant.fileName })
  }
  const chooseClips = async (): Promise<void> => {
    const { grants } = await call('media.chooseFiles', { purpose: 'media' })
    if (grants.length > 0) await create(grants)
  }
  const dropClips = async (files: readonly File[]): Promise<void> => {
    const grants = await grantDroppedFiles(files)
    const [first] = grants
    if (first && grants.length === 1 && isPackageName(first.fileName)) return onTry(first)
    const { files: lessonFiles, others } = sortDropped(grants)
    if (lessonFiles.length > 0) await openFiles(lessonFiles)
    if (others.length > 0) await create(others)
  }
  const bringBack = async ({ recordingId, projectId, lessonTitle, voicePlace }: InterruptedRecording): Promise<void> => {
    const { grant } = await call('recording.finish', { recordingId })
    const editor = await (lessonTitle === null ? createLesson(titleOf(grant.fileName)) : lessons.open(projectId))
    const { addInterrupted } = await import('./add-recording.ts')
    // Another lesson knows nothing of the place.
    if (editor) await addInterrupted(editor, { recordingId, grant }, lessonTitle === null ? null : voicePlace)
  }
  return (
    <Suspense>
      {batch ? (
        <DraftScreen
          start={batch}
          left={leftDraft}
          onBack={leaveDraft}
          onStarted={() => {
            leaveDraft()
            // Who came from a lesson goes back to it.
            if (!lesson) setShowsBatches(true)
          }}
          onOpenLesson={(projectId) => {
            leaveDraft()
            void lessons.open(projectId)
          }}
        />
      ) : tried ? (
        <TryScreen source={{ kind: 'file', grantId: tried.grantId }} onBack={() => onTry(null)} />
      ) : showsBatches && !lesson ? (
        <BatchScreen
          onBack={() => setShowsBatches(false)}
          onNew={() => prepareBatch(noRecipe)}
          onGoOn={(session) => {
            setLeftDraft(session)
            prepareBatch(noRecipe)
          }}
        />
      ) : lesson ? (
        <OpenLessonScreen key={lesson.editor.projectId} lessons={lessons} {...lesson} />
      ) : (
        <LibraryScreen
          onOpen={(projectId) => void lessons.open(projectId)}
          onNew={() => void create([])}
          onTemplates={() => setChoosing(true)}
          onSample={() => void openSample().catch(tell)}
          onChooseClips={() => void chooseClips().catch(tell)}
          onTryPackage={() => void choosePackage().catch(tell)}
          onOpenFile={() => void chooseFiles().catch(tell)}
          onBatches={() => setShowsBatches(true)}
          onPublish={() => void choosePublished().catch(tell)}
          onSaveFile={(projectId) => void saveProjectFile(projectId)}
          onDropClips={(files) => void dropClips(files).catch(tell)}
        >
          {!published && (
            <Suspense>
              <InterruptedUploads
                onGoOn={({ jobId, fileName, placeId }) =>
                  setPublished({ source: { kind: 'interrupted', jobId }, fileName, firstPlaceId: placeId })
                }
              />
            </Suspense>
          )}
        </LibraryScreen>
      )}
      {choosing && (
        <Suspense>
          <TemplateGallery onClose={() => setChoosing(false)} onUse={startFrom} />
        </Suspense>
      )}
      {/* One of its own: what waits for the dialog must not take the screen away below the pointer. */}
      {published && (
        <Suspense>
          <PublishDialog {...published} onClose={() => setPublished(null)} />
        </Suspense>
      )}
      <ProjectFileDialog />
      <InterruptedRecordings onAdd={(recording) => void bringBack(recording).catch(tell)} />
    </Suspense>
  )
}

const noRecipe = { recipe: null, projectId: null } as const

/** A finished package that is to go somewhere else. */
type Published = Pick<ComponentProps<typeof PublishDialog>, 'source' | 'fileName' | 'firstPlaceId'>

/** What no camera makes and learning platforms take. */
const isPackageName = (fileName: string): boolean => /\.(zip|h5p|imscc|mbz)$/i.test(fileName)

const ready = (): void => void call('app.closeReady', {}).catch(tell)

/** Saves before the window goes; where that fails, or something still runs, it stays open and the user decides. */
async function closeSafely(lessons: OpenLessons): Promise<void> {
  const stored = await lessons.flush()
  const running = lessons.describeRunning() ?? (await batchUnderWay())
  if (stored && running === null) return ready()
  await call('app.closeRefused', {}).catch(tell)
  if (stored && running !== null) showToast(running, { label: text.editor.closeNow, run: () => void closeNow(lessons) })
  else tellUnsaved()
}

/** A sentence where a batch is made; one that cannot be asked for keeps no window open. */
async function batchUnderWay(): Promise<string | null> {
  const { batches } = await call('batchQueue.list', {}).catch(() => ({ batches: [] }))
  return batches.some(({ state }) => state === 'running') ? text.batchQueue.stillRunning : null
}

const tellUnsaved = (): void => void showToast(text.editor.saveFailed.title, { label: text.editor.closeAnyway, run: ready })

/** What came in since the user was asked is saved, too. */
async function closeNow(lessons: OpenLessons): Promise<void> {
  if (await lessons.flush()) ready()
  else tellUnsaved()
}

const reload = (): void => window.location.reload()

async function reloadSafely(lessons: OpenLessons): Promise<void> {
  if (await lessons.flush()) reload()
  else showToast(text.editor.saveFailed.title, { label: text.common.failed.reloadAnyway, run: reload })
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

type GuardProps = { readonly children: ReactNode; readonly onReload: () => void }
type GuardState = { readonly failed: boolean }

/** A defect in one place must not leave an empty window. */
class Guard extends Component<GuardProps, GuardState> {
  override state: GuardState = { failed: false }

  static getDerivedStateFromError(): GuardState {
    return { failed: true }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return (
      <EmptyState icon={CircleAlert} size="screen" title={text.common.failed.title} body={text.common.failed.body}>
        <Button variant="primary" onPress={this.props.onReload}>
          {text.common.failed.reload}
        </Button>
      </EmptyState>
    )
  }
}
