import { useEffect, type ReactNode } from 'react'
import { Captions, CircleHelp, Clapperboard, ClipboardCheck, Flag, LayoutTemplate, Music, Type, Video } from 'lucide-react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { useStore } from 'zustand'
import { Button } from '#renderer/ui/button.tsx'
import { Notice } from '#renderer/ui/feedback.tsx'
import { FileDrop } from '#renderer/ui/file-drop.tsx'
import { Pressable } from '#renderer/ui/pressable.tsx'
import { describeError, toErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { addFiles } from './actions/add-files.ts'
import { ChallengePanel } from './challenge/challenge-panel.tsx'
import { EditorProvider, useEditor, useView } from './editor-context.tsx'
import { Inspector } from './inspector/inspector.tsx'
import { panels, type LessonEditor, type Panel } from './lesson-editor.ts'
import { OverlayPanel } from './overlays/overlay-panel.tsx'
import { MediaPanel } from './media/media-panel.tsx'
import { MusicPanel } from './music/music-panel.tsx'
import { CheckPanel } from './preflight/check-panel.tsx'
import { Preview } from './preview/preview.tsx'
import { QuestionPanel } from './quiz/question-panel.tsx'
import { ShortcutsDialog } from './shortcuts/shortcuts-dialog.tsx'
import { useClipboard } from './shortcuts/use-clipboard.ts'
import { useShortcuts } from './shortcuts/use-shortcuts.ts'
import { resumeCaptioning } from './speech/clip-captioning.ts'
import { TemplatePanel } from './template/template-panel.tsx'
import { RecordContext } from './template/wanted-slot.ts'
import { TimelineRoom } from './timeline-divider.tsx'
import { TopBar, type TopBarProps } from './top-bar.tsx'
import { CaptionWorks } from './type-along/caption-works.tsx'
import styles from './editor-screen.module.css'

type EditorScreenProps = TopBarProps & {
  readonly editor: LessonEditor
  /** Opens the lesson anew, as it is stored. */
  readonly onReload: () => void
  readonly onRecord: () => void
}

/** One open lesson. */
export function EditorScreen({ editor, ...rest }: EditorScreenProps) {
  return (
    <EditorProvider value={editor}>
      <Layout {...rest} />
    </EditorProvider>
  )
}

const panelIcons = {
  media: Clapperboard,
  overlays: Type,
  captions: Captions,
  questions: CircleHelp,
  music: Music,
  challenge: Flag,
  template: LayoutTemplate,
  check: ClipboardCheck,
} as const
const panelContents: Readonly<Record<Panel, () => ReactNode>> = {
  media: MediaPanel,
  overlays: OverlayPanel,
  captions: CaptionWorks,
  questions: QuestionPanel,
  music: MusicPanel,
  challenge: ChallengePanel,
  template: TemplatePanel,
  check: CheckPanel,
}

function Layout({ onReload, onRecord, ...topBar }: Omit<EditorScreenProps, 'editor'>) {
  const editor = useEditor()
  const panel = useView((view) => view.panel)
  const isWide = useView((view) => view.panel === 'captions' && view.captionWork === 'translation')
  useShortcuts()
  useClipboard()
  useEffect(() => void resumeCaptioning(editor), [editor])
  return (
    <FileDrop title={text.editor.media.dropTitle} onFiles={(files) => void addFiles(editor, files)}>
      <TopBar {...topBar} />
      <SaveProblem onReload={onReload} />
      <main className={styles['main']} data-wide={isWide || undefined}>
        <Tabs
          className={styles['rail'] ?? ''}
          orientation="vertical"
          selectedKey={panel}
          onSelectionChange={(key) => {
            const chosen = panels.find((name) => name === key)
            if (chosen) editor.show(chosen)
          }}
        >
          <div className={styles['side']}>
            <TabList className={styles['tabs'] ?? ''} aria-label={text.editor.panels.label}>
              {panels.map((name) => {
                const IconShape = panelIcons[name]
                return (
                  <Tab key={name} id={name} className={styles['tab'] ?? ''}>
                    <IconShape size={20} strokeWidth={1.75} aria-hidden />
                    {text.editor.panels[name]}
                  </Tab>
                )
              })}
            </TabList>
            <Pressable label={text.record.open} className={styles['tab'] ?? ''} onPress={onRecord}>
              <Video size={20} strokeWidth={1.75} aria-hidden />
              {text.record.tab}
            </Pressable>
          </div>
          {panels.map((name) => {
            const Content = panelContents[name]
            return (
              <TabPanel key={name} id={name} className={styles['panel'] ?? ''}>
                <RecordContext value={onRecord}>
                  <Content />
                </RecordContext>
              </TabPanel>
            )
          })}
        </Tabs>
        <Preview />
        {!isWide && <Inspector />}
      </main>
      {!isWide && <TimelineRoom />}
      <ShortcutsDialog />
    </FileDrop>
  )
}

/** Says plainly that work is not stored, and what can be done. */
function SaveProblem({ onReload }: Pick<EditorScreenProps, 'onReload'>) {
  const editor = useEditor()
  const state = useStore(editor.autosave.state)
  if (state.kind === 'failed') {
    return (
      <div className={styles['problem']}>
        <Notice
          tone="error"
          title={text.editor.saveFailed.title}
          actions={<Button onPress={() => void editor.autosave.retry()}>{text.editor.saveFailed.retry}</Button>}
        >
          <p>
            {describeError(state.error)} {text.editor.saveFailed.keep}
          </p>
        </Notice>
      </div>
    )
  }
  if (state.kind !== 'conflict') return null
  return (
    <div className={styles['problem']}>
      <Notice
        tone="error"
        title={text.editor.saveConflict.title}
        actions={
          <>
            <Button onPress={() => void editor.keepMine().catch((thrown: unknown) => editor.tellError(toErrorData(thrown)))}>
              {text.editor.saveConflict.keepMine}
            </Button>
            <Button onPress={onReload}>{text.editor.saveConflict.takeTheirs}</Button>
          </>
        }
      />
    </div>
  )
}
