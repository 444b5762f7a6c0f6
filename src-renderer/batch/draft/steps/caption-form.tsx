import { Checkbox, Select } from '#renderer/ui/choices.tsx'
import { NumberField } from '#renderer/ui/fields.tsx'
import { captionStyleNames, captionStyles } from '#shared/caption/styles.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { StepOf } from '#shared/recipe/recipe-schema.ts'
import { withKey, type FormProps } from './form-props.ts'
import { OptionalSelect, WordsField } from './step-fields.tsx'
import styles from '../recipe-dialog.module.css'

const words = text.batchDraft.form.captions
const kinds = ['captions', 'subtitles', 'descriptions'] as const
const places = ['bottom', 'middle', 'top'] as const

export function CaptionForm({ step, onChange }: FormProps<StepOf<'captions'>>) {
  const { style = {} } = step
  const usual = captionStyles[style.preset ?? 'boxed']
  const restyle = (changed: typeof style): void =>
    onChange(withKey(step, 'style', Object.keys(changed).length === 0 ? undefined : changed))
  return (
    <>
      <div className={styles['row']}>
        <Select
          label={words.from}
          value={step.from}
          options={(['file', 'speech'] as const).map((value) => ({ value, label: words.sources[value] }))}
          onChange={(from) =>
            onChange(
              from === 'file'
                ? { ...step, from, file: step.file ?? '{clip}.srt' }
                : { ...withKey(step, 'kind', undefined), from },
            )
          }
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
        {step.from === 'file' && (
          <Select
            label={text.captions.tracks.kind}
            value={step.kind ?? 'captions'}
            options={kinds.map((value) => ({
              value,
              label: text.captions.tracks.kinds[value],
              description: text.captions.tracks.kindHints[value],
            }))}
            onChange={(kind) => onChange(withKey(step, 'kind', kind === 'captions' ? undefined : kind))}
          />
        )}
      </div>
      <div className={styles['row']}>
        <OptionalSelect
          label={words.style}
          usual={words.usualStyle}
          value={style.preset}
          options={captionStyleNames.map((value) => ({ value, label: text.captions.look.names[value] }))}
          onChange={(preset) => restyle(withKey(style, 'preset', preset))}
        />
        <OptionalSelect
          label={text.captions.look.place}
          usual={text.batchDraft.form.usual(text.captions.look.places[usual.place])}
          value={style.place}
          options={places.map((value) => ({ value, label: text.captions.look.places[value] }))}
          onChange={(place) => restyle(withKey(style, 'place', place))}
        />
        <NumberField
          label={text.captions.look.size}
          unit={words.units}
          min={20}
          max={200}
          value={style.size ?? usual.text.size}
          onChange={(size) => restyle(withKey(style, 'size', size === usual.text.size ? undefined : size))}
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
