import { useState } from 'react'
import { Input, TextField } from 'react-aria-components'
import { formatClockTime, parseClockTime } from '#shared/caption/clock-time.ts'
import { secondsToTicks, ticks, type Ticks } from '#shared/time/ticks.ts'
import styles from './captions.module.css'

type TimeFieldProps = {
  readonly label: string
  readonly value: Ticks
  readonly onChange: (value: Ticks) => void
  readonly onFocus: () => void
}

const stepTicks = secondsToTicks(0.1)

/** An instant as minutes and seconds; what is typed holds when the field is left, nonsense is forgotten. */
export function TimeField({ label, value, onChange, onFocus }: TimeFieldProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const commit = (): void => {
    const parsed = typed === null ? null : parseClockTime(typed)
    if (parsed !== null && formatClockTime(parsed) !== formatClockTime(value)) onChange(parsed)
    setTyped(null)
  }
  return (
    <TextField aria-label={label} value={typed ?? formatClockTime(value)} onChange={setTyped} onFocus={onFocus} onBlur={commit}>
      <Input
        className={styles['time'] ?? ''}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit()
          else if (event.key === 'Escape' && typed !== null) setTyped(null)
          else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
            setTyped(null)
            onChange(ticks(Math.max(0, value + (event.key === 'ArrowUp' ? stepTicks : -stepTicks))))
          } else return
          event.preventDefault()
        }}
      />
    </TextField>
  )
}
