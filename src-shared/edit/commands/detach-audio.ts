import { castDraft } from 'immer'
import { defaultPicture } from '../../project/defaults.ts'
import type { ClipId, TrackId } from '../../project/ids.ts'
import type { Anchor } from '../../project/schema/time.ts'
import { deriveTimeline } from '../../project/timeline.ts'
import { done, refuse, type Command } from '../command.ts'
import { freeTrack } from '../free-track.ts'
import { readDraft } from '../places.ts'

/** Plays the sound of a main track clip as a clip of its own on a voice-over track, anchored to it, and mutes the clip; selects the sound. */
export const detachAudio: Command<{ readonly clipId: ClipId }> = {
  label: 'detach-audio',
  run(draft, { clipId }, { newId }) {
    const before = readDraft(draft)
    const clip = before.clips[clipId]
    const target = draft.clips[clipId]
    const asset = clip && before.assets[clip.assetId]
    const span = deriveTimeline(before).clipSpans.get(clipId)
    if (!clip || !target || !asset || !span || clip.anchor !== null) return refuse('edit.gone', { what: 'clip' })
    if (!asset.interpretation?.audio || clip.freezeTicks !== null) return refuse('edit.no-sound', { file: asset.fileName })
    if (clip.sound.muted) return refuse('edit.sound-off', {})
    const track = freeTrack(before, 'voice-over', span, () => newId() as TrackId)
    draft.tracks[track.id] ??= castDraft(track)
    const id = newId() as ClipId
    const sourceTicks = clip.reversed ? clip.sourceOutTicks : clip.sourceInTicks
    const anchor: Anchor = { kind: 'clip', clipId, sourceTicks }
    draft.clips[id] = castDraft({ ...clip, id, trackId: track.id, anchor, picture: defaultPicture, groupId: null, slotId: null })
    target.sound.muted = true
    return done([], [{ kind: 'clip', id }])
  },
}
