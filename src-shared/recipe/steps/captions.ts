import { captionSpeech } from '../../edit/commands/caption-speech.ts'
import { importCaptions, setCaptionStyle } from '../../edit/commands/caption-tracks.ts'
import { compileStyle } from '../../lesson/compile-captions.ts'
import type { CaptionTrackId } from '../../project/ids.ts'
import { ownClips, refuseRow, run, type Making } from '../making.ts'
import type { StepOf } from '../recipe-schema.ts'

/** Captions of the row's whole clip; cuts that come later take theirs along. */
export function caption(making: Making, step: StepOf<'captions'>): void {
  const before = new Set(Object.keys(making.document.captionTracks))
  if (step.from === 'file') fromFile(making, step)
  else fromSpeech(making, step)
  const made = Object.values(making.document.captionTracks).find(({ id }) => !before.has(id))
  if (made && step.style) restyle(making, made.id, step)
}

function fromFile(making: Making, step: StepOf<'captions'>): void {
  const cues = step.file === undefined ? undefined : making.facts.captions.get(step.file)
  if (!cues) {
    if (step.optional) return void making.warnings.push('There are no captions for this clip.')
    return refuseRow('captions.file', 'names no caption file for this row')
  }
  const [clipId] = ownClips(making)
  if (clipId === undefined) return
  const { kind = 'captions', language = making.document.metadata.language } = step
  run(making, 'captions', importCaptions, { track: { language, kind }, cues, clipId })
}

function fromSpeech(making: Making, { language = making.document.metadata.language, optional }: StepOf<'captions'>): void {
  const { heard } = making.facts
  if (!heard || heard.words.length === 0) {
    if (optional) return void making.warnings.push('Nothing is said in this clip, so it has no captions.')
    return refuseRow('captions', 'nothing is said in this clip')
  }
  run(making, 'captions', captionSpeech, {
    track: { language },
    heard: [{ assetId: making.clipAsset.id, words: heard.words, shotCuts: heard.shotCuts }],
  })
}

function restyle(making: Making, captionTrackId: CaptionTrackId, { style }: StepOf<'captions'>): void {
  run(making, 'captions.style', setCaptionStyle, { captionTrackId, changes: compileStyle({ captionStyle: style }) })
}
