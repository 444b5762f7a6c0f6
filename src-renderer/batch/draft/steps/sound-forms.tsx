import { Checkbox, Select } from '#renderer/ui/choices.tsx'
import { NumberField } from '#renderer/ui/fields.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { StepOf } from '#shared/recipe/recipe-schema.ts'
import { withKey, type FormProps } from './form-props.ts'
import { AmountField } from './step-fields.tsx'
import styles from '../recipe-dialog.module.css'

const words = text.batchDraft.form
const usualLufs = -16

export function DoctorForm({ step, onChange }: FormProps<StepOf<'doctor'>>) {
  return (
    <>
      <div className={styles['row']}>
        <AmountField
          label={words.doctor.noise}
          hint={words.doctor.noiseHint}
          value={step.noiseReduction}
          onChange={(value) => onChange(withKey(step, 'noiseReduction', value))}
        />
        <AmountField
          label={words.doctor.rumble}
          hint={words.doctor.rumbleHint}
          value={step.highPass}
          onChange={(value) => onChange(withKey(step, 'highPass', value))}
        />
      </div>
      <Checkbox
        label={words.doctor.refuseDamaged}
        checked={step.refuseDamaged ?? false}
        onChange={(refuseDamaged) => onChange({ ...step, refuseDamaged })}
      />
    </>
  )
}

export function LoudnessForm({ step, onChange }: FormProps<StepOf<'loudness'>>) {
  const { loudness } = step
  return (
    <div className={styles['row']}>
      <Select
        label={words.loudness.kind}
        value={loudness === 'as-recorded' ? 'as-recorded' : 'even'}
        options={(['even', 'as-recorded'] as const).map((value) => ({ value, label: words.loudness.kinds[value] }))}
        onChange={(kind) => onChange({ ...step, loudness: kind === 'even' ? usualLufs : kind })}
      />
      {loudness !== 'as-recorded' && (
        <NumberField
          label={words.loudness.level}
          unit="LUFS"
          min={-40}
          max={-5}
          value={loudness}
          onChange={(next) => onChange({ ...step, loudness: next })}
        />
      )}
    </div>
  )
}
