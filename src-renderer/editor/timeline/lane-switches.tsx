import { Eye, EyeOff, Headphones, Lock, LockOpen, Volume2, VolumeX } from 'lucide-react'
import { ToggleButton } from 'react-aria-components'
import type { Icon } from '#renderer/ui/icon.ts'
import { setCaptionTrack } from '#shared/edit/commands/caption-tracks.ts'
import { lockQuestions, setTrack } from '#shared/edit/commands/tracks.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Track } from '#shared/project/schema/clip.ts'
import type { CaptionTrack } from '#shared/project/schema/text.ts'
import { useEditor, useView } from '../editor-context.tsx'
import { useCaptionsHidden } from './lane-hidden.ts'
import styles from './header.module.css'

const words = text.timeline.track

type Field = 'muted' | 'solo' | 'locked' | 'hidden'

const icons = {
  muted: [VolumeX, Volume2],
  solo: [Headphones, Headphones],
  hidden: [EyeOff, Eye],
  locked: [Lock, LockOpen],
} as const satisfies Record<Field, readonly [Icon, Icon]>

export function TrackSwitches({ track, name }: { readonly track: Track; readonly name: string }) {
  const editor = useEditor()
  const isHeard = track.band !== 'overlays'
  const isSeen = track.band === 'overlays' || track.band === 'picture-in-picture'
  const common = (field: Field) => ({
    field,
    isOn: track[field],
    onChange: (next: boolean) => editor.run(setTrack, { trackId: track.id, changes: { [field]: next } }),
  })
  return (
    <>
      {isHeard && <Switch {...common('muted')} label={words.mute(name)} />}
      {isHeard && <Switch {...common('solo')} label={words.solo(name)} />}
      {isSeen && <Switch {...common('hidden')} label={words.hide(name)} />}
      <Switch {...common('locked')} label={words.lock(name)} />
    </>
  )
}

/** Which captions the preview shows is chosen here as in the captions panel; a lesson shows those of one track at a time. */
export function CaptionSwitches({ track, name }: { readonly track: CaptionTrack; readonly name: string }) {
  const editor = useEditor()
  const isHidden = useCaptionsHidden(track.id)
  return (
    <>
      <Switch
        field="hidden"
        label={words.hideInPreview(name)}
        isOn={isHidden}
        onChange={(hide) => editor.view.setState({ shownCaptions: hide ? 'none' : track.id })}
      />
      <Switch
        field="locked"
        label={words.lock(name)}
        isOn={track.locked ?? false}
        onChange={(locked) => editor.run(setCaptionTrack, { captionTrackId: track.id, changes: { locked } })}
      />
    </>
  )
}

export function QuestionSwitches({ locked, name }: { readonly locked: boolean; readonly name: string }) {
  const editor = useEditor()
  const isHidden = useView((view) => view.questionsHidden)
  return (
    <>
      <Switch
        field="hidden"
        label={words.hideInPreview(name)}
        isOn={isHidden}
        onChange={(questionsHidden) => editor.view.setState({ questionsHidden })}
      />
      <Switch
        field="locked"
        label={words.lock(name)}
        isOn={locked}
        onChange={(next) => editor.run(lockQuestions, { locked: next })}
      />
    </>
  )
}

type SwitchProps = {
  readonly field: Field
  readonly label: string
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => unknown
}

function Switch({ field, label, isOn, onChange }: SwitchProps) {
  const [On, Off] = icons[field]
  return (
    <ToggleButton
      className={styles['switch'] ?? ''}
      aria-label={label}
      data-field={field}
      isSelected={isOn}
      onChange={(next) => void onChange(next)}
    >
      {isOn ? <On size={14} aria-hidden /> : <Off size={14} aria-hidden />}
    </ToggleButton>
  )
}
