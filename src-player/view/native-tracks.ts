import { nameLanguage } from '#shared/base/name-language.ts'
import type { PlayerCaptionTrack } from '#shared/quiz/player-lesson.ts'

/**
 * The cues once more as text tracks, made from data because local pages may load no files: hidden while the player draws
 * them, shown by the system's own player where a phone takes the video full screen.
 */
export function addNativeTracks(video: HTMLVideoElement, tracks: readonly PlayerCaptionTrack[]): void {
  if (typeof VTTCue === 'undefined') return
  const added = tracks.map((source) => {
    const track = video.addTextTrack(source.kind, source.label || nameLanguage(source.language), source.language)
    for (const cue of source.cues) track.addCue(new VTTCue(cue.startMs / 1000, cue.endMs / 1000, escapeCue(cue.text)))
    track.mode = 'hidden'
    return track
  })
  const first = added[0]
  if (!first) return
  video.addEventListener('webkitbeginfullscreen', () => (first.mode = 'showing'))
  video.addEventListener('webkitendfullscreen', () => (first.mode = 'hidden'))
}

/** WebVTT reads `<` as a tag. */
function escapeCue(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
