import { useCallback, useEffect, useRef, useState } from 'react'
import { Keyboard, RotateCw, WifiOff } from 'lucide-react'
import { useStore } from 'zustand'
import { Button, IconButton, IconToggle } from '#renderer/ui/button.tsx'
import { EmptyState } from '#renderer/ui/feedback.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { TrialSession } from './trial-session.ts'
import styles from './try.module.css'

const words = text.try

/** CSS pixels of the screens that lessons are made for. */
const screens = {
  phone: { width: 360, height: 720 },
  tablet: { width: 768, height: 1024 },
  desktop: { width: 1280, height: 800 },
} as const
export type TryDevice = keyof typeof screens
export const tryDevices: readonly TryDevice[] = ['phone', 'tablet', 'desktop']

/** The package in a screen, as large as there is room; on a phone never larger than it is. */
export function DeviceStage({ session, device }: { readonly session: TrialSession; readonly device: TryDevice }) {
  const frame = useRef<HTMLIFrameElement>(null)
  const enter = useRef<HTMLButtonElement>(null)
  const [turned, setTurned] = useState(false)
  const upright = screens[device]
  const [width, height] = turned ? [upright.height, upright.width] : [upright.width, upright.height]
  const [room, setRoom] = useState({ width: 0, height: 0 })
  const measure = useCallback((element: HTMLElement | null) => {
    if (!element) return
    const sizes = new ResizeObserver(
      ([entry]) => entry && setRoom({ width: entry.contentRect.width, height: entry.contentRect.height }),
    )
    sizes.observe(element)
    return () => sizes.disconnect()
  }, [])
  useEffect(() => {
    const inside = frame.current?.contentWindow
    return inside ? session.attach(inside, () => enter.current?.focus()) : undefined
  }, [session])
  const isAway = useStore(session.state, ({ phase }) => phase === 'away')
  const isLost = useStore(session.state, ({ connection }) => connection === 'lost')
  const scale = Math.min(1, room.width / width, room.height / height)
  return (
    <section className={styles['stage']} aria-label={words.frame}>
      <div ref={measure} className={styles['room']}>
        <div className={styles['device']} data-device={device} style={{ width: width * scale, height: height * scale }}>
          <iframe
            ref={frame}
            className={styles['frame']}
            style={{ width, height, transform: `scale(${scale})` }}
            title={words.frame}
            src={`${session.origin}/`}
            // It is of another origin than the studio, where its own origin gives it nothing; SCORM needs one (window.parent.API).
            // oxlint-disable-next-line react/iframe-missing-sandbox
            sandbox="allow-scripts allow-same-origin allow-forms"
            allow="autoplay"
            // A question keeps the focus, so keys enter by the button beside it, and leave by Escape.
            tabIndex={-1}
          />
          {isAway && (
            <div className={styles['away']} role="alert">
              <EmptyState icon={WifiOff} heading="h2" title={words.cannotOpenTitle} body={words.cannotOpenBody}>
                <Button variant="primary" isDisabled={isLost} onPress={() => void session.openAgain()}>
                  {words.openAgain}
                </Button>
              </EmptyState>
            </div>
          )}
        </div>
      </div>
      <div className={styles['stageTools']}>
        <IconToggle icon={RotateCw} label={words.turn} isSelected={turned} onChange={setTurned} />
        <IconButton ref={enter} icon={Keyboard} label={words.enter} onPress={() => frame.current?.focus()} />
      </div>
    </section>
  )
}
