import { Label, Radio, RadioGroup } from 'react-aria-components'
import { text } from '#shared/messages/ui/catalogue.ts'
import { anchorPoints, type AnchorPoint } from '#shared/project/schema/geometry.ts'
import styles from './inspector.module.css'

const words = text.overlays.inspector

type Props = {
  /** Null for something that keeps to none. */
  readonly value: AnchorPoint | null
  readonly disabled?: boolean
  readonly onChange: (point: AnchorPoint) => void
}

/** Which corner, side or middle of the picture something keeps to. */
export function CornerPicker({ value, disabled = false, onChange }: Props) {
  return (
    <RadioGroup
      className={styles['cornerField'] ?? ''}
      value={value}
      isDisabled={disabled}
      onChange={(key) => {
        const point = anchorPoints.find((known) => known === key)
        if (point) onChange(point)
      }}
    >
      <Label className={styles['label']}>{words.corner}</Label>
      <div className={styles['cornerRow']}>
        <div className={styles['corners']}>
          {anchorPoints.map((point) => (
            <Radio key={point} value={point} className={styles['corner'] ?? ''} aria-label={words.corners[point]}>
              <span className={styles['dot']} />
            </Radio>
          ))}
        </div>
        <span className={styles['cornerName']} aria-hidden>
          {value && words.corners[value]}
        </span>
      </div>
    </RadioGroup>
  )
}
