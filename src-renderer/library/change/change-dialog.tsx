import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { Announcement } from '#renderer/ui/announcer.tsx'
import { Button } from '#renderer/ui/button.tsx'
import { Select } from '#renderer/ui/choices.tsx'
import { Notice } from '#renderer/ui/feedback.tsx'
import { TextField } from '#renderer/ui/fields.tsx'
import { Dialog } from '#renderer/ui/overlays.tsx'
import type { ProjectId, ProjectSummary } from '#shared/ipc/areas/library.ts'
import type { LibraryEdit, LibraryEditKind } from '#shared/library-edit/library-edit.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { LessonPicker } from '../lesson-picker.tsx'
import { ChangeFields } from './change-fields.tsx'
import { changeStore, startChange, startExport } from './change-job.ts'
import { EarlierChanges } from './earlier-changes.tsx'
import { FollowChange } from './follow-change.tsx'
import { useExportAgain, useTouched } from './use-touched.ts'
import styles from './change.module.css'

const words = text.libraryEdit
const editKinds: readonly LibraryEditKind[] = ['replace-words', 'school-style', 'replace-intro']

type ChangeDialogProps = {
  /** What the library shows. */
  readonly projects: readonly ProjectSummary[]
  readonly nowMs: number
  readonly onClose: () => void
}

/** From what changes, in which lessons, to how it can be taken back. */
export function ChangeDialog(props: ChangeDialogProps) {
  const state = useStore(changeStore)
  return state.kind === 'choosing' ? <Choose {...props} /> : <FollowChange state={state} onClose={props.onClose} />
}

function Choose({ projects, nowMs, onClose }: ChangeDialogProps) {
  const all = useMemo(() => projects.map(({ projectId }) => projectId), [projects])
  const [chosen, setChosen] = useState<readonly ProjectId[]>(all)
  const [kind, setKind] = useState<LibraryEditKind | 'export'>('replace-words')
  const [edit, setEdit] = useState<LibraryEdit | null>(null)
  const [note, setNote] = useState('')
  const touched = useTouched(all, edit)
  const again = useExportAgain(all, kind === 'export')
  const outlook = kind === 'export' ? again : touched
  const meant = chosen.filter((id) => outlook?.get(id)?.happens)
  const isAsked = kind === 'export' || edit !== null
  const touches = (kind === 'export' ? words.again : words).touches
  const found = outlook === null ? words.looking : touches(meant.length, chosen.length)
  const sum = isAsked ? found : ''
  const breaks = meant.flatMap((id) => again?.get(id)?.breaks ?? [])
  const start = (): void => {
    if (kind === 'export') void startExport(meant, note.trim())
    else if (edit) void startChange(meant, edit)
  }
  return (
    <Dialog
      title={words.title}
      open
      wide
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.common.cancel}</Button>
          <Button variant="primary" isDisabled={meant.length === 0} onPress={start}>
            {(kind === 'export' ? words.again : words).start(meant.length)}
          </Button>
        </>
      }
    >
      <p className={styles['intro']}>{(kind === 'export' ? words.again : words).intro}</p>
      <div className={styles['columns']}>
        <div className={styles['what']}>
          <Select
            label={words.kind}
            value={kind}
            options={[
              ...editKinds.map((value) => ({ value, label: words.kinds[value] })),
              { value: 'export' as const, label: words.again.kind },
            ]}
            onChange={(next) => {
              setKind(next)
              setEdit(null)
            }}
          />
          {kind === 'export' ? (
            <>
              <p className={styles['hint']}>{words.again.hint}</p>
              <TextField
                label={words.again.note}
                hint={words.again.noteHint}
                value={note}
                lines={2}
                limit={1000}
                onChange={setNote}
              />
            </>
          ) : (
            <ChangeFields key={kind} kind={kind} all={all} chosen={chosen} onChange={setEdit} />
          )}
        </div>
        <div>
          <LessonPicker
            projects={projects}
            chosen={chosen}
            onToggle={(id, checked) => setChosen(all.filter((each) => (each === id ? checked : chosen.includes(each))))}
            onAll={() => setChosen(all)}
            onNone={() => setChosen([])}
            remark={({ projectId }) => outlook?.get(projectId)?.remark ?? ''}
          />
          <p className={styles['sum']}>{sum}</p>
          <Announcement message={outlook === null ? '' : sum} />
        </div>
      </div>
      {kind === 'export' && breaks.length > 0 && <Breaks sentences={breaks} />}
      <EarlierChanges nowMs={nowMs} />
    </Dialog>
  )
}

/** What does not fit results that learners have already. */
function Breaks({ sentences }: { readonly sentences: readonly string[] }) {
  return (
    <Notice tone="warning" title={words.again.breaks}>
      <ul className={styles['left']}>
        {[...new Set(sentences)].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Notice>
  )
}
