import { useEffect, useRef, useState } from 'react'
import { Copy, FileText } from 'lucide-react'
import { useStore } from 'zustand'
import { call } from '#renderer/ipc/client.ts'
import { IconButton } from '#renderer/ui/button.tsx'
import { Checkbox } from '#renderer/ui/choices.tsx'
import { copyText } from '#renderer/ui/copy-text.ts'
import { showToast } from '#renderer/ui/toast-store.ts'
import { describeError, toErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { clock, logText, type LogEntry, type TrialSession } from './trial-session.ts'
import styles from './try.module.css'

const words = text.try
const tell = (thrown: unknown): void => void showToast(describeError(toErrorData(thrown)))
/** Nearer to its end than this, the list follows what comes. */
const followPixels = 40

/** Everything that the lesson told the platform, newest last. */
export function LogPanel({ session, title }: { readonly session: TrialSession; readonly title: string }) {
  const all = useStore(session.state, (state) => state.entries)
  const [reads, setReads] = useState(false)
  const entries = reads ? all : all.filter(({ kind }) => kind !== 'ask')
  const list = useRef<HTMLOListElement>(null)
  const follows = useRef(true)
  const count = entries.length
  useEffect(() => {
    const element = list.current
    if (element && count > 0 && follows.current) element.scrollTop = element.scrollHeight
  }, [count])
  const copy = (): void => {
    copyText(logText(title, all))
    showToast(words.copied)
  }
  const save = async (): Promise<void> => {
    const { fileName } = await call('textFiles.save', {
      suggestedName: `${title} - ${words.logName}`.slice(0, 200),
      extension: 'txt',
      text: logText(title, all),
    })
    if (fileName !== null) showToast(words.saved(fileName))
  }
  return (
    <section className={styles['log']} aria-labelledby="try-log">
      <header className={styles['logHeader']}>
        <h2 id="try-log">{words.log}</h2>
        <IconButton icon={Copy} label={words.copyLog} isDisabled={all.length === 0} onPress={copy} />
        <IconButton icon={FileText} label={words.saveLog} isDisabled={all.length === 0} onPress={() => void save().catch(tell)} />
      </header>
      <Checkbox label={words.showReads} checked={reads} onChange={setReads} />
      {count === 0 ? (
        <p className={styles['muted']}>{words.logEmpty}</p>
      ) : (
        <ol
          ref={list}
          className={styles['entries']}
          // So that it can be scrolled by keyboard.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          aria-labelledby="try-log"
          onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
            follows.current = scrollHeight - scrollTop - clientHeight < followPixels
          }}
        >
          {entries.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </ol>
      )}
    </section>
  )
}

function Entry({ entry: { atMs, kind, sentence, raw } }: { readonly entry: LogEntry }) {
  if (kind === 'mark') return <li className={styles['mark']}>{sentence}</li>
  return (
    <li className={styles['entry']} data-kind={kind}>
      <span className={styles['at']}>{clock(atMs)}</span>
      <div className={styles['said']}>
        <details className={styles['call']}>
          <summary title={words.details}>{sentence}</summary>
          <code>{raw}</code>
        </details>
      </div>
    </li>
  )
}
