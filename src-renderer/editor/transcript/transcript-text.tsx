/* oxlint-disable jsx-a11y/prefer-tag-over-role -- no native tag marks stretches of running text */
import { Fragment, memo, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react'
import { formatClockTime } from '#shared/caption/clock-time.ts'
import { correctWord } from '#shared/edit/commands/correct-word.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { reviewConfidence } from '#shared/speech/transcript.ts'
import type { TranscriptWord } from '#shared/speech/transcript-words.ts'
import { zeroTicks } from '#shared/time/ticks.ts'
import { copyText } from '#renderer/ui/copy-text.ts'
import { useEditor, useView } from '../editor-context.tsx'
import { toParagraphs, wordAt, type Paragraph } from './paragraphs.ts'
import { orderOf, wordKeyAction, type WordRange } from './word-keys.ts'
import styles from './transcript.module.css'

const words = text.transcript

type TranscriptTextProps = {
  readonly transcript: readonly TranscriptWord[]
  readonly language: string
  readonly range: WordRange | null
  readonly onRange: (range: WordRange | null) => void
  readonly found: readonly { readonly first: number; readonly last: number }[]
  readonly onCut: () => void
  /** The word that is being corrected. */
  readonly corrected: number | null
  readonly onCorrect: (index: number | null) => void
}

/** The words of a lesson as running text: a list in which any stretch can be marked. */
export function TranscriptText(props: TranscriptTextProps) {
  const { transcript, language, range, onRange, found, onCut, corrected, onCorrect } = props
  const editor = useEditor()
  const list = useRef<HTMLDivElement>(null)
  const idPrefix = useId()
  const [focused, setFocused] = useState(false)
  const paragraphs = useMemo(() => toParagraphs(transcript), [transcript])
  const current = useView(({ playheadTicks }) => wordAt(transcript, playheadTicks))
  const playing = useView((view) => view.playing)
  const cursor = Math.min(transcript.length - 1, range?.focus ?? Math.max(0, current))
  const marked = range && orderOf(range)
  useEffect(() => {
    if (range) wordElement(list.current, range.focus)?.scrollIntoView({ block: 'nearest' })
  }, [range])
  useEffect(() => {
    if (playing) wordElement(list.current, current)?.scrollIntoView({ block: 'nearest' })
  }, [current, playing])

  const go = (to: number, extend: boolean): void => {
    const word = transcript[to]
    if (!word) return
    onRange({ anchor: extend ? (range?.anchor ?? cursor) : to, focus: to })
    editor.pause()
    editor.seek(word.span.startTicks)
  }
  const press = (event: React.KeyboardEvent): void => {
    if (event.target !== list.current || event.nativeEvent.isComposing) return
    const { key, shiftKey, altKey } = event
    const primary = event.ctrlKey || event.metaKey
    if (primary && key.toLowerCase() === 'c' && marked) {
      copyText(
        transcript
          .slice(marked.first, marked.last + 1)
          .map((word) => word.text)
          .join(' '),
      )
    } else {
      const action = wordKeyAction({ key, shiftKey, altKey, primary }, cursor, transcript.length, range !== null)
      if (!action) return
      if (action.kind === 'move') go(range === null && !action.extend ? cursor : action.to, action.extend)
      else if (action.kind === 'line') go(wordInLine(list.current, cursor, action.by), action.extend)
      else if (action.kind === 'all') onRange({ anchor: 0, focus: transcript.length - 1 })
      else if (action.kind === 'clear') onRange(null)
      else if (action.kind === 'correct') onCorrect(cursor)
      else onCut()
    }
    event.preventDefault()
    event.stopPropagation()
  }
  const pointerDown = (event: React.PointerEvent): void => {
    const index = indexAt(event.target)
    if (index === null || event.button !== 0 || corrected !== null) return
    go(index, event.shiftKey)
  }
  const pointerMove = (event: React.PointerEvent): void => {
    if ((event.buttons & 1) === 0 || range === null || corrected !== null) return
    const index = indexAt(event.target)
    if (index !== null && index !== range.focus) onRange({ anchor: range.anchor, focus: index })
  }
  // The same until the words change, or every word would be drawn anew as the lesson plays.
  const finish = useCallback(
    (index: number, written: string | null): void => {
      onCorrect(null)
      list.current?.focus()
      const word = transcript[index]
      if (word && written !== null && written.trim() !== word.text) editor.run(correctWord, { ...word, text: written })
    },
    [editor, onCorrect, transcript],
  )
  return (
    <div
      ref={list}
      role="listbox"
      tabIndex={0}
      lang={language}
      dir="auto"
      className={styles['text']}
      aria-label={words.label}
      aria-multiselectable
      aria-activedescendant={focused && transcript.length > 0 ? `${idPrefix}w${cursor}` : undefined}
      onFocus={({ target }) => setFocused(target === list.current)}
      onBlur={() => setFocused(false)}
      onKeyDown={press}
      onPointerDown={pointerDown}
      onPointerMove={pointerMove}
      onDoubleClick={({ target }) => onCorrect(indexAt(target))}
    >
      {paragraphs.map((paragraph) => {
        const { from, to } = paragraph
        const inside = (index: number | null): number | null => (index !== null && index >= from && index < to ? index : null)
        const isMarked = marked && marked.first < to && marked.last >= from
        return (
          <WordParagraph
            key={from}
            idPrefix={idPrefix}
            paragraph={paragraph}
            transcript={transcript}
            markedFrom={isMarked ? Math.max(from, marked.first) : -1}
            markedTo={isMarked ? Math.min(to - 1, marked.last) : -1}
            cursor={inside(focused ? cursor : null)}
            current={inside(current)}
            found={found}
            corrected={inside(corrected)}
            onFinish={finish}
          />
        )
      })}
    </div>
  )
}

function wordElement(list: HTMLElement | null, index: number): HTMLElement | null {
  return list?.querySelector<HTMLElement>(`[data-word="${index}"]`) ?? null
}

function indexAt(target: EventTarget | null): number | null {
  const index = target instanceof Element ? target.closest<HTMLElement>('[data-word]')?.dataset['word'] : undefined
  return index === undefined ? null : Number(index)
}

type WordParagraphProps = {
  readonly idPrefix: string
  readonly paragraph: Paragraph
  readonly transcript: readonly TranscriptWord[]
  readonly markedFrom: number
  readonly markedTo: number
  readonly cursor: number | null
  readonly current: number | null
  readonly found: readonly { readonly first: number; readonly last: number }[]
  readonly corrected: number | null
  readonly onFinish: (index: number, written: string | null) => void
}

/** Scripts that write words without spaces between them. */
const spaceless = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]$/u

/** Drawn anew only where something in it changes: a lesson may have thousands of words. */
const WordParagraph = memo(function WordParagraph(props: WordParagraphProps) {
  const { idPrefix, paragraph, transcript, markedFrom, markedTo, cursor, current, found, corrected, onFinish } = props
  const { from, to } = paragraph
  const start = formatClockTime(transcript[from]?.span.startTicks ?? zeroTicks)
  return (
    <div role="group" aria-label={words.paragraph(start)} className={styles['paragraph']}>
      <span className={styles['time']} aria-hidden>
        {start}
      </span>
      <span className={styles['words']}>
        {transcript.slice(from, to).map((word, offset) => {
          const index = from + offset
          const isUncertain = word.confidence !== null && word.confidence < reviewConfidence
          const remark = word.timed ? (isUncertain ? words.uncertainWord : null) : words.untimedWord
          return (
            <Fragment key={`${word.captionId}/${word.index}`}>
              <span
                id={`${idPrefix}w${index}`}
                role="option"
                aria-selected={index >= markedFrom && index <= markedTo}
                aria-label={remark === null ? undefined : `${word.text}, ${remark}`}
                className={styles['word']}
                data-word={index}
                data-marked={(index >= markedFrom && index <= markedTo) || undefined}
                data-cursor={index === cursor || undefined}
                data-current={index === current || undefined}
                data-found={found.some(({ first, last }) => index >= first && index <= last) || undefined}
                data-untimed={!word.timed || undefined}
                data-uncertain={isUncertain || undefined}
                title={remark ?? undefined}
              >
                {index === corrected ? <WordField word={word} onFinish={(written) => onFinish(index, written)} /> : word.text}
              </span>
              {spaceless.test(word.text) ? null : ' '}
            </Fragment>
          )
        })}
      </span>
    </div>
  )
})

/** A word while it is corrected in place. */
function WordField({ word, onFinish }: { readonly word: TranscriptWord; readonly onFinish: (written: string | null) => void }) {
  const field = useRef<HTMLInputElement>(null)
  const ended = useRef(false)
  const end = (written: string | null): void => {
    if (ended.current) return
    ended.current = true
    onFinish(written)
  }
  useEffect(() => field.current?.select(), [])
  return (
    <input
      ref={field}
      className={styles['field']}
      aria-label={words.correctLabel(word.text)}
      defaultValue={word.text}
      size={Math.max(2, word.text.length)}
      onBlur={({ target }) => end(target.value)}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Enter') end(event.currentTarget.value)
        else if (event.key === 'Escape') end(null)
      }}
    />
  )
}

/** The word one line further, nearest below or above; the same one at the ends of the text. */
function wordInLine(list: HTMLElement | null, index: number, by: -1 | 1): number {
  const here = wordElement(list, index)?.getBoundingClientRect()
  if (!list || !here) return index
  const middle = here.x + here.width / 2
  let best = index
  let line: number | null = null
  let nearest = Infinity
  for (let at = index + by; ; at += by) {
    const box = wordElement(list, at)?.getBoundingClientRect()
    if (!box) return best
    if (Math.abs(box.y - here.y) < here.height / 2) continue
    line ??= box.y
    if (Math.abs(box.y - line) > here.height / 2) return best
    const distance = Math.abs(box.x + box.width / 2 - middle)
    if (distance < nearest) {
      nearest = distance
      best = at
    }
  }
}
