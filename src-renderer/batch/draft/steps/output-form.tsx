import { Button } from '#renderer/ui/button.tsx'
import { Checkbox, Select } from '#renderer/ui/choices.tsx'
import { TextField } from '#renderer/ui/fields.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import { renderPresets } from '#shared/package/package-plan.ts'
import { outputFormats, type RecipeOutput, type StepOf } from '#shared/recipe/recipe-schema.ts'
import { withKey, type FormProps } from './form-props.ts'
import { WordsField } from './step-fields.tsx'
import styles from '../recipe-dialog.module.css'

const words = text.batchDraft.form.outputs

export function OutputForm({ step, onChange }: FormProps<StepOf<'outputs'>>) {
  const put = (index: number, output: RecipeOutput | null): void =>
    onChange({ ...step, outputs: step.outputs.flatMap((each, at) => (at === index ? (output ? [output] : []) : [each])) })
  return (
    <>
      {step.outputs.map((output, index) => (
        <div key={`${index} of the outputs`} className={styles['part']}>
          <div className={styles['row']}>
            <Select
              label={words.format}
              value={output.format}
              options={outputFormats.map((value) => ({ value, label: words.formats[value] }))}
              onChange={(format) =>
                put(index, { ...(format === 'mp4' ? output : withKey(output, 'burnCaptions', undefined)), format })
              }
            />
            <Select
              label={words.preset}
              value={output.preset ?? 'lms'}
              options={renderPresets.map((value) => ({ value, label: text.export.qualities[value] }))}
              onChange={(preset) => put(index, { ...output, preset })}
            />
          </div>
          <div className={styles['row']}>
            <TextField label={words.name} value={output.name ?? '{clip}'} onChange={(name) => put(index, { ...output, name })} />
            <WordsField
              label={words.folder}
              value={output.folder}
              onChange={(folder) => put(index, withKey(output, 'folder', folder))}
            />
          </div>
          {output.format === 'mp4' && (
            <Checkbox
              label={words.burnCaptions}
              checked={output.burnCaptions ?? true}
              onChange={(burnCaptions) => put(index, { ...output, burnCaptions })}
            />
          )}
          {step.outputs.length > 1 && (
            <div>
              <Button onPress={() => put(index, null)}>{words.remove}</Button>
            </div>
          )}
        </div>
      ))}
      <div>
        <Button onPress={() => onChange({ ...step, outputs: [...step.outputs, { format: 'mp4', preset: 'lms' }] })}>
          {words.add}
        </Button>
      </div>
    </>
  )
}
