import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { addRecording } from './add-recording.ts'
import { EditorProvider } from './editor/editor-context.tsx'
import { EditorScreen } from './editor/editor-screen.tsx'
import { CheckSummary } from './editor/preflight/check-summary.tsx'
import { preflightOf } from './editor/preflight/preflight-work.ts'
import { placeForWanted, wantSlot } from './editor/template/wanted-slot.ts'
import { ExportDialog } from './export/export-dialog.tsx'
import { VersionsDialog } from './library/versions-dialog.tsx'
import type { OpenLesson, OpenLessons } from './open-lessons.ts'
import { saveProjectFile } from './project-file/project-file-job.ts'
import { PublishDialog } from './publish/publish-dialog.tsx'
import { RecordScreen } from './record/record-screen.tsx'
import { TryLesson } from './try/try-lesson.tsx'
import { TryScreen } from './try/try-screen.tsx'
import { showToast } from './ui/toast-store.ts'
import type { JobId } from '#shared/ipc/areas/jobs.ts'
import { describeError, toErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'

const tell = (thrown: unknown): void => void showToast(describeError(toErrorData(thrown)))

/** An open lesson: its editor, the recording for it, and its export. */
export function OpenLessonScreen({ lessons, editor, exportJob }: OpenLesson & { readonly lessons: OpenLessons }) {
  const state = useStore(exportJob.state)
  const exporting = useStore(lessons.state, ({ exportDialogOpen }) => exportDialogOpen)
  const exportFailed = state.kind === 'failed'
  useEffect(() => {
    const check = (): void => void editor.checkFiles().catch(tell)
    // A file may have been moved in another program, or be what the export lacked.
    if (exportFailed) check()
    window.addEventListener('focus', check)
    return () => window.removeEventListener('focus', check)
  }, [editor, exportFailed])
  // An export is what the next one is compared with.
  const isExporting = state.kind === 'running'
  useEffect(() => {
    if (!isExporting) void preflightOf(editor).readLastExport()
  }, [editor, isExporting])
  const [recording, setRecording] = useState(false)
  /** What is tried: the lesson as it is, or what an export made. */
  const [trying, setTrying] = useState<'lesson' | JobId | null>(null)
  /** What an export made, on its way to somewhere else. */
  const [publishing, setPublishing] = useState<{ readonly jobId: JobId; readonly fileName: string } | null>(null)
  const [versionsOpen, setVersionsOpen] = useState(false)
  const save = async (): Promise<number | null> => ((await editor.autosave.flush()) ? editor.revision : null)
  const saveFile = async (): Promise<void> => {
    // What is packed is what is stored.
    if (await editor.autosave.flush()) await saveProjectFile(editor.projectId)
  }
  if (trying === 'lesson') {
    const { title } = editor.document.metadata
    return <TryLesson projectId={editor.projectId} title={title} save={save} onBack={() => setTrying(null)} />
  }
  if (trying !== null) return <TryScreen source={{ kind: 'export', jobId: trying }} onBack={() => setTrying(null)} />
  if (recording) {
    return (
      <RecordScreen
        projectId={editor.projectId}
        canvas={editor.document.settings.canvas}
        onLeave={() => {
          wantSlot(editor, null)
          setRecording(false)
        }}
        onUse={(take) => {
          setRecording(false)
          const place = placeForWanted(editor)
          if (!place) editor.show('media')
          void addRecording(editor, take.main, take.over, place).catch(tell)
        }}
      />
    )
  }
  return (
    <>
      <EditorScreen
        editor={editor}
        onBack={() => void lessons.leave()}
        onReload={() => void lessons.takeStored(editor)}
        onRecord={() => {
          editor.pause()
          void editor.endActivities()
          setRecording(true)
        }}
        onTry={() => {
          editor.pause()
          void editor.endActivities()
          setTrying('lesson')
        }}
        onVersions={() => {
          editor.pause()
          setVersionsOpen(true)
        }}
        onSaveFile={() => {
          editor.pause()
          void saveFile()
        }}
        exportProgress={state.kind === 'running' ? text.common.percent(state.fraction ?? 0) : null}
        onExport={() => {
          editor.pause()
          lessons.showExport(true)
        }}
      />
      <ExportDialog
        open={exporting}
        onClose={() => {
          lessons.showExport(false)
          exportJob.reset()
        }}
        job={exportJob}
        onTry={(jobId) => {
          lessons.showExport(false)
          exportJob.reset()
          setTrying(jobId)
        }}
        onPublish={(jobId, fileName) => {
          lessons.showExport(false)
          setPublishing({ jobId, fileName })
        }}
        check={
          <EditorProvider value={editor}>
            <CheckSummary
              onCheck={() => {
                lessons.showExport(false)
                editor.show('check')
              }}
            />
          </EditorProvider>
        }
        projectId={editor.projectId}
        document={editor.document}
        save={save}
      />
      {versionsOpen && (
        <VersionsDialog
          projectId={editor.projectId}
          title={editor.document.metadata.title}
          onKeep={(name) => editor.keepAside(name)}
          onGoBack={(versionId) => void lessons.goBack(editor, versionId)}
          onClose={() => setVersionsOpen(false)}
        />
      )}
      {publishing && (
        <PublishDialog
          source={{ kind: 'export', jobId: publishing.jobId }}
          fileName={publishing.fileName}
          onClose={() => {
            setPublishing(null)
            lessons.showExport(true)
          }}
        />
      )}
    </>
  )
}
