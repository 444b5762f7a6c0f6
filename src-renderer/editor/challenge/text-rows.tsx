import { useRef } from 'react'
import { Plus, X } from 'lucide-react'
import { announce } from '#renderer/ui/announcer.tsx'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { TextField } from '#renderer/ui/fields.tsx'
import { useKeepFocus } from '#renderer/ui/keep-focus.ts'
import { moveItem } from '#shared/challenge/rubric.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { useRowFocus } from '../quiz/row-focus.ts'
import styles from './challenge.module.css'

type Props = {
  readonly words: (typeof text.challenge)['steps' | 'materials']
  readonly items: readonly string[]
  readonly numbered?: boolean
  /** `field` is null for a change that is a step to undo of its own. */
  readonly onChange: (items: readonly string[], field: string | null) => void
}

/** A list of short texts: Enter adds the next one, Backspace in an empty one removes it, Alt and arrow keys move it. */
export function TextRows({ words, items, numbered = false, onChange }: Props) {
  const rows = useRowFocus()
  const adding = useRef<HTMLDivElement>(null)
  const whole = useRef<HTMLFieldSetElement>(null)
  useKeepFocus(whole, { last: () => adding.current?.querySelector('button') ?? null })
  const add = (index: number): void => {
    rows.focusNext(index)
    onChange(items.toSpliced(index, 0, ''), null)
  }
  const remove = (index: number): void => {
    rows.focusNext(Math.max(0, index - 1))
    onChange(items.toSpliced(index, 1), null)
  }
  const move = (from: number, to: number): void => {
    const moved = moveItem(items, from, to)
    if (moved === items) return
    rows.focusNext(to)
    onChange(moved, null)
    announce(text.challenge.moved(to + 1, items.length))
  }
  return (
    <fieldset ref={whole} className={styles['rows']}>
      <legend className={styles['label']}>{words.title}</legend>
      <ul ref={(list) => rows.attach(list)} className={styles['rowList']}>
        {items.map((item, index) => (
          // Texts have no identity of their own, only a place.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index} className={styles['row']}>
            {numbered && <span className={styles['number']}>{index + 1}</span>}
            <div className={styles['grow']} data-answer>
              <TextField
                label={words.item(index + 1)}
                labelHidden
                lines={1}
                placeholder={words.placeholder}
                value={item}
                onChange={(typed) => onChange(items.with(index, typed.replaceAll('\n', ' ')), `${words.title}:${index}`)}
                onKeyDown={(event) => {
                  if (event.nativeEvent.isComposing) return
                  const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
                  if (event.key === 'Enter') {
                    event.preventDefault()
                    if (item === '' || items[index + 1] === '') rows.focus(Math.min(index + 1, items.length - 1))
                    else add(index + 1)
                  } else if (event.key === 'Backspace' && item === '') {
                    event.preventDefault()
                    remove(index)
                  } else if (by !== 0 && event.altKey) {
                    event.preventDefault()
                    move(index, index + by)
                  }
                }}
              />
            </div>
            <IconButton icon={X} label={words.remove(index + 1)} onPress={() => remove(index)} />
          </li>
        ))}
      </ul>
      <div ref={adding}>
        <Button variant="quiet" icon={Plus} onPress={() => add(items.length)}>
          {words.add}
        </Button>
      </div>
      {items.length > 1 && <p className={styles['hint']}>{text.challenge.rowKeys}</p>}
    </fieldset>
  )
}
