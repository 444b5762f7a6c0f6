import { Select } from '#renderer/ui/choices.tsx'
import { TextField } from '#renderer/ui/fields.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import { toAmount } from './form-props.ts'

const words = text.batchDraft.form

type AmountProps = {
  readonly label: string
  readonly hint?: string
  readonly value: number | string | undefined
  readonly onChange: (value: number | string | undefined) => void
}

/** A number, or the name of a column in braces. */
export function AmountField({ label, hint, value, onChange }: AmountProps) {
  return <TextField label={label} hint={hint} value={String(value ?? '')} onChange={(next) => onChange(toAmount(next))} />
}

type WordsProps = {
  readonly label: string
  readonly hint?: string
  readonly lines?: number
  readonly value: string | undefined
  readonly onChange: (value: string | undefined) => void
}

/** A text that may be missing. */
export function WordsField({ label, hint, lines, value, onChange }: WordsProps) {
  return (
    <TextField
      label={label}
      hint={hint}
      {...(lines !== undefined && { lines })}
      value={value ?? ''}
      onChange={(next) => onChange(next === '' ? undefined : next)}
    />
  )
}

type LinesProps = {
  readonly label: string
  readonly hint?: string
  readonly value: readonly string[] | undefined
  readonly onChange: (value: string[] | undefined) => void
}

/** Short texts, one on each line; empty lines last as long as one types. */
export function LinesField({ label, hint = words.oneOnEachLine, value, onChange }: LinesProps) {
  return (
    <TextField
      label={label}
      hint={hint}
      lines={3}
      value={(value ?? []).join('\n')}
      onChange={(next) => onChange(next === '' ? undefined : next.split('\n'))}
      onBlur={() => {
        const written = (value ?? []).filter((line) => line.trim() !== '')
        if (written.length < (value ?? []).length) onChange(written.length === 0 ? undefined : written)
      }}
    />
  )
}

type ChoiceProps<T extends string> = {
  readonly label: string
  /** What it is where nothing is chosen. */
  readonly usual: string
  readonly value: T | undefined
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly onChange: (value: T | undefined) => void
}

/** One of a list, or what is usual. */
export function OptionalSelect<T extends string>({ label, usual, value, options, onChange }: ChoiceProps<T>) {
  return (
    <Select<T | 'usual'>
      label={label}
      value={value ?? 'usual'}
      options={[{ value: 'usual', label: usual }, ...options]}
      onChange={(next) => onChange(next === 'usual' ? undefined : next)}
    />
  )
}
