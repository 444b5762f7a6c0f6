import { useEffect, useRef, useState } from 'react'
import {
  ChevronLeft,
  CircleAlert,
  CircleCheck,
  FileBox,
  Keyboard,
  LoaderCircle,
  MonitorPlay,
  Redo2,
  Share,
  Undo2,
} from 'lucide-react'
import { Input, TextField } from 'react-aria-components'
import { useStore } from 'zustand'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { setMetadata } from '#shared/edit/commands/lesson.ts'
import type { EditSnapshot } from '#shared/edit/edit-session.ts'
import { editLabels } from '#shared/edit/labels.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { useEditor, useSession } from './editor-context.tsx'
import { HistoryPopover } from './history-popover.tsx'
import { useKeys } from './shortcuts/use-keys.ts'
import styles from './top-bar.module.css'

const pickTitle = ({ document }: EditSnapshot): string => document.metadata.title
const pickUndo = ({ undoLabel }: EditSnapshot): EditSnapshot['undoLabel'] => undoLabel
const pickRedo = ({ redoLabel }: EditSnapshot): EditSnapshot['redoLabel'] => redoLabel

export type TopBarProps = {
  readonly onBack: () => void
  readonly onExport: () => void
  /** Plays the lesson as a learner gets it. */
  readonly onTry: () => void
  /** Shows what is kept of the lesson from before. */
  readonly onVersions: () => void
  /** Puts the lesson into a file for colleagues. */
  readonly onSaveFile: () => void
  /** How far an export is, for instance "42 %"; null while none runs. */
  readonly exportProgress: string | null
}

export function TopBar({ onBack, onExport, onTry, onVersions, onSaveFile, exportProgress }: TopBarProps) {
  const editor = useEditor()
  const helpKeys = useKeys('help')
  return (
    <header className={styles['bar']}>
      <IconButton icon={ChevronLeft} label={text.editor.back} onPress={onBack} />
      <h1 className={styles['heading']}>
        <Title />
      </h1>
      <SaveMark />
      <span className={styles['spring']} />
      <UndoButton />
      <RedoButton />
      <HistoryPopover onVersions={onVersions} />
      <IconButton
        icon={Keyboard}
        label={text.editor.shortcutsButton}
        {...helpKeys}
        onPress={() => editor.view.setState({ shortcutsOpen: true })}
      />
      <IconButton icon={FileBox} label={text.projectFile.save} onPress={onSaveFile} />
      <Button icon={MonitorPlay} onPress={onTry}>
        {text.try.button}
      </Button>
      <Button variant="primary" icon={Share} onPress={onExport}>
        {exportProgress === null ? text.editor.export : text.editor.exporting(exportProgress)}
      </Button>
    </header>
  )
}

// Each on its own, because every edit gives them other names.
function UndoButton() {
  const editor = useEditor()
  const label = useSession(pickUndo)
  return (
    <IconButton
      icon={Undo2}
      label={text.editor.undo(label && editLabels[label])}
      {...useKeys('undo')}
      isDisabled={label === null}
      onPress={() => editor.undo()}
    />
  )
}

function RedoButton() {
  const editor = useEditor()
  const label = useSession(pickRedo)
  return (
    <IconButton
      icon={Redo2}
      label={text.editor.redo(label && editLabels[label])}
      {...useKeys('redo')}
      isDisabled={label === null}
      onPress={() => editor.redo()}
    />
  )
}

/** The title is edited where it stands; an empty one is not taken. */
function Title() {
  const editor = useEditor()
  const title = useSession(pickTitle)
  useWindowTitle(title)
  /** What is typed while the field has the cursor. */
  const [typed, setTyped] = useState<string | null>(null)
  const draft = typed ?? title
  const abandoned = useRef(false)
  const commit = (): void => {
    const next = draft.trim()
    if (!abandoned.current && next !== '' && next !== title) editor.run(setMetadata, { changes: { title: next } })
    abandoned.current = false
    setTyped(null)
  }
  return (
    <TextField
      className={styles['title'] ?? ''}
      aria-label={text.editor.titleLabel}
      value={draft}
      onChange={setTyped}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') abandoned.current = true
        if (event.key === 'Enter' || event.key === 'Escape') (event.target as HTMLInputElement).blur()
      }}
    >
      <Input className={styles['titleInput'] ?? ''} maxLength={200} />
    </TextField>
  )
}

/** The window is named after its lesson while that is open. */
function useWindowTitle(lessonTitle: string): void {
  useEffect(() => {
    const before = document.title
    document.title = text.editor.windowTitle(lessonTitle)
    return () => void (document.title = before)
  }, [lessonTitle])
}

function SaveMark() {
  const { autosave } = useEditor()
  const { kind } = useStore(autosave.state)
  const failed = kind === 'failed' || kind === 'conflict'
  const IconShape = failed ? CircleAlert : kind === 'saved' ? CircleCheck : LoaderCircle
  return (
    <output className={styles['saved']} data-failed={failed || undefined}>
      <IconShape size={14} aria-hidden />
      {text.editor.saved[kind]}
    </output>
  )
}
