import { useId, type ReactNode } from 'react'
import { ColorSwatchPicker, ColorSwatchPickerItem, ColorSwatch, Label } from 'react-aria-components'
import { Pipette } from 'lucide-react'
import styles from './colour-field.module.css'

type ColourFieldProps = {
  readonly label: string
  /** `#rrggbb`. */
  readonly value: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  /** Names the field for any other colour. */
  readonly customLabel: string
  readonly onChange: (value: string) => void
  /** The value comes from elsewhere: none of the colours here is the chosen one. */
  readonly follows?: boolean
  /** Other ways to choose, before the colours. */
  readonly children?: ReactNode
}

/** One of a few colours that go well together, or any other one. */
export function ColourField({ label, value, options, customLabel, onChange, follows = false, children }: ColourFieldProps) {
  const id = useId()
  const isCustom = !follows && options.every((option) => option.value !== value)
  return (
    <div className={styles['field']}>
      <Label id={id} className={styles['label']}>
        {label}
      </Label>
      {children}
      <div className={styles['row']} data-follows={follows || undefined}>
        <ColorSwatchPicker
          aria-labelledby={id}
          className={styles['swatches'] ?? ''}
          value={value}
          onChange={(colour) => onChange(colour.toString('hex').toLowerCase())}
        >
          {options.map((option) => (
            <ColorSwatchPickerItem key={option.value} color={option.value} className={styles['item'] ?? ''}>
              <ColorSwatch className={styles['swatch'] ?? ''} colorName={option.label} />
            </ColorSwatchPickerItem>
          ))}
        </ColorSwatchPicker>
        <label className={styles['custom']} data-selected={isCustom || undefined} title={customLabel}>
          <Pipette size={14} aria-hidden />
          <span className={styles['sample']} style={{ background: value }} />
          <input
            type="color"
            aria-label={`${label}: ${customLabel}`}
            value={value}
            onChange={({ target }) => onChange(target.value)}
          />
        </label>
      </div>
    </div>
  )
}
