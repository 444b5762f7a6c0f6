import { useEffect, useRef, useState, type CSSProperties } from 'react'
import { Input, TextField } from 'react-aria-components'

type NameInputProps = {
  readonly label: string
  readonly name: string
  readonly className: string
  readonly inputClassName: string
  readonly style?: CSSProperties
  readonly onName: (name: string) => void
  readonly onDone: () => void
}

/** A name that is typed in its place: Enter and leaving it keep what was typed, Escape does not. */
export function NameInput({ label, name, className, inputClassName, style, onName, onDone }: NameInputProps) {
  const [typed, setTyped] = useState(name)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    input.current?.focus()
    input.current?.select()
  }, [])
  const keep = (): void => {
    if (typed.trim() !== name) onName(typed.trim())
    onDone()
  }
  return (
    <TextField
      className={className}
      {...(style && { style })}
      aria-label={label}
      value={typed}
      onChange={setTyped}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep()
        if (event.key === 'Escape') onDone()
      }}
    >
      <Input ref={input} className={inputClassName} />
    </TextField>
  )
}
