import { useEffect, useState, type ReactNode } from 'react'

/** Before each new try: pictures are made behind the work, and a busy process answers late. */
const waitsMs = [500, 1000, 2000, 4000, 8000]

type LatePictureProps = {
  readonly src: string
  readonly alt: string
  readonly className?: string | undefined
  /** Shown while there is no picture. */
  readonly standIn: ReactNode
}

/** A picture that may not be there yet: where it fails it is asked for again, a few times. Another `src` wants another `key`. */
export function LatePicture({ src, alt, className, standIn }: LatePictureProps) {
  const [tries, setTries] = useState(0)
  const [failed, setFailed] = useState(false)
  const waitMs = waitsMs[tries]
  useEffect(() => {
    if (!failed || waitMs === undefined) return
    const timer = setTimeout(() => {
      setTries((count) => count + 1)
      setFailed(false)
    }, waitMs)
    return () => clearTimeout(timer)
  }, [failed, waitMs])
  if (failed) return standIn
  const address = tries === 0 ? src : `${src}${src.includes('?') ? '&' : '?'}again=${tries}`
  return <img className={className} src={address} alt={alt} loading="lazy" onError={() => setFailed(true)} />
}
