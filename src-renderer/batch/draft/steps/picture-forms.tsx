import { Select } from '#renderer/ui/choices.tsx'
import { NumberField, TextField } from '#renderer/ui/fields.tsx'
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

type LookStep = StepOf<'look'>

/** A look by its name or by that of a column, and colours on top of it. */
export function LookForm({ step, onChange }: FormProps<LookStep>) {
  const detail: LookDetail = typeof step.look === 'string' ? { name: step.look } : step.look
  const { name } = detail
  const put = (changed: LookDetail): void => {
    const { name: only, ...others } = changed
    onChange({ ...step, look: only !== undefined && Object.keys(others).length === 0 ? only : changed })
  }
  const isOffered = name === undefined || lookNames.some((value) => value === name)
  return (
    <>
      <div className={styles['row']}>
        <Select
          label={text.clipSettings.colour.look}
          value={isOffered ? (name ?? noLook) : ofColumn}
          options={[
            { value: noLook, label: words.look.own },
            ...lookNames.map((value) => ({ value, label: looks[value] ?? value })),
            { value: ofColumn, label: words.look.column },
          ]}
          onChange={(next) => put(withKey(detail, 'name', next === noLook ? undefined : next === ofColumn ? '{look}' : next))}
        />
        {!isOffered && (
          <TextField
            label={words.look.name}
            hint={words.look.nameHint}
            value={name}
            onChange={(next) => put({ ...detail, name: next })}
          />
        )}
        {name !== undefined && <Percent name="strength" least={0} usual={1} detail={detail} onChange={put} />}
      </div>
      <div className={styles['row']}>
        {(['exposure', 'contrast', 'saturation', 'temperature'] as const).map((key) => (
          <Percent key={key} name={key} least={-1} usual={0} detail={detail} onChange={put} />
        ))}
      </div>
    </>
  )
}

/** Of a `Select`: no look and no column is called so. */
const noLook = 'none'
const ofColumn = 'column'

type LookDetail = Exclude<LookStep['look'], string>
type PercentProps = {
  readonly name: 'strength' | 'exposure' | 'contrast' | 'saturation' | 'temperature'
  readonly least: number
  /** What it is where nothing is written. */
  readonly usual: number
  readonly detail: LookDetail
  readonly onChange: (detail: LookDetail) => void
}

function Percent({ name, least, usual, detail, onChange }: PercentProps) {
  return (
    <NumberField
      label={text.clipSettings.colour[name]}
      unit="%"
      min={least * 100}
      max={100}
      step={5}
      value={Math.round((detail[name] ?? usual) * 100)}
      onChange={(percent) => onChange(withKey(detail, name, percent === usual * 100 ? undefined : percent / 100))}
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
