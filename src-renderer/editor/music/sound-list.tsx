import { useEffect, useRef } from 'react'
import { Play, Square } from 'lucide-react'
import { GridList, GridListItem } from 'react-aria-components'
import { useStore } from 'zustand'
import { IconButton } from '#renderer/ui/button.tsx'
import type { Icon } from '#renderer/ui/icon.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Listenable, SoundPlayer } from './sound-player.ts'
import styles from './music.module.css'

const words = text.music

export type SoundRow = Listenable & {
  readonly name: string
  readonly facts: string
  /** Null while they are not known. */
  readonly peaks: readonly number[] | null
  readonly actions: readonly { readonly id: string; readonly label: string; readonly icon: Icon; readonly run: () => void }[]
}

type SoundListProps = { readonly label: string; readonly rows: readonly SoundRow[]; readonly player: SoundPlayer }

/** Sounds below each other: one tab stop, arrow keys between them, Enter listens, the arrow to the side leads to the buttons. */
export function SoundList({ label, rows, player }: SoundListProps) {
  const playingId = useStore(player.store, (state) => state.playingId)
  const failedId = useStore(player.store, (state) => state.failedId)
  return (
    <GridList
      aria-label={label}
      className={styles['list'] ?? ''}
      items={rows}
      dependencies={[playingId, failedId]}
      selectionMode="none"
      onAction={(key) => {
        const row = rows.find(({ id }) => id === key)
        if (row) player.toggle(row)
      }}
    >
      {(row) => {
        const isPlaying = row.id === playingId
        return (
          <GridListItem
            id={row.id}
            textValue={`${row.name}, ${row.facts}`}
            className={styles['row'] ?? ''}
            data-playing={isPlaying || undefined}
          >
            <IconButton
              icon={isPlaying ? Square : Play}
              label={isPlaying ? words.stop(row.name) : words.play(row.name)}
              onPress={() => player.toggle(row)}
            />
            <span className={styles['body']}>
              <span className={styles['name']}>{row.name}</span>
              <span className={styles['facts']}>{row.facts}</span>
              <Wave peaks={row.peaks} player={isPlaying ? player : null} />
              {row.id === failedId && (
                <span className={styles['problem']} role="alert">
                  {words.unplayable}
                </span>
              )}
            </span>
            <span className={styles['actions']}>
              {row.actions.map(({ id, label: name, icon, run }) => (
                <IconButton key={id} icon={icon} label={name} onPress={run} />
              ))}
            </span>
          </GridListItem>
        )
      }}
    </GridList>
  )
}

const height = 24

/** The real loudness of a sound; what was heard of it is coloured while it plays. */
function Wave({ peaks, player }: { readonly peaks: readonly number[] | null; readonly player: SoundPlayer | null }) {
  const played = useRef<SVGPathElement>(null)
  useEffect(() => {
    const path = played.current
    if (!player || !path) return
    let frame = 0
    const draw = (): void => {
      path.style.clipPath = `inset(0 ${(1 - player.fraction) * 100}% 0 0)`
      frame = requestAnimationFrame(draw)
    }
    draw()
    return () => cancelAnimationFrame(frame)
  }, [player])
  if (!peaks || peaks.length === 0) return <span className={styles['wave']} />
  const shape = peaks
    .map((peak, index) => {
      const half = Math.max(0.5, (peak * height) / 2)
      return `M${index * 3 + 1} ${height / 2 - half}V${height / 2 + half}`
    })
    .join('')
  return (
    <svg className={styles['wave']} viewBox={`0 0 ${peaks.length * 3} ${height}`} preserveAspectRatio="none" aria-hidden>
      <path d={shape} className={styles['bars']} />
      {player && <path ref={played} d={shape} className={styles['heard']} />}
    </svg>
  )
}
