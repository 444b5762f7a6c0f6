import { castDraft } from 'immer'
import { createCaptionTrack } from '../../project/defaults.ts'
import type { AssetId, CaptionId, CaptionTrackId, ClipId } from '../../project/ids.ts'
import type { LessonDocument } from '../../project/schema/document.ts'
import { captionStretch } from '../../project/place-caption.ts'
import type { Clip } from '../../project/schema/clip.ts'
import type { Caption } from '../../project/schema/text.ts'
import type { SpokenWord } from '../../speech/transcript.ts'
import { ticks, type Ticks } from '../../time/ticks.ts'
import { done, refuse, type Command, type CommandContext, type LessonDraft } from '../command.ts'
import { captionRun, runStretch, speakingRuns, type ClipRun, type PlacedWord, type ShotCuts } from '../place-speech.ts'
import { readDraft } from '../places.ts'

/** What was heard in a medium, by start time, and where its shots change, as far as that is known; both on its own clock. */
export type HeardWords = {
  readonly assetId: AssetId
  readonly words: readonly SpokenWord[]
  readonly shotCuts?: readonly Ticks[]
}

/**
 * Captions every clip of the main track that plays one of the media, in place of the captions that are there and not marked as done.
 * Captions over other media stay. The track is made where none is named.
 */
export const captionSpeech: Command<{
  readonly track: CaptionTrackId | { readonly language: string }
  readonly heard: readonly HeardWords[]
}> = {
  label: 'caption-speech',
  run(draft, { track, heard }, context) {
    const captionTrackId = typeof track === 'string' ? track : makeTrack(draft, track.language, context)
    const before = readDraft(draft)
    const wordsOf = new Map(heard.map(({ assetId, words }) => [assetId, words]))
    const runs = speakingRuns(before).filter(([{ assetId }]) => wordsOf.has(assetId))
    const meant = new Set(runs.flat().map(({ id }) => id))
    const shares = shareUnplayed(runs, clipsNotHeard(before, meant))
    return replace(draft, captionTrackId, context, {
      isReplaced: ({ anchor }) => anchor.kind === 'clip' && meant.has(anchor.clipId),
      words: runs.map((run) => ({
        run,
        words: (wordsOf.get(run[0].assetId) ?? [])
          .filter((word) => shares(run, word))
          .map((word) => ({ ...word, speaker: '', emphasis: [] })),
      })),
      cuts: new Map(heard.map(({ assetId, shotCuts = [] }) => [assetId, shotCuts])),
    })
  },
}

/**
 * Divides the timed words of a track's captions anew, by its lines and the audience as they are now. Captions that are marked as done,
 * and those without timed words, stay as they are. `shotCuts` by medium, on its clock.
 */
export const divideSpeechAgain: Command<{ readonly captionTrackId: CaptionTrackId; readonly shotCuts?: ShotCuts }> = {
  label: 'divide-speech',
  run(draft, { captionTrackId, shotCuts = new Map() }, context) {
    const before = readDraft(draft)
    const meant = divisibleCaptions(before, captionTrackId)
    const words = wordsByClip(meant)
    return replace(draft, captionTrackId, context, {
      isReplaced: (caption) => meant.has(caption),
      words: speakingRuns(before).flatMap((run) => {
        const spoken = run.flatMap(({ id }) => words.get(id) ?? [])
        return spoken.length === 0 ? [] : [{ run, words: spoken.toSorted((a, b) => a.startTicks - b.startTicks) }]
      }),
      cuts: shotCuts,
    })
  },
}

/** Whether there may be something that `divideSpeechAgain` would divide. */
export function canDivideAgain(captions: readonly Pick<Caption, 'words' | 'done'>[]): boolean {
  return captions.some(({ words, done: isDone }) => words.length > 0 && !isDone)
}

/** Those with timed words, over a clip that is heard. One that a kept caption lies over is kept, too: its words would have no place. */
function divisibleCaptions(document: LessonDocument, captionTrackId: CaptionTrackId): ReadonlySet<Caption> {
  const speaking = new Set(speakingRuns(document).flatMap((run) => run.map(({ id }) => id)))
  const all = Object.values(document.captions).filter((caption) => caption.captionTrackId === captionTrackId)
  const isFree = ({ anchor, done: isDone, words }: Caption): boolean =>
    anchor.kind === 'clip' && speaking.has(anchor.clipId) && !isDone && words.length > 0
  const kept = all.filter((caption) => !isFree(caption)).map((caption) => captionStretch(document, caption))
  return new Set(
    all.filter((caption) => {
      if (!isFree(caption)) return false
      const { startTicks, endTicks } = captionStretch(document, caption)
      return !kept.some((span) => span.startTicks < endTicks && span.endTicks > startTicks)
    }),
  )
}

function wordsByClip(captions: Iterable<Caption>): ReadonlyMap<ClipId, readonly PlacedWord[]> {
  const byClip = new Map<ClipId, PlacedWord[]>()
  for (const { anchor, words, speaker, emphasis = [] } of captions) {
    if (anchor.kind !== 'clip') continue
    const spoken = words.map(({ text, offsetTicks, durationTicks, confidence }) => {
      const startTicks = ticks(anchor.sourceTicks + offsetTicks)
      return { text, startTicks, endTicks: ticks(startTicks + durationTicks), confidence, speaker, emphasis }
    })
    const known = byClip.get(anchor.clipId)
    if (known) known.push(...spoken)
    else byClip.set(anchor.clipId, spoken)
  }
  return byClip
}

type Plan = {
  readonly isReplaced: (caption: Caption) => boolean
  readonly words: readonly { readonly run: ClipRun; readonly words: readonly PlacedWord[] }[]
  readonly cuts: ShotCuts
}

function replace(
  draft: LessonDraft,
  captionTrackId: CaptionTrackId,
  context: CommandContext,
  { isReplaced, words, cuts }: Plan,
): ReturnType<typeof done> {
  const before = readDraft(draft)
  const track = before.captionTracks[captionTrackId]
  if (!track) return refuse('edit.gone', { what: 'caption track' })
  const kept: Caption[] = []
  /** By what they say: a caption that comes out as it was stays the same one, for translations and the selection. */
  const replaced = new Map<string, CaptionId[]>()
  for (const caption of Object.values(before.captions)) {
    if (caption.captionTrackId !== captionTrackId) continue
    if (caption.done || !isReplaced(caption)) kept.push(caption)
    else {
      replaced.set(sayingOf(caption), [...(replaced.get(sayingOf(caption)) ?? []), caption.id])
      delete draft.captions[caption.id]
    }
  }
  for (const { run, words: spoken } of words) {
    for (const caption of captionRun(before, track, run, spoken, kept, cuts.get(run[0].assetId))) {
      const id = replaced.get(sayingOf(caption))?.shift() ?? (context.newId() as CaptionId)
      draft.captions[id] = castDraft({ ...caption, id })
    }
  }
  return done()
}

function sayingOf({ anchor, text }: Pick<Caption, 'anchor' | 'text'>): string {
  return `${anchor.kind === 'clip' ? anchor.clipId : ''} ${text}`
}

/** How far a word is from what a run plays of its media; zero where it is played. */
function distance(run: ClipRun, { startTicks, endTicks }: SpokenWord): number {
  const stretch = runStretch(run)
  const middle = (startTicks + endTicks) / 2
  if (middle < stretch.startTicks) return stretch.startTicks - middle
  // One that begins exactly where the run ends is not played.
  return middle < stretch.endTicks ? 0 : middle - stretch.endTicks + 1
}

/** Of the main track: muted or backwards, they keep the captions they have. */
function clipsNotHeard({ mainTrack, clips }: LessonDocument, heard: ReadonlySet<ClipId>): readonly Clip[] {
  const played = mainTrack.flatMap((item) => (item.kind === 'clip' ? (clips[item.clipId] ?? []) : []))
  return played.filter(({ id, freezeTicks }) => freezeTicks === null && !heard.has(id))
}

/**
 * Words that a run plays are its own; those that no clip plays wait at the run that stands nearest to them in the media. What a clip
 * that is `notHeard` plays waits nowhere: it would be there twice as soon as that clip is heard again.
 */
function shareUnplayed(runs: readonly ClipRun[], notHeard: readonly Clip[]): (run: ClipRun, word: SpokenWord) => boolean {
  return (run, word) => {
    const own = distance(run, word)
    if (own === 0) return true
    if (notHeard.some((clip) => clip.assetId === run[0].assetId && distance([clip], word) === 0)) return false
    const others = runs.filter((other) => other !== run && other[0].assetId === run[0].assetId)
    return others.every((other) => {
      const theirs = distance(other, word)
      return own < theirs || (own === theirs && runs.indexOf(run) < runs.indexOf(other))
    })
  }
}

function makeTrack(draft: LessonDraft, language: string, context: CommandContext): CaptionTrackId {
  const id = context.newId() as CaptionTrackId
  const order = Math.max(-1, ...Object.values(draft.captionTracks).map((track) => track.order)) + 1
  draft.captionTracks[id] = castDraft({ ...createCaptionTrack(id, language, readDraft(draft).brandKit?.captionStyle), order })
  return id
}
