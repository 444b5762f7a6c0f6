import { useEffect, useRef, useState } from 'react'
import { TriangleAlert } from 'lucide-react'
import { Button } from '#renderer/ui/button.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { CanvasSize } from '#shared/project/schema/document.ts'
import type { Take } from './file-recorder.ts'
import styles from './record.module.css'

const words = text.record

type LiveProps = {
  readonly stream: MediaStream | null
  readonly problem: string | null
  readonly mirrored: boolean
  /** The shape of the lesson, drawn over the picture; null without guides. */
  readonly guides: CanvasSize | null
  readonly onRetry: () => void
}

/** What the camera sees. */
export function LivePicture({ stream, problem, mirrored, guides, onRetry }: LiveProps) {
  const video = useRef<HTMLVideoElement>(null)
  const [size, setSize] = useState<CanvasSize | null>(null)
  useEffect(() => {
    if (video.current) video.current.srcObject = stream
  }, [stream])
  if (problem !== null) {
    return (
      <div className={styles['problem']} role="alert">
        <TriangleAlert size={24} aria-hidden />
        <p>{problem}</p>
        <Button onPress={onRetry}>{text.common.retry}</Button>
      </div>
    )
  }
  return (
    <div className={styles['picture']} style={size ? { aspectRatio: `${size.width} / ${size.height}` } : {}}>
      <video
        ref={video}
        className={styles['video']}
        data-mirrored={mirrored || undefined}
        autoPlay
        muted
        playsInline
        aria-label={words.stage}
        onResize={({ currentTarget }) => setSize({ width: currentTarget.videoWidth, height: currentTarget.videoHeight })}
      />
      {!size && <p className={styles['opening']}>{words.opening}</p>}
      {size && guides && <Guides picture={size} canvas={guides} />}
    </div>
  )
}

/** Darkens what falls outside of the lesson's shape, and marks its thirds. */
function Guides({ picture, canvas }: { readonly picture: CanvasSize; readonly canvas: CanvasSize }) {
  const isWide = picture.width * canvas.height > picture.height * canvas.width
  return (
    <div className={styles['guides']} aria-hidden>
      <div
        className={styles['frame']}
        data-side={isWide ? 'height' : 'width'}
        style={{ aspectRatio: `${canvas.width} / ${canvas.height}` }}
      />
    </div>
  )
}

/** What was recorded, to look at before it is used. */
export function TakePicture({ take }: { readonly take: Take }) {
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    const shown = video.current
    const address = URL.createObjectURL(take.picture)
    if (shown) shown.src = address
    return () => URL.revokeObjectURL(address)
  }, [take])
  return <video ref={video} className={styles['take']} controls disablePictureInPicture aria-label={words.take} />
}
