import { useEffect, useRef, useState } from 'react'
import { TriangleAlert } from 'lucide-react'
import { Button } from '#renderer/ui/button.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { CanvasSize } from '#shared/project/schema/document.ts'
import type { RecordedFile } from './file-recorder.ts'
import styles from './record.module.css'

const words = text.record
const farSeconds = 1e6

type LiveProps = {
  readonly label: string
  readonly stream: MediaStream | null
  readonly problem: string | null
  readonly mirrored?: boolean
  /** The shape of the lesson, drawn over the picture; null without guides. */
  readonly guides?: CanvasSize | null
  /** Null where nothing can be tried again. */
  readonly onRetry: (() => void) | null
}

/** What the camera sees, or what the screen shows. */
export function LivePicture({ label, stream, problem, mirrored = false, guides = null, onRetry }: LiveProps) {
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
        {onRetry && <Button onPress={onRetry}>{text.common.retry}</Button>}
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
        aria-label={label}
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
export function TakePicture({ file }: { readonly file: RecordedFile }) {
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    const shown = video.current
    const address = URL.createObjectURL(file.picture)
    if (shown) shown.src = address
    return () => URL.revokeObjectURL(address)
  }, [file])
  return (
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- captions come when the take is in the lesson
    <video
      ref={video}
      className={styles['take']}
      controls
      disablePictureInPicture
      aria-label={words.take}
      // What is recorded says nowhere how long it is: the player finds out at its end.
      onLoadedMetadata={({ currentTarget }) => {
        if (currentTarget.duration === Infinity) currentTarget.currentTime = farSeconds
      }}
      onDurationChange={({ currentTarget }) => {
        if (Number.isFinite(currentTarget.duration)) currentTarget.currentTime = 0
      }}
    />
  )
}
