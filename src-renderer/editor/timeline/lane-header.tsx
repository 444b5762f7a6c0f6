import { memo, useRef, useState } from 'react'
import {
  Captions,
  CircleHelp,
  Clapperboard,
  Eye,
  EyeOff,
  Headphones,
  Layers,
  Lock,
  LockOpen,
  Mic,
  MoreHorizontal,
  Music,
  PictureInPicture2,
  Sparkles,
  Volume2,
  VolumeX,
} from 'lucide-react'
import { ToggleButton, Toolbar } from 'react-aria-components'
import { afterMenu, ContextMenu, type MenuPoint } from '#renderer/ui/context-menu.tsx'
import type { Icon } from '#renderer/ui/icon.ts'
import type { MenuEntry } from '#renderer/ui/overlays.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import { deleteTrack, reorderTrack, setTrack } from '#shared/edit/commands/tracks.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Track } from '#shared/project/schema/clip.ts'
import { useEditor } from '../editor-context.tsx'
import type { Lane } from './lanes.ts'
import { NameInput } from './name-input.tsx'
import styles from './header.module.css'

const words = text.timeline.track

/** Not the lane itself: its items change with every edit. */
type LaneHeaderProps = { readonly kind: Lane['kind']; readonly name: string; readonly track: Track | null }

/** Name and switches of a lane, to the left of it. */
export const LaneHeader = memo(function LaneHeader({ kind, name, track }: LaneHeaderProps) {
  const IconShape = icons[iconOf(kind, track)]
  const [renaming, setRenaming] = useState(false)
  const [menu, setMenu] = useState<MenuPoint | null>(null)
  const more = useRef<HTMLButtonElement>(null)
  const hasMenu = track !== null && track.band !== 'main'
  return (
    <div
      className={styles['header']}
      data-kind={kind}
      onContextMenu={(event) => {
        if (!hasMenu) return
        event.preventDefault()
        setMenu({ x: event.clientX, y: event.clientY })
      }}
    >
      <IconShape size={14} aria-hidden />
      {renaming && track ? (
        <TrackName track={track} onDone={() => setRenaming(false)} />
      ) : (
        <span className={styles['headerName']} title={name} onDoubleClick={() => setRenaming(hasMenu)}>
          {name}
        </span>
      )}
      {track && (
        <Toolbar className={styles['switches'] ?? ''} aria-label={words.header(name)}>
          <Switches track={track} name={name} />
          {hasMenu && (
            <ToggleButton
              ref={more}
              className={styles['switch'] ?? ''}
              aria-label={words.menu(name)}
              aria-haspopup="menu"
              isSelected={menu !== null}
              onPress={() => {
                const box = more.current?.getBoundingClientRect()
                if (box) setMenu({ x: box.left, y: box.bottom })
              }}
            >
              <MoreHorizontal size={14} aria-hidden />
            </ToggleButton>
          )}
        </Toolbar>
      )}
      {hasMenu && menu && (
        <TrackMenu track={track} point={menu} onClose={() => setMenu(null)} onRename={() => setRenaming(true)} />
      )}
    </div>
  )
})

const icons = {
  clips: Clapperboard,
  captions: Captions,
  questions: CircleHelp,
  overlays: Layers,
  pictures: PictureInPicture2,
  music: Music,
  effects: Sparkles,
  voice: Mic,
} as const satisfies Record<string, Icon>

function iconOf(kind: Lane['kind'], track: Track | null): keyof typeof icons {
  if (kind !== 'track' || !track) return kind === 'track' ? 'voice' : kind
  if (track.band === 'overlays') return 'overlays'
  if (track.band === 'picture-in-picture') return 'pictures'
  return track.role === 'music' || track.role === 'effects' ? track.role : 'voice'
}

function Switches({ track, name }: { readonly track: Track; readonly name: string }) {
  const isHeard = track.band !== 'overlays'
  const isSeen = track.band === 'overlays' || track.band === 'picture-in-picture'
  return (
    <>
      {isHeard && <Switch track={track} field="muted" label={words.mute(name)} on={VolumeX} off={Volume2} />}
      {isHeard && <Switch track={track} field="solo" label={words.solo(name)} on={Headphones} off={Headphones} />}
      {isSeen && <Switch track={track} field="hidden" label={words.hide(name)} on={EyeOff} off={Eye} />}
      <Switch track={track} field="locked" label={words.lock(name)} on={Lock} off={LockOpen} />
    </>
  )
}

type SwitchProps = {
  readonly track: Track
  readonly field: 'muted' | 'solo' | 'locked' | 'hidden'
  readonly label: string
  readonly on: Icon
  readonly off: Icon
}

function Switch({ track, field, label, on: On, off: Off }: SwitchProps) {
  const editor = useEditor()
  const isOn = track[field]
  return (
    <ToggleButton
      className={styles['switch'] ?? ''}
      aria-label={label}
      data-field={field}
      isSelected={isOn}
      onChange={(next) => editor.run(setTrack, { trackId: track.id, changes: { [field]: next } })}
    >
      {isOn ? <On size={14} aria-hidden /> : <Off size={14} aria-hidden />}
    </ToggleButton>
  )
}

function TrackName({ track, onDone }: { readonly track: Track; readonly onDone: () => void }) {
  const editor = useEditor()
  return (
    <NameInput
      label={words.name}
      name={track.name}
      className={styles['headerField'] ?? ''}
      inputClassName={styles['headerInput'] ?? ''}
      onName={(name) => {
        if (name !== '') editor.run(setTrack, { trackId: track.id, changes: { name } })
      }}
      onDone={onDone}
    />
  )
}

type TrackMenuProps = {
  readonly track: Track
  readonly point: MenuPoint
  readonly onClose: () => void
  readonly onRename: () => void
}

function TrackMenu({ track, point, onClose, onRename }: TrackMenuProps) {
  const editor = useEditor()
  const { id: trackId, name } = track
  // Sound is listed from the top down, pictures from the front to the back.
  const up = track.band === 'audio' ? -1 : 1
  const entries: readonly MenuEntry[] = [
    { id: 'rename', label: words.rename, onAction: () => afterMenu(onRename) },
    { id: 'up', label: words.up, onAction: () => editor.run(reorderTrack, { trackId, by: up }) },
    { id: 'down', label: words.down, onAction: () => editor.run(reorderTrack, { trackId, by: up === 1 ? -1 : 1 }) },
    {
      id: 'remove',
      label: words.remove,
      danger: true,
      onAction: () => {
        if (editor.run(deleteTrack, { trackId })) showToast(words.removed(name))
      },
    },
  ]
  return <ContextMenu label={words.menu(name)} point={point} entries={entries} onClose={onClose} />
}
