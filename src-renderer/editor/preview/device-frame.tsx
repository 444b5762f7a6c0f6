import type { CSSProperties, ReactNode } from 'react'
import { useStore } from 'zustand'
import { themeStore } from '#renderer/ui/theme.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { CanvasSize } from '#shared/project/schema/document.ts'
import { safeEdges } from '../canvas/snap.ts'
import { useSafeChoice, type Device } from '../canvas/view-choices.ts'
import styles from './preview.module.css'

/** Width over height of the screens that lessons are mostly watched on. */
const screenRatio = { phone: 9 / 16, tablet: 3 / 4, desktop: 16 / 10 } as const

/** What a lesson of this shape is watched on. */
export function deviceFor({ width, height }: CanvasSize): Device {
  return height > width ? 'phone' : 'plain'
}

type Props = { readonly canvas: CanvasSize; readonly children: ReactNode }

/** The picture as it sits on the screen of a device, as large as there is room. */
export function DeviceFrame({ canvas, children }: Props) {
  const choice = useStore(themeStore, (settings) => settings.device)
  const device = choice ?? deviceFor(canvas)
  const ratio = canvas.width / canvas.height
  // The keys keep the picture's element when another device is chosen: what draws on it holds on to it.
  const screen = device === 'plain' ? ratio : screenRatio[device]
  return (
    <div className={styles['device']} data-device={device} style={ratioStyle(screen)}>
      <div className={styles['frame']} style={ratioStyle(ratio)}>
        {children}
      </div>
    </div>
  )
}

function ratioStyle(ratio: number): CSSProperties {
  return { '--ratio': ratio } as CSSProperties
}

/** Shades what a platform puts its own buttons and words over. */
export function SafeZones({ canvas }: { readonly canvas: CanvasSize }) {
  const safe = useSafeChoice()
  if (safe === 'off') return null
  const { left, right, top, bottom } = safeEdges(canvas, safe)
  const across = (x: number): string => `${(x / canvas.width) * 100}%`
  const down = (y: number): string => `${(y / canvas.height) * 100}%`
  const free = {
    left: across(left),
    top: down(top),
    width: across(right - left),
    height: down(bottom - top),
  }
  const { covered, safes } = text.canvas.view
  return (
    <div className={styles['zones']}>
      <div className={styles['free']} style={free} aria-hidden />
      <p className={styles['covered']}>{covered(safes[safe])}</p>
    </div>
  )
}
