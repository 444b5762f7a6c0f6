import { Trash2 } from 'lucide-react'
import { IconButton } from '#renderer/ui/button.tsx'
import { Checkbox, Slider } from '#renderer/ui/choices.tsx'
import { deleteTrack, setTrack } from '#shared/edit/commands/tracks.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Track } from '#shared/project/schema/clip.ts'
import { trackKind } from '#shared/project/track-kinds.ts'
import { useDocument, useEditor } from '../editor-context.tsx'
import styles from './inspector.module.css'

const words = text.clipSettings.tracks
const minGainDb = -30
const maxGainDb = 12

/** Music, voices, sounds and pictures beside the clips, with their loudness. */
export function TrackList() {
  const { tracks } = useDocument()
  const beside = Object.values(tracks)
    .filter((track) => trackKind(track) !== null)
    .toSorted((a, b) => a.order - b.order)
  return (
    <section className={styles['section']} aria-label={words.title}>
      <h3 className={styles['subheading']}>{words.title}</h3>
      {beside.length === 0 && <p className={styles['hint']}>{words.empty}</p>}
      {beside.map((track) => (
        <TrackSettings key={track.id} track={track} />
      ))}
    </section>
  )
}

function TrackSettings({ track }: { readonly track: Track }) {
  const editor = useEditor()
  const { clips } = useDocument()
  const count = Object.values(clips).filter(({ trackId }) => trackId === track.id).length
  const change = (changes: Parameters<typeof setTrack.run>[1]['changes']): void => {
    editor.run(setTrack, { trackId: track.id, changes }, { mergeKey: `track:${track.id}:${Object.keys(changes).join()}` })
  }
  return (
    <fieldset className={styles['area']} aria-label={track.name}>
      <div className={styles['row']}>
        <strong>{track.name}</strong>
        <span className={styles['hint']}>{words.clips(count)}</span>
        <IconButton
          icon={Trash2}
          label={words.remove(track.name)}
          onPress={() => editor.run(deleteTrack, { trackId: track.id })}
        />
      </div>
      <Slider
        label={words.volume}
        value={track.gainDb}
        min={minGainDb}
        max={maxGainDb}
        step={1}
        format={text.inspector.clip.volumeValue}
        disabled={track.muted}
        onChange={(gainDb) => change({ gainDb })}
      />
      <Checkbox label={words.mute} checked={track.muted} onChange={(muted) => change({ muted })} />
      {track.band === 'audio' && <Checkbox label={words.duck} checked={track.ducked} onChange={(ducked) => change({ ducked })} />}
    </fieldset>
  )
}
