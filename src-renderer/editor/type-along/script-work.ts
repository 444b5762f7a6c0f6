import { call } from '#renderer/ipc/client.ts'
import { announce } from '#renderer/ui/announcer.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import { captionFromScript } from '#shared/edit/commands/script-captions.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { deriveTimeline, sourceToTimeline, type Span } from '#shared/project/timeline.ts'
import { alignScript, type AlignedScript } from '#shared/speech/align-script.ts'
import { alignToPauses } from '#shared/speech/align-to-pauses.ts'
import type { SpeechModelId } from '#shared/speech/models.ts'
import type { SpokenWord } from '#shared/speech/transcript.ts'
import { ensureCaptionTrack } from '../captions/open-track.ts'
import { tellWithUndo } from '../captions/tell-with-undo.ts'
import type { LessonEditor } from '../lesson-editor.ts'
import { assetsToHear } from '../speech/clip-captioning.ts'
import { hearAsset } from '../speech/hear-asset.ts'
import { spokenShotCuts } from '../speech/shot-cuts.ts'

const words = text.typeAlong.script
/** Where fewer of its words are heard, the script is that of another lesson. */
const leastHeardShare = 0.25

/** The best model that is here for the language of the captions; null where none is. */
export async function findScriptModel(editor: LessonEditor): Promise<SpeechModelId | null> {
  const { modelId } = await call('speech.defaultModel', { language: editor.document.metadata.language })
  return modelId
}

/**
 * Makes the captions of a script from what a model hears, or by the pauses where it hears something else; says whether there are some.
 * False, too, where it was given up. Throws an `AppError` where listening failed.
 */
export async function captionByModel(
  editor: LessonEditor,
  script: string,
  modelId: SpeechModelId,
  voice: readonly Span[],
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<boolean> {
  // Main looks into the stored lesson.
  await editor.autosave.flush()
  const wanted = assetsToHear(editor.document)
  const heard: SpokenWord[] = []
  const language = editor.document.metadata.language
  for (const [index, { assetId, stretch }] of wanted.entries()) {
    const wish = { projectId: editor.projectId, assetId, stretch, modelId, language }
    const transcript = await hearAsset(wish, signal, ({ fraction }) => onProgress((index + fraction) / wanted.length))
    if (!transcript) return false
    heard.push(...onTimeline(editor.document, assetId, transcript.words))
  }
  const inOrder = heard.toSorted((a, b) => a.startTicks - b.startTicks)
  const aligned = alignScript(script, inOrder, editor.durationTicks)
  if (aligned.heardCount < aligned.words.length * leastHeardShare) {
    showToast(words.differs)
    return captionByPauses(editor, script, voice, signal)
  }
  return makeCaptions(editor, aligned, signal)
}

/** Makes the captions of a script by the pauses of the lesson; says whether there are some, as above. Throws an `AppError`. */
export async function captionByPauses(
  editor: LessonEditor,
  script: string,
  voice: readonly Span[],
  signal: AbortSignal,
): Promise<boolean> {
  if (voice.length === 0) {
    showToast(words.noVoice)
    return false
  }
  return makeCaptions(editor, { words: alignToPauses(script, voice), heardCount: 0 }, signal)
}

async function makeCaptions(
  editor: LessonEditor,
  { words: spoken, heardCount }: AlignedScript,
  signal: AbortSignal,
): Promise<boolean> {
  const shotCuts = await spokenShotCuts(editor)
  if (signal.aborted) return false
  const track = ensureCaptionTrack(editor)
  if (!track || !editor.run(captionFromScript, { captionTrackId: track.id, words: spoken, shotCuts })) return false
  const count = Object.values(editor.document.captions).filter(({ captionTrackId }) => captionTrackId === track.id).length
  const message = heardCount > 0 ? words.doneHeard(count, heardCount, spoken.length) : words.doneRough(count)
  tellWithUndo(editor, message)
  announce(message)
  return true
}

/** Words of a medium on the clock of the lesson, once for each clip that plays them. */
function onTimeline(document: LessonDocument, assetId: string, heard: readonly SpokenWord[]): readonly SpokenWord[] {
  const { mainTrack, clips } = document
  const { clipSpans } = deriveTimeline(document)
  return mainTrack.flatMap((item) => {
    const clip = item.kind === 'clip' ? clips[item.clipId] : undefined
    const span = clip && clipSpans.get(clip.id)
    if (!clip || !span || clip.assetId !== assetId || clip.reversed || clip.freezeTicks !== null) return []
    return heard
      .filter(({ startTicks, endTicks }) => {
        const middle = (startTicks + endTicks) / 2
        return middle >= clip.sourceInTicks && middle < clip.sourceOutTicks
      })
      .map((word) => ({
        ...word,
        startTicks: sourceToTimeline(clip, span, word.startTicks),
        endTicks: sourceToTimeline(clip, span, word.endTicks),
      }))
  })
}
