import { useState, type ReactNode } from 'react'
import {
  Button as AriaButton,
  Checkbox as AriaCheckbox,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Radio as AriaRadio,
  RadioGroup,
  Select as AriaSelect,
  SelectValue,
  Slider as AriaSlider,
  SliderOutput,
  SliderThumb,
  SliderTrack,
  Text,
} from 'react-aria-components'
import { Check, ChevronsUpDown } from 'lucide-react'
import type { Icon } from './icon.ts'
import labelled from './labelled.module.css'
import styles from './choices.module.css'

type Option<T extends string> = { readonly value: T; readonly label: string }

type SelectProps<T extends string> = {
  readonly label: string
  readonly value: T
  /** An icon stands before the label, an explanation below it where the list is open. */
  readonly options: readonly (Option<T> & { readonly icon?: Icon; readonly description?: string })[]
  readonly onChange: (value: T) => void
}

/** One of a list that is too long to lay out. */
export function Select<T extends string>({ label, value, options, onChange }: SelectProps<T>) {
  const { label: chosenLabel, icon: ChosenIcon } = options.find((option) => option.value === value) ?? { label: value }
  return (
    <AriaSelect
      className={labelled['field'] ?? ''}
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.value === key)
        if (chosen) onChange(chosen.value)
      }}
    >
      <Label className={labelled['label']}>{label}</Label>
      <AriaButton className={styles['selectButton'] ?? ''}>
        {ChosenIcon && <ChosenIcon size={16} className={styles['optionIcon']} aria-hidden />}
        <SelectValue className={styles['selectValue'] ?? ''}>{chosenLabel}</SelectValue>
        <ChevronsUpDown size={14} aria-hidden />
      </AriaButton>
      <Popover className={styles['popover'] ?? ''} offset={4}>
        <ListBox className={styles['list'] ?? ''}>
          {options.map((option) => (
            <ListBoxItem key={option.value} id={option.value} textValue={option.label} className={styles['item'] ?? ''}>
              {option.icon && <option.icon size={16} className={styles['optionIcon']} aria-hidden />}
              <span className={styles['optionText']}>
                <Text slot="label">{option.label}</Text>
                {option.description !== undefined && (
                  <Text slot="description" className={labelled['hint'] ?? ''}>
                    {option.description}
                  </Text>
                )}
              </span>
              <Check size={14} className={styles['tick']} aria-hidden />
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}

type SegmentedProps<T extends string> = SelectProps<T> & { readonly hint?: string; readonly labelHidden?: boolean }

/** One of two to four short words, all visible. */
export function Segmented<T extends string>({ label, labelHidden, value, options, onChange, hint }: SegmentedProps<T>) {
  return (
    <RadioGroup
      className={labelled['field'] ?? ''}
      value={value}
      orientation="horizontal"
      onChange={(key) => {
        const chosen = options.find((option) => option.value === key)
        if (chosen) onChange(chosen.value)
      }}
    >
      <Label className={labelHidden ? labelled['hidden'] : labelled['label']}>{label}</Label>
      <div className={styles['segments']}>
        {options.map((option) => (
          <AriaRadio key={option.value} value={option.value} className={styles['segment'] ?? ''}>
            {option.label}
          </AriaRadio>
        ))}
      </div>
      {hint !== undefined && <span className={labelled['hint']}>{hint}</span>}
    </RadioGroup>
  )
}

type CardOption<T extends string> = Option<T> & { readonly description: string; readonly icon: ReactNode }

type CardsProps<T extends string> = {
  readonly label: string
  readonly value: T | null
  readonly options: readonly CardOption<T>[]
  readonly onChange: (value: T) => void
}

/** One of a few answers that need a line of explanation each. */
export function RadioCards<T extends string>({ label, value, options, onChange }: CardsProps<T>) {
  return (
    <RadioGroup
      className={labelled['field'] ?? ''}
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.value === key)
        if (chosen) onChange(chosen.value)
      }}
    >
      <Label className={styles['question']}>{label}</Label>
      <div className={styles['cards']}>
        {options.map((option) => (
          <AriaRadio key={option.value} value={option.value} className={styles['card'] ?? ''}>
            <span className={styles['cardIcon']}>{option.icon}</span>
            <span className={styles['cardText']}>
              <span className={styles['cardName']}>{option.label}</span>
              <span className={styles['description']}>{option.description}</span>
            </span>
          </AriaRadio>
        ))}
      </div>
    </RadioGroup>
  )
}

type CheckboxProps = {
  readonly label: string
  readonly labelHidden?: boolean
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  /** Drawn as a round button: only one of its neighbours can be ticked. */
  readonly round?: boolean
}

export function Checkbox({ label, labelHidden, checked, onChange, round = false }: CheckboxProps) {
  return (
    <AriaCheckbox className={styles['checkbox'] ?? ''} isSelected={checked} onChange={onChange}>
      <span className={styles['box']} data-round={round || undefined}>
        <Check size={12} strokeWidth={3} aria-hidden />
      </span>
      <span className={labelHidden ? labelled['hidden'] : undefined}>{label}</span>
    </AriaCheckbox>
  )
}

type SliderProps = {
  readonly label: string
  readonly labelHidden?: boolean
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step: number
  readonly format: (value: number) => string
  readonly onChange: (value: number) => void
  readonly onChangeEnd?: (value: number) => void
  readonly disabled?: boolean
}

/** Shows at once what was asked for: keys that follow each other quickly start from it, not from what has been drawn so far. */
export function Slider({ label, labelHidden, value, min, max, step, format, onChange, onChangeEnd, disabled }: SliderProps) {
  const [wanted, setWanted] = useState<number | null>(null)
  // What was asked for has arrived, rounded as its owner likes.
  if (wanted !== null && Math.abs(wanted - value) < step / 2) setWanted(null)
  return (
    <AriaSlider
      className={styles['slider'] ?? ''}
      value={wanted ?? value}
      minValue={min}
      maxValue={max}
      step={step}
      isDisabled={disabled ?? false}
      onChange={(asked: number) => {
        setWanted(asked)
        onChange(asked)
      }}
      {...(onChangeEnd && { onChangeEnd })}
    >
      <Label className={labelHidden ? labelled['hidden'] : labelled['label']}>{label}</Label>
      {!labelHidden && <SliderOutput className={styles['output'] ?? ''}>{format(value)}</SliderOutput>}
      <SliderTrack className={styles['track'] ?? ''}>
        <SliderThumb className={styles['thumb'] ?? ''} onBlur={() => setWanted(null)} />
      </SliderTrack>
    </AriaSlider>
  )
}
