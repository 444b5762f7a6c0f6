import { useEffect, useId, useMemo, useRef } from 'react'
import { CircleCheck, Copy, Smartphone, X } from 'lucide-react'
import { encode } from 'uqr'
import { useStore } from 'zustand'
import { announce } from '#renderer/ui/announcer.tsx'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { Select } from '#renderer/ui/choices.tsx'
import { Notice } from '#renderer/ui/feedback.tsx'
import { Progress } from '#renderer/ui/overlays.tsx'
import type { PhoneSession, PhoneUpload } from '#shared/ipc/areas/phone.ts'
import { describeError } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { useEditor } from '../editor-context.tsx'
import { copyText } from '#renderer/ui/copy-text.ts'
import styles from './phone.module.css'

const words = text.phone

/** The way in for clips from a phone, while it is open. */
export function PhoneCard() {
  const { phone } = useEditor()
  const state = useStore(phone.state)
  const heading = useRef<HTMLHeadingElement>(null)
  const headingId = useId()
  useEffect(() => heading.current?.focus(), [])
  if (state.kind === 'closed') return null
  const again = <Button onPress={() => void phone.open()}>{words.again}</Button>
  return (
    <section className={styles['card']} aria-labelledby={headingId}>
      <header className={styles['head']}>
        <h3 ref={heading} id={headingId} tabIndex={-1}>
          <Smartphone size={16} aria-hidden />
          {words.title}
        </h3>
        <IconButton icon={X} label={text.common.close} onPress={() => phone.close()} />
      </header>
      {state.kind === 'opening' && <output>{words.opening}</output>}
      {state.kind === 'failed' && (
        <Notice tone="error" title={words.failed} actions={again}>
          <p>{describeError(state.error)}</p>
        </Notice>
      )}
      {state.kind === 'idle' && <Notice tone="info" title={words.endedIdle} actions={again} />}
      {state.kind === 'open' && <OpenSession session={state.session} />}
    </section>
  )
}

function OpenSession({ session }: { readonly session: PhoneSession }) {
  const { phone } = useEditor()
  const { url, address, addresses, connected, uploads } = session
  const under = uploads.filter(({ state }) => state !== 'done')
  return (
    <>
      {connected ? (
        <output className={styles['connected']}>
          <CircleCheck size={16} aria-hidden />
          {words.connected}
        </output>
      ) : (
        <>
          <QrCode url={url} />
          <p>{words.scan}</p>
          <div className={styles['address']}>
            <code>{url}</code>
            <IconButton
              icon={Copy}
              label={words.copy}
              onPress={() => {
                copyText(url)
                announce(words.copied)
              }}
            />
          </div>
          {addresses.length > 1 && (
            <Select
              label={words.connection}
              value={address}
              options={addresses.map((one) => ({ value: one.address, label: words.connectionOf(one.address, one.connection) }))}
              onChange={(chosen) => void phone.open(chosen)}
            />
          )}
          <p className={styles['small']}>{words.sameNetwork}</p>
        </>
      )}
      {under.length > 0 && (
        <ul className={styles['uploads']} aria-label={words.listLabel}>
          {under.map((upload) => (
            <UploadRow key={upload.uploadId} upload={upload} />
          ))}
        </ul>
      )}
      <p className={styles['small']}>{words.privacy}</p>
      <Button wide onPress={() => phone.close()}>
        {words.stop}
      </Button>
    </>
  )
}

function UploadRow({ upload: { fileName, state, receivedBytes, totalBytes, error } }: { readonly upload: PhoneUpload }) {
  if (state === 'failed')
    return <li className={styles['failed']}>{error ? describeError(error) : text.editor.media.failed(fileName)}</li>
  const checking = state === 'checking'
  return (
    <li>
      <Progress
        label={checking ? words.checking(fileName) : words.receiving(fileName)}
        fraction={checking ? null : totalBytes === 0 ? 0 : receivedBytes / totalBytes}
        remark={checking || totalBytes === 0 ? '' : text.common.percent(receivedBytes / totalBytes)}
      />
    </li>
  )
}

/** Black on white in every theme: cameras want it so. */
function QrCode({ url }: { readonly url: string }) {
  const source = useMemo(() => `data:image/svg+xml,${encodeURIComponent(drawCode(url))}`, [url])
  return <img className={styles['code']} src={source} alt={words.codeLabel(url)} />
}

function drawCode(url: string): string {
  const { size, data } = encode(url, { ecc: 'M', border: 4 })
  const dark = data.flatMap((row, y) => row.flatMap((filled, x) => (filled ? [`M${x} ${y}h1v1h-1z`] : [])))
  const attributes = `xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"`
  return `<svg ${attributes}><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${dark.join('')}"/></svg>`
}
