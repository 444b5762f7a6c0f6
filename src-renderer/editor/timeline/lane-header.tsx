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
import { Input, TextField, ToggleButton, Toolbar } from 'react-aria-components'
import { ContextMenu, type MenuPoint } from '#renderer/ui/context-menu.tsx'
import type { Icon } from '#renderer/ui/icon.ts'
import type { MenuEntry } from '#renderer/ui/overlays.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import { deleteTrack, reorderTrack, setTrack } from '#shared/edit/commands/tracks.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Track } from '#shared/project/schema/clip.ts'
import { useEditor } from '../editor-context.tsx'
import { laneName, type Lane } from './lanes.ts'
import styles from './header.module.css'

const words = text.timeline.track

/** Name and switches of a lane, to the left of it. */
export const LaneHeader = memo(function LaneHeader({ lane }: { readonly lane: Lane }) {
  const name = laneName(lane)
  const IconShape = icons[iconOf(lane)]
  const track = 'track' in lane ? lane.track : null
  const [renaming, setRenaming] = useState(false)
  const [menu, setMenu] = useState<MenuPoint | null>(null)
  const more = useRef<HTMLButtonElement>(null)
  const hasMenu = track !== null && track.band !== 'main'
  return (
    <div
      className={styles['header']}
      data-kind={lane.kind}
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

function iconOf(lane: Lane): keyof typeof icons {
  if (lane.kind !== 'track') return lane.kind
  const { band, role } = lane.track
  if (band === 'overlays') return 'overlays'
  if (band === 'picture-in-picture') return 'pictures'
  return role === 'music' || role === 'effects' ? role : 'voice'
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

/** In place of the name; Enter and leaving it keep what was typed, Escape does not. */
function TrackName({ track, onDone }: { readonly track: Track; readonly onDone: () => void }) {
  const editor = useEditor()
  const [name, setName] = useState(track.name)
  const keep = (): void => {
    const changed = name.trim()
    if (changed !== '' && changed !== track.name) editor.run(setTrack, { trackId: track.id, changes: { name: changed } })
    onDone()
  }
  return (
    <TextField
      className={styles['headerField'] ?? ''}
      aria-label={words.name}
      value={name}
      onChange={setName}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep()
        if (event.key === 'Escape') onDone()
      }}
    >
      <Input className={styles['headerInput'] ?? ''} ref={(input) => input?.select()} />
    </TextField>
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
    { id: 'rename', label: words.rename, onAction: onRename },
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
