import { useId, type ReactNode, type Ref } from 'react'
import {
  Button as AriaButton,
  FieldError,
  Group,
  Input,
  Label,
  NumberField as AriaNumberField,
  SearchField as AriaSearchField,
  Text,
  TextArea,
  TextField as AriaTextField,
} from 'react-aria-components'
import { ChevronDown, ChevronUp, Search, X } from 'lucide-react'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Icon } from './icon.ts'
import labelled from './labelled.module.css'
import styles from './fields.module.css'

type FieldFrame = {
  readonly label: string
  /** For a field whose neighbour already says what it is; the label is still spoken. */
  readonly labelHidden?: boolean
  readonly hint?: string | undefined
  /** Shown in place of the hint. */
  readonly problem?: string | undefined
  /** A remark that does not make the value invalid. */
  readonly warning?: string | undefined
}

type TextFieldProps = FieldFrame & {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onFocus?: () => void
  readonly onBlur?: () => void
  readonly onKeyDown?: (event: React.KeyboardEvent) => void
  readonly placeholder?: string
  /** Lines of a text that may be long; one line where absent. */
  readonly lines?: number
  /** Counts characters below the field. */
  readonly limit?: number
  readonly inputRef?: Ref<HTMLInputElement & HTMLTextAreaElement>
  readonly disabled?: boolean
  /** Typed without being shown, and kept out of lists of what was typed before. */
  readonly secret?: boolean
}

/** A text of one line, or of several with `lines`. */
export function TextField(props: TextFieldProps) {
  const { label, labelHidden, value, onChange, placeholder, lines, limit, inputRef } = props
  const over = limit === undefined ? 0 : value.length - limit
  const problem = over > 0 ? text.common.charactersOver(over) : props.problem
  return (
    <AriaTextField
      className={styles['field'] ?? ''}
      value={value}
      onChange={onChange}
      isInvalid={problem !== undefined}
      validationBehavior="aria"
      isDisabled={props.disabled ?? false}
      {...(props.secret && { type: 'password' as const, autoComplete: 'off' })}
      {...(props.onFocus && { onFocus: props.onFocus })}
      {...(props.onBlur && { onBlur: props.onBlur })}
      {...(props.onKeyDown && { onKeyDown: props.onKeyDown })}
    >
      <Label className={labelHidden ? labelled['hidden'] : labelled['label']}>{label}</Label>
      {lines === undefined ? (
        <Input ref={inputRef ?? null} className={styles['input'] ?? ''} placeholder={placeholder ?? ''} />
      ) : (
        <TextArea
          ref={inputRef ?? null}
          className={styles['area'] ?? ''}
          data-short={lines === 1 || undefined}
          rows={lines}
          placeholder={placeholder ?? ''}
        />
      )}
      <Notes hint={props.hint} problem={problem} warning={props.warning}>
        {limit !== undefined && over <= 0 && (
          <span className={styles['counter']}>{text.common.characters(value.length, limit)}</span>
        )}
      </Notes>
    </AriaTextField>
  )
}

type NotesProps = Pick<FieldFrame, 'hint' | 'problem' | 'warning'> & { readonly children?: ReactNode }

function Notes({ hint, problem, warning, children }: NotesProps) {
  const note = warning ?? hint
  if (problem === undefined && note === undefined && !children) return null
  return (
    <div className={styles['notes']}>
      {problem === undefined && note !== undefined && (
        <Text slot="description" className={warning === undefined ? labelled['hint'] : styles['warning']}>
          {note}
        </Text>
      )}
      <FieldError className={styles['problem'] ?? ''}>{problem}</FieldError>
      {children}
    </div>
  )
}

type NumberFieldProps = FieldFrame & {
  readonly value: number
  readonly onChange: (value: number) => void
  /** Always shown: a number without a unit says nothing. */
  readonly unit: string
  readonly min?: number
  readonly max?: number
  readonly step?: number
  readonly decimals?: number
  readonly disabled?: boolean
}

/** A number with its unit; the value is reported when the field is left or stepped. */
export function NumberField({
  label,
  labelHidden,
  value,
  onChange,
  unit,
  min,
  max,
  step = 1,
  decimals = 0,
  ...rest
}: NumberFieldProps) {
  const unitId = useId()
  const stepBy = (change: number): void => {
    const next = Number((value + change).toFixed(decimals))
    onChange(Math.max(min ?? -Infinity, Math.min(max ?? Infinity, next)))
  }
  return (
    <AriaNumberField
      className={styles['field'] ?? ''}
      value={value}
      onChange={(next) => {
        if (Number.isFinite(next)) onChange(next)
      }}
      {...(min !== undefined && { minValue: min })}
      {...(max !== undefined && { maxValue: max })}
      isWheelDisabled
      isDisabled={rest.disabled ?? false}
      formatOptions={{ minimumFractionDigits: decimals, maximumFractionDigits: decimals, useGrouping: false }}
      isInvalid={rest.problem !== undefined}
      validationBehavior="aria"
      aria-describedby={unitId}
    >
      <Label className={labelHidden ? labelled['hidden'] : labelled['label']}>{label}</Label>
      <Group
        className={styles['number'] ?? ''}
        onKeyDownCapture={(event) => {
          // The library would round the value to the step, also when nothing was typed.
          const by = event.key === 'ArrowUp' ? step : event.key === 'ArrowDown' ? -step : 0
          if (by === 0) return
          event.preventDefault()
          event.stopPropagation()
          stepBy(by)
        }}
      >
        <Input className={styles['numberInput'] ?? ''} />
        <span id={unitId} className={styles['unit']}>
          {unit}
        </span>
        <span className={styles['steppers']}>
          <Stepper label={text.common.increase} icon={ChevronUp} onPress={() => stepBy(step)} />
          <Stepper label={text.common.decrease} icon={ChevronDown} onPress={() => stepBy(-step)} />
        </span>
      </Group>
      <Notes hint={rest.hint} problem={rest.problem} warning={rest.warning} />
    </AriaNumberField>
  )
}

type StepperProps = { readonly label: string; readonly icon: Icon; readonly onPress: () => void }

/** For the pointer; the arrow keys do the same, so it is no tab stop. */
function Stepper({ label, icon: IconShape, onPress }: StepperProps) {
  return (
    <AriaButton
      slot={null}
      aria-label={label}
      excludeFromTabOrder
      preventFocusOnPress
      className={styles['stepper'] ?? ''}
      onPress={onPress}
    >
      <IconShape size={12} aria-hidden />
    </AriaButton>
  )
}

type SearchFieldProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly inputRef?: Ref<HTMLInputElement>
}

export function SearchField({ label, value, onChange, inputRef }: SearchFieldProps) {
  return (
    <AriaSearchField className={styles['search'] ?? ''} value={value} onChange={onChange} aria-label={label}>
      <Search size={16} className={styles['searchIcon']} aria-hidden />
      <Input ref={inputRef ?? null} className={styles['searchInput'] ?? ''} placeholder={label} />
      <AriaButton className={styles['clear'] ?? ''} aria-label={text.library.clearSearch}>
        <X size={14} aria-hidden />
      </AriaButton>
    </AriaSearchField>
  )
}
