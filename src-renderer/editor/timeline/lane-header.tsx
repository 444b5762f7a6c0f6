import { memo, useRef, useState } from 'react'
import { Captions, CircleHelp, Clapperboard, Layers, Mic, MoreHorizontal, Music, PictureInPicture2, Sparkles } from 'lucide-react'
import { ToggleButton, Toolbar } from 'react-aria-components'
import { afterMenu, ContextMenu, type MenuPoint } from '#renderer/ui/context-menu.tsx'
import type { Icon } from '#renderer/ui/icon.ts'
import type { MenuEntry } from '#renderer/ui/overlays.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import { deleteTrack, setTrack } from '#shared/edit/commands/tracks.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Track } from '#shared/project/schema/clip.ts'
import type { CaptionTrack } from '#shared/project/schema/text.ts'
import { useEditor } from '../editor-context.tsx'
import { CaptionSwitches, QuestionSwitches, TrackSwitches } from './lane-switches.tsx'
import type { Lane } from './lanes.ts'
import { moveTrack, useTrackDrag } from './move-tracks.ts'
import { NameInput } from './name-input.tsx'
import styles from './header.module.css'

const words = text.timeline.track

/** Not the lane itself: its items change with every edit. */
type LaneHeaderProps = {
  readonly kind: Lane['kind']
  readonly name: string
  readonly track: Track | null
  readonly captionTrack: CaptionTrack | null
  /** Of questions, which stand on no track. */
  readonly locked: boolean
}

/** Name and switches of a lane, to the left of it. */
export const LaneHeader = memo(function LaneHeader({ kind, name, track, captionTrack, locked }: LaneHeaderProps) {
  const IconShape = icons[iconOf(kind, track)]
  const [renaming, setRenaming] = useState(false)
  const [menu, setMenu] = useState<MenuPoint | null>(null)
  const more = useRef<HTMLButtonElement>(null)
  const hasMenu = track !== null && track.band !== 'main'
  const { isDragged, press } = useTrackDrag(track)
  return (
    <div
      className={styles['header']}
      data-kind={kind}
      data-movable={(hasMenu && !renaming) || undefined}
      data-dragging={isDragged || undefined}
      onPointerDown={(event) => {
        if (hasMenu && !renaming && !isSwitch(event.target)) press(event)
      }}
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
      <Toolbar className={styles['switches'] ?? ''} aria-label={words.header(name)}>
        {track && <TrackSwitches track={track} name={name} />}
        {captionTrack && <CaptionSwitches track={captionTrack} name={name} />}
        {kind === 'questions' && <QuestionSwitches locked={locked} name={name} />}
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
      {hasMenu && menu && (
        <TrackMenu track={track} point={menu} onClose={() => setMenu(null)} onRename={() => setRenaming(true)} />
      )}
    </div>
  )
})

const isSwitch = (target: EventTarget): boolean => target instanceof Element && target.closest('button, input') !== null

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
  const entries: readonly MenuEntry[] = [
    { id: 'rename', label: words.rename, onAction: () => afterMenu(onRename) },
    { id: 'up', label: words.up, onAction: () => moveTrack(editor, track, -1) },
    { id: 'down', label: words.down, onAction: () => moveTrack(editor, track, 1) },
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
