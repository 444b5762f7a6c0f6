import { Checkbox } from '#renderer/ui/choices.tsx'
import { NumberField } from '#renderer/ui/fields.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { StepOf } from '#shared/recipe/recipe-schema.ts'
import { withKey, type FormProps } from './form-props.ts'
import { AmountField } from './step-fields.tsx'
import styles from '../recipe-dialog.module.css'

const words = text.batchDraft.form.trim

/** What the step takes where it says nothing else. */
const usual = { longerThan: 0.6, keep: 0.15, below: -40 } as const

export function TrimForm({ step, onChange }: FormProps<StepOf<'trim'>>) {
  const silences = typeof step.silences === 'object' ? step.silences : {}
  return (
    <>
      <div className={styles['row']}>
        {(['in', 'out', 'longest'] as const).map((key) => (
          <AmountField key={key} label={words[key]} value={step[key]} onChange={(value) => onChange(withKey(step, key, value))} />
        ))}
      </div>
      {(['fromSpeech', 'toSpeech'] as const).map((key) => (
        <Checkbox
          key={key}
          label={words[key]}
          checked={step[key] ?? false}
          onChange={(value) => onChange({ ...step, [key]: value })}
        />
      ))}
      <Checkbox
        label={words.silences}
        checked={Boolean(step.silences)}
        onChange={(next) => onChange({ ...step, silences: next })}
      />
      {step.silences && (
        <div className={styles['row']}>
          {(['longerThan', 'keep'] as const).map((key) => (
            <NumberField
              key={key}
              label={words[key]}
              unit={words.seconds}
              min={key === 'keep' ? 0 : 0.2}
              max={key === 'keep' ? 5 : 60}
              step={0.05}
              decimals={2}
              value={silences[key] ?? usual[key]}
              onChange={(value) => onChange({ ...step, silences: { ...silences, [key]: value } })}
            />
          ))}
          <NumberField
            label={words.below}
            unit={words.decibels}
            min={-80}
            max={-10}
            value={silences.below ?? usual.below}
            onChange={(below) => onChange({ ...step, silences: { ...silences, below } })}
          />
        </div>
      )}
    </>
  )
}
