import { useState } from 'react'
import { call } from '#renderer/ipc/client.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Checkbox } from '#renderer/ui/choices.tsx'
import { Notice } from '#renderer/ui/feedback.tsx'
import { TextField } from '#renderer/ui/fields.tsx'
import { Dialog } from '#renderer/ui/overlays.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import { describeError, toErrorData, type ErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { listCandidates, type SlotCandidate } from '#shared/template/save-as-template.ts'
import { formatLength } from '#shared/time/timecode.ts'
import { ticks } from '#shared/time/ticks.ts'
import { useEditor } from '../editor-context.tsx'
import styles from './template.module.css'

const words = text.templates.save
const kinds = text.templates.kinds

type Part = SlotCandidate & { readonly chosen: boolean; readonly name: string; readonly hint: string; readonly required: boolean }

/** What is a slot already stays one; in a lesson without slots, clips and questions are chosen. */
function partsOf(document: LessonDocument): readonly Part[] {
  const counts = new Map<string, number>()
  const hasSlots = Object.keys(document.slots).length > 0
  return listCandidates(document).map((candidate) => {
    const [table, id = ''] = candidate.key.split('.', 2)
    const records: Readonly<Record<string, { readonly slotId: string | null }>> =
      document[table as 'clips' | 'overlays' | 'questions']
    const slotId = records[id]?.slotId
    const slot = slotId ? Object.values(document.slots).find((each) => each.id === slotId) : undefined
    const number = (counts.get(candidate.kind) ?? 0) + 1
    counts.set(candidate.kind, number)
    return {
      ...candidate,
      chosen: hasSlots ? slot !== undefined : candidate.kind === 'clip' || candidate.kind === 'question',
      name: slot?.name ?? `${words.untitled[candidate.kind]} ${number}`,
      hint: slot?.hint ?? '',
      required: slot?.required ?? candidate.kind !== 'music',
    }
  })
}

/** Chooses what of the lesson becomes a slot, and keeps the rest as a template. */
export function SaveTemplateDialog({ onClose }: { readonly onClose: () => void }) {
  const editor = useEditor()
  const [name, setName] = useState(editor.document.metadata.title)
  const [summary, setSummary] = useState(editor.document.template?.summary ?? '')
  const [parts, setParts] = useState(() => partsOf(editor.document))
  const [error, setError] = useState<ErrorData | null>(null)
  const [busy, setBusy] = useState(false)
  const change = (key: string, changes: Partial<Part>): void =>
    setParts((before) => before.map((part) => (part.key === key ? { ...part, ...changes } : part)))
  const save = async (): Promise<void> => {
    setBusy(true)
    setError(null)
    try {
      if (!(await editor.autosave.flush())) return
      const choices = parts
        .filter(({ chosen }) => chosen)
        .map((part) => ({
          key: part.key,
          name: part.name.trim() || words.untitled[part.kind],
          hint: part.hint.trim(),
          required: part.required,
        }))
      await call('templates.save', { projectId: editor.projectId, name: name.trim(), summary: summary.trim(), choices })
      showToast(words.saved(name.trim()))
      onClose()
    } catch (thrown) {
      setError(toErrorData(thrown))
    } finally {
      setBusy(false)
    }
  }
  const canSave = !busy && name.trim() !== '' && parts.some(({ chosen }) => chosen)
  return (
    <Dialog
      title={words.title}
      open
      wide
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{words.cancel}</Button>
          <Button variant="primary" isDisabled={!canSave} onPress={() => void save()}>
            {words.save}
          </Button>
        </>
      }
    >
      <div className={styles['save']}>
        {error && <Notice tone="error" title={describeError(error)} />}
        <TextField label={words.name} value={name} onChange={setName} limit={200} />
        <TextField label={words.summary} hint={words.summaryHint} value={summary} onChange={setSummary} />
        <section aria-label={words.parts}>
          <h3 className={styles['partsTitle']}>{words.parts}</h3>
          <p className={styles['hint']}>{parts.length === 0 ? words.nothing : words.partsHint}</p>
          <ul className={styles['parts']}>
            {parts.map((part) => (
              <PartRow key={part.key} part={part} onChange={(changes) => change(part.key, changes)} />
            ))}
          </ul>
        </section>
      </div>
    </Dialog>
  )
}

type PartProps = { readonly part: Part; readonly onChange: (changes: Partial<Part>) => void }

function PartRow({ part, onChange }: PartProps) {
  const { kind, chosen, name, hint, required, startTicks } = part
  const shown = `${kinds[kind]} ${formatLength(ticks(startTicks))}: ${part.shown.replaceAll(/\s+/g, ' ').slice(0, 60)}`
  return (
    <li className={styles['part']}>
      <Checkbox label={shown} checked={chosen} onChange={(value) => onChange({ chosen: value })} />
      {chosen && (
        <div className={styles['partFields']}>
          <TextField label={words.partName(shown)} labelHidden value={name} onChange={(value) => onChange({ name: value })} />
          <TextField
            label={words.partHint(shown)}
            labelHidden
            placeholder={words.hintPlaceholder}
            value={hint}
            onChange={(value) => onChange({ hint: value })}
          />
          <Checkbox label={words.required} checked={required} onChange={(value) => onChange({ required: value })} />
        </div>
      )}
    </li>
  )
}
