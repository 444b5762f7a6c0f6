import { useEffect, useRef } from 'react'

/** Puts the cursor into a row of answers, also into one that is only about to appear. */
export type RowFocus = {
  /** For the list of the rows, as its `ref`. */
  readonly attach: (list: HTMLUListElement | null) => void
  readonly elements: () => readonly HTMLElement[]
  /** Puts the cursor into a row that is there. */
  readonly focus: (index: number) => void
  /** Does so once a change of the rows is on the screen. */
  readonly focusNext: (index: number) => void
  /** The first row without text, or -1. */
  readonly firstEmpty: () => number
}

const rowField = '[data-answer] textarea'

export function useRowFocus(): RowFocus {
  const list = useRef<HTMLUListElement>(null)
  const wanted = useRef<number | null>(null)
  const fields = (): readonly HTMLTextAreaElement[] => [...(list.current?.querySelectorAll<HTMLTextAreaElement>(rowField) ?? [])]
  const give = (): void => {
    const field = wanted.current === null ? undefined : fields()[wanted.current]
    if (!field) return
    wanted.current = null
    field.focus()
  }
  useEffect(give)
  return {
    attach(element) {
      list.current = element
    },
    elements: () => [...(list.current?.children ?? [])] as HTMLElement[],
    focus(index) {
      wanted.current = index
      give()
    },
    focusNext(index) {
      wanted.current = index
    },
    firstEmpty: () => fields().findIndex(({ value }) => value === ''),
  }
}
