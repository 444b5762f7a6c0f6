import { useEffect, useState } from 'react'
import { Plus, Trash2 } from 'lucide-react'
import { call } from '#renderer/ipc/client.ts'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { Select } from '#renderer/ui/choices.tsx'
import { TextField } from '#renderer/ui/fields.tsx'
import type { TemplateSummary } from '#shared/ipc/areas/templates.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { StepOf } from '#shared/recipe/recipe-schema.ts'
import { withKey, type FormProps } from './form-props.ts'
import { WordsField } from './step-fields.tsx'
import styles from '../recipe-dialog.module.css'

const words = text.batchDraft.form.template
type SlotRow = readonly [name: string, content: string]
const noSlots: Readonly<Record<string, string>> = {}

export function TemplateForm({ step, onChange }: FormProps<StepOf<'template'>>) {
  const [shipped, setShipped] = useState<readonly TemplateSummary[]>([])
  useEffect(() => {
    const take = ({ templates }: { readonly templates: readonly TemplateSummary[] }): void =>
      setShipped(templates.filter(({ origin }) => origin === 'shipped'))
    // Without the list, the file's own name can still be written.
    call('templates.list', {}).then(take, () => setShipped([]))
  }, [])
  const isShipped = shipped.some(({ templateId }) => templateId === step.template)
  // Rows of their own: while one types, two may have the same name for a moment.
  const [slots, setSlots] = useState<readonly SlotRow[]>(() => Object.entries(step.slots ?? noSlots))
  const put = (rows: readonly SlotRow[]): void => {
    setSlots(rows)
    const named = rows.filter(([name]) => name.trim() !== '')
    onChange(withKey(step, 'slots', named.length === 0 ? undefined : Object.fromEntries(named)))
  }
  return (
    <>
      <div className={styles['row']}>
        <Select
          label={words.template}
          value={isShipped ? step.template : 'file'}
          options={[
            ...shipped.map(({ templateId, name }) => ({ value: templateId, label: name })),
            { value: 'file', label: words.ownFile },
          ]}
          onChange={(next) => onChange({ ...step, template: next === 'file' ? words.newFile : next })}
        />
        {!isShipped && (
          <TextField
            label={words.file}
            hint={words.fileHint}
            value={step.template}
            onChange={(template) => onChange({ ...step, template })}
          />
        )}
        <WordsField
          label={words.clip}
          hint={words.clipHint}
          value={step.clip}
          onChange={(clip) => onChange(withKey(step, 'clip', clip))}
        />
      </div>
      {slots.map(([name, content], index) => (
        <div key={`${index} of the slots`} className={styles['row']}>
          <TextField label={words.slot(index + 1)} value={name} onChange={(next) => put(slots.with(index, [next, content]))} />
          <TextField label={words.content(index + 1)} value={content} onChange={(next) => put(slots.with(index, [name, next]))} />
          <div className={styles['beside']}>
            <IconButton icon={Trash2} label={words.removeSlot(index + 1)} onPress={() => put(slots.toSpliced(index, 1))} />
          </div>
        </div>
      ))}
      <div>
        <Button icon={Plus} isDisabled={slots.some(([name]) => name === '')} onPress={() => put([...slots, ['', '']])}>
          {words.addSlot}
        </Button>
      </div>
    </>
  )
}
