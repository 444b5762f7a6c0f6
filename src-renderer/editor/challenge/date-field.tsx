import { useId } from 'react'
import labelled from '#renderer/ui/labelled.module.css'
import styles from './challenge.module.css'

type Props = {
  readonly label: string
  /** A day such as "2027-05-31". */
  readonly value: string | null
  readonly remark: string | null
  readonly onChange: (value: string | null) => void
}

/** A day, typed or taken from the calendar; empty is none. */
export function DateField({ label, value, remark, onChange }: Props) {
  const id = useId()
  return (
    <div className={labelled['field']}>
      <label className={labelled['label']} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className={styles['date']}
        type="date"
        max="9999-12-31"
        aria-describedby={remark === null ? undefined : `${id}-remark`}
        value={value ?? ''}
        onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
      />
      {remark !== null && (
        <span id={`${id}-remark`} className={styles['remark']}>
          {remark}
        </span>
      )}
    </div>
  )
}
