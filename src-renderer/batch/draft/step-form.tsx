import { Button } from '#renderer/ui/button.tsx'
import { Checkbox, Select } from '#renderer/ui/choices.tsx'
import { TextField } from '#renderer/ui/fields.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import { outputFormats, type RecipeOutput, type RecipeStep, type StepOf } from '#shared/recipe/recipe-schema.ts'
import { renderPresets } from '#shared/package/package-plan.ts'
import styles from './recipe-dialog.module.css'

const words = text.batchDraft.form

type FormProps<S extends RecipeStep = RecipeStep> = { readonly step: S; readonly onChange: (step: RecipeStep) => void }

/** The fields of a step that teachers most often change; the rest of it stays as it is. */
export function StepForm({ step, onChange }: FormProps) {
  switch (step.step) {
    case 'trim':
      return <TrimForm step={step} onChange={onChange} />
    case 'captions':
      return <CaptionForm step={step} onChange={onChange} />
    case 'metadata':
      return <MetadataForm step={step} onChange={onChange} />
    case 'outputs':
      return <OutputForm step={step} onChange={onChange} />
    case 'reframe':
      return (
        <Select
          label={words.shape}
          value={step.canvas}
          options={(['9:16', '1:1', '16:9'] as const).map((value) => ({ value, label: words.shapes[value] }))}
          onChange={(canvas) => onChange({ ...step, canvas })}
        />
      )
    case 'preflight':
      return (
        <Select
          label={words.stopAt}
          value={step.stopAt}
          options={(['error', 'warning', 'never'] as const).map((value) => ({ value, label: words.stops[value] }))}
          onChange={(stopAt) => onChange({ ...step, stopAt })}
        />
      )
    default:
      return <p className={styles['hint']}>{words.inFile}</p>
  }
}

/** Seconds, or the name of a column in braces; nothing takes the wish away. */
function toAmount(written: string): number | string | undefined {
  const plain = written.trim()
  if (plain === '') return undefined
  const number = Number(plain)
  // “2.” is on its way to “2.5”.
  return String(number) === plain && Number.isFinite(number) ? number : plain
}

function TrimForm({ step, onChange }: FormProps<StepOf<'trim'>>) {
  const change = (key: 'in' | 'out' | 'longest', written: string): void => {
    const { [key]: _before, ...others } = step
    const amount = toAmount(written)
    onChange(amount === undefined ? others : { ...others, [key]: amount })
  }
  return (
    <>
      <div className={styles['row']}>
        {(['in', 'out', 'longest'] as const).map((key) => (
          <TextField key={key} label={words.trim[key]} value={String(step[key] ?? '')} onChange={(next) => change(key, next)} />
        ))}
      </div>
      <Checkbox
        label={words.trim.silences}
        checked={Boolean(step.silences)}
        onChange={(silences) => onChange({ ...step, silences })}
      />
    </>
  )
}

function CaptionForm({ step, onChange }: FormProps<StepOf<'captions'>>) {
  return (
    <>
      <div className={styles['row']}>
        <Select
          label={words.captions.from}
          value={step.from}
          options={(['file', 'speech'] as const).map((value) => ({ value, label: words.captions.sources[value] }))}
          onChange={(from) => onChange(from === 'file' ? { ...step, from, file: step.file ?? '{clip}.srt' } : { ...step, from })}
        />
        {step.from === 'file' && (
          <TextField label={words.captions.file} value={step.file ?? ''} onChange={(file) => onChange({ ...step, file })} />
        )}
      </div>
      <Checkbox
        label={words.captions.optional}
        checked={step.optional ?? false}
        onChange={(optional) => onChange({ ...step, optional })}
      />
    </>
  )
}

function MetadataForm({ step, onChange }: FormProps<StepOf<'metadata'>>) {
  return (
    <>
      <TextField label={words.metadata.title} value={step.title ?? ''} onChange={(title) => onChange({ ...step, title })} />
      <TextField
        label={words.metadata.description}
        lines={2}
        value={step.description ?? ''}
        onChange={(description) => onChange({ ...step, description })}
      />
    </>
  )
}

function OutputForm({ step, onChange }: FormProps<StepOf<'outputs'>>) {
  const put = (index: number, output: RecipeOutput | null): void =>
    onChange({ ...step, outputs: step.outputs.flatMap((each, at) => (at === index ? (output ? [output] : []) : [each])) })
  return (
    <>
      {step.outputs.map((output, index) => (
        <div key={`${index} of the outputs`} className={styles['row']}>
          <Select
            label={words.outputs.format}
            value={output.format}
            options={outputFormats.map((value) => ({ value, label: words.outputs.formats[value] }))}
            onChange={(format) => put(index, { ...output, format })}
          />
          <Select
            label={words.outputs.preset}
            value={output.preset ?? 'lms'}
            options={renderPresets.map((value) => ({ value, label: text.export.qualities[value] }))}
            onChange={(preset) => put(index, { ...output, preset })}
          />
          <TextField
            label={words.outputs.name}
            value={output.name ?? '{clip}'}
            onChange={(name) => put(index, { ...output, name })}
          />
          {step.outputs.length > 1 && <Button onPress={() => put(index, null)}>{words.outputs.remove}</Button>}
        </div>
      ))}
      <div>
        <Button onPress={() => onChange({ ...step, outputs: [...step.outputs, { format: 'mp4', preset: 'lms' }] })}>
          {words.outputs.add}
        </Button>
      </div>
    </>
  )
}
