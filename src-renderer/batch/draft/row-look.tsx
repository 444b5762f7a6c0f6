import { useEffect, useRef, useState } from 'react'
import { Eye } from 'lucide-react'
import { call } from '#renderer/ipc/client.ts'
import { Announcement } from '#renderer/ui/announcer.tsx'
import { Button } from '#renderer/ui/button.tsx'
import { Notice } from '#renderer/ui/feedback.tsx'
import { Progress } from '#renderer/ui/overlays.tsx'
import type { DraftRow, RowPreview } from '#shared/ipc/areas/batch-draft.ts'
import { describeError, toErrorData, type ErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { DraftSession } from './draft-session.ts'
import styles from './row-look.module.css'

const words = text.batchDraft.row

type Look =
  | { readonly kind: 'none' }
  | { readonly kind: 'looking' }
  | { readonly kind: 'seen'; readonly preview: RowPreview; readonly of: DraftRow }
  | { readonly kind: 'failed'; readonly error: ErrorData }

type LookProps = { readonly session: DraftSession; readonly row: DraftRow }

/** The lesson of a row as it would come out, made when it is asked for. */
export function RowLook({ session, row }: LookProps) {
  const [look, setLook] = useState<Look>({ kind: 'none' })
  const isOver = useRef(false)
  useEffect(() => {
    isOver.current = false
    return () => {
      isOver.current = true
      void session.stopPreview().catch(() => undefined)
    }
  }, [session])
  const see = async (): Promise<void> => {
    setLook({ kind: 'looking' })
    try {
      const order = await session.order()
      if (!order) return
      const preview = await call('batchDraft.preview', { ...order, line: row.line })
      if (!isOver.current) setLook({ kind: 'seen', preview, of: row })
    } catch (thrown) {
      const error = toErrorData(thrown)
      if (!isOver.current) setLook(error.code === 'cancelled' ? { kind: 'none' } : { kind: 'failed', error })
    }
  }
  if (look.kind === 'looking')
    return (
      <div className={styles['looking']}>
        <Progress label={words.looking} fraction={null} />
        <Button onPress={() => void session.stopPreview().catch(() => undefined)}>{words.stop}</Button>
      </div>
    )
  const canBeSeen = row.state !== 'refused' && row.state !== 'left-out'
  return (
    <>
      <div>
        <Button icon={Eye} isDisabled={!canBeSeen} onPress={() => void see()}>
          {look.kind === 'none' ? words.look : words.lookAgain}
        </Button>
      </div>
      {look.kind === 'failed' && <Notice tone="error" title={describeError(look.error)} />}
      {look.kind === 'seen' && <Seen preview={look.preview} isStale={look.of !== row} />}
    </>
  )
}

function Seen({ preview, isStale }: { readonly preview: RowPreview; readonly isStale: boolean }) {
  const { title, durationSeconds, pictures, captionCount, questions, warnings, findings } = preview
  const facts = words.facts(durationSeconds, captionCount, questions.length)
  return (
    <section className={styles['seen']} aria-label={title}>
      <h3>{title}</h3>
      <p className={styles['muted']}>{isStale ? `${facts} · ${words.stale}` : facts}</p>
      <ul className={styles['pictures']}>
        {pictures.map(({ atSeconds, jpeg }) => (
          <li key={atSeconds}>
            <Picture jpeg={jpeg} label={words.picture(atSeconds)} />
          </li>
        ))}
      </ul>
      {questions.length > 0 && (
        <ul className={styles['list']}>
          {questions.map(({ atSeconds, prompt }, index) => (
            <li key={`${index} ${prompt}`}>
              {prompt} <span className={styles['muted']}>{words.question(atSeconds)}</span>
            </li>
          ))}
        </ul>
      )}
      {findings.length + warnings.length > 0 && (
        <>
          <h4>{words.findings}</h4>
          <ul className={styles['list']}>
            {[...warnings, ...findings.map(({ message }) => message)].map((sentence, index) => (
              <li key={`${index} ${sentence}`}>{sentence}</li>
            ))}
          </ul>
        </>
      )}
      <Announcement message={`${title}. ${facts}`} />
    </section>
  )
}

function Picture({ jpeg, label }: { readonly jpeg: Uint8Array; readonly label: string }) {
  const image = useRef<HTMLImageElement>(null)
  useEffect(() => {
    const address = URL.createObjectURL(new Blob([new Uint8Array(jpeg)], { type: 'image/jpeg' }))
    if (image.current) image.current.src = address
    return () => URL.revokeObjectURL(address)
  }, [jpeg])
  return <img ref={image} alt={label} className={styles['picture']} />
}
