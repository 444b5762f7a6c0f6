import { Checkbox, Select } from '#renderer/ui/choices.tsx'
import { captionStyleNames } from '#shared/caption/styles.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { StepOf } from '#shared/recipe/recipe-schema.ts'
import { withKey, type FormProps } from './form-props.ts'
import { OptionalSelect, WordsField } from './step-fields.tsx'
import styles from '../recipe-dialog.module.css'

const words = text.batchDraft.form.captions

export function CaptionForm({ step, onChange }: FormProps<StepOf<'captions'>>) {
  return (
    <>
      <div className={styles['row']}>
        <Select
          label={words.from}
          value={step.from}
          options={(['file', 'speech'] as const).map((value) => ({ value, label: words.sources[value] }))}
          onChange={(from) => onChange(from === 'file' ? { ...step, from, file: step.file ?? '{clip}.srt' } : { ...step, from })}
        />
        {step.from === 'file' && (
          <WordsField label={words.file} value={step.file} onChange={(file) => onChange(withKey(step, 'file', file))} />
        )}
      </div>
      <div className={styles['row']}>
        <WordsField
          label={words.language}
          hint={words.languageHint}
          value={step.language}
          onChange={(language) => onChange(withKey(step, 'language', language))}
        />
        <OptionalSelect
          label={words.style}
          usual={words.usualStyle}
          value={step.style?.preset}
          options={captionStyleNames.map((value) => ({ value, label: text.captions.look.names[value] }))}
          onChange={(preset) => onChange(withKey(step, 'style', preset === undefined ? undefined : { ...step.style, preset }))}
        />
      </div>
      <Checkbox
        label={words.optional}
        checked={step.optional ?? false}
        onChange={(optional) => onChange({ ...step, optional })}
      />
    </>
  )
}
