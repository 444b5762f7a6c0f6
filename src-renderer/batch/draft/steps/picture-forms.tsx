import { Select } from '#renderer/ui/choices.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import { lookNames } from '#shared/project/looks.ts'
import { transitionKinds } from '#shared/project/schema/clip.ts'
import type { StepOf } from '#shared/recipe/recipe-schema.ts'
import { withKey, type FormProps } from './form-props.ts'
import { OptionalSelect, WordsField } from './step-fields.tsx'
import styles from '../recipe-dialog.module.css'

const words = text.batchDraft.form
const looks: Readonly<Record<string, string>> = text.clipSettings.colour.looks

export function ReframeForm({ step, onChange }: FormProps<StepOf<'reframe'>>) {
  return (
    <div className={styles['row']}>
      <Select
        label={words.shape}
        value={step.canvas}
        options={(['9:16', '1:1', '16:9'] as const).map((value) => ({ value, label: words.shapes[value] }))}
        onChange={(canvas) => onChange({ ...step, canvas })}
      />
      <OptionalSelect
        label={words.fit}
        usual={words.fits.usual}
        value={step.fit}
        options={(['fill', 'fit', 'fit-blur'] as const).map((value) => ({ value, label: words.fits[value] }))}
        onChange={(fit) => onChange(withKey(step, 'fit', fit))}
      />
    </div>
  )
}

/** Colours in detail, or a column, stay as the file has them until a look is chosen. */
export function LookForm({ step, onChange }: FormProps<StepOf<'look'>>) {
  const { look } = step
  const own = typeof look === 'string' ? look : words.look.own
  const offered = lookNames.map((value) => ({ value: value as string, label: looks[value] ?? value }))
  const isOffered = offered.some(({ value }) => value === own)
  return (
    <Select
      label={text.clipSettings.colour.look}
      value={own}
      options={isOffered ? offered : [{ value: own, label: own }, ...offered]}
      onChange={(next) => next !== own && onChange({ ...step, look: next })}
    />
  )
}

export function JoinForm({ step, onChange }: FormProps<StepOf<'join'>>) {
  return (
    <>
      <div className={styles['row']}>
        {(['intro', 'outro'] as const).map((key) => (
          <WordsField
            key={key}
            label={words.join[key]}
            hint={words.join.hint}
            value={step[key]}
            onChange={(file) => onChange(withKey(step, key, file))}
          />
        ))}
      </div>
      <OptionalSelect
        label={words.join.transition}
        usual={text.clipSettings.transition.kinds.none}
        value={step.transition}
        options={transitionKinds.map((value) => ({ value, label: text.clipSettings.transition.kinds[value] }))}
        onChange={(transition) => onChange(withKey(step, 'transition', transition))}
      />
    </>
  )
}
