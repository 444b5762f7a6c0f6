import type { Command, CommandContext, CommandResult, LessonDraft } from '../edit/command.ts'
import { divideSpeechAgain } from '../edit/commands/caption-speech.ts'
import { setCaptionStyle } from '../edit/commands/caption-tracks.ts'
import { deleteCaptions, retimeCaption, splitCaption } from '../edit/commands/captions.ts'
import { setCompletion, setMetadata, setSettings } from '../edit/commands/lesson.ts'
import { setOverlays } from '../edit/commands/overlays.ts'
import { editQuestion, moveQuestion } from '../edit/commands/questions.ts'
import type { ShotCuts } from '../edit/place-speech.ts'
import type { Fix } from './fix.ts'

/** Room between letters and the edge of a panel, and how round that is, as titles have it. */
const panel = { boxPadding: 24, boxRadius: 20 } as const

/** Mends what a finding tells of, as one step of the history. `shotCuts` by medium, on its clock, for captions that are divided again. */
export const applyFix: Command<{ readonly fix: Fix; readonly shotCuts?: ShotCuts }> = {
  label: 'mend-finding',
  run: (draft, { fix, shotCuts = new Map() }, context) => mend(draft, fix, shotCuts, context),
}

function mend(draft: LessonDraft, fix: Fix, shotCuts: ShotCuts, context: CommandContext): CommandResult {
  const run = <Args>(command: Command<Args>, args: Args): CommandResult => command.run(draft, args, context)
  switch (fix.kind) {
    case 'retime-caption':
      return run(retimeCaption, fix)
    case 'split-caption':
      return run(splitCaption, fix)
    case 'divide-again':
      return run(divideSpeechAgain, { captionTrackId: fix.captionTrackId, shotCuts })
    case 'delete-caption':
      return run(deleteCaptions, { captionIds: [fix.captionId] })
    case 'caption-size':
      return run(setCaptionStyle, { captionTrackId: fix.captionTrackId, changes: { text: { size: fix.size } } })
    case 'caption-margin':
      return run(setCaptionStyle, { captionTrackId: fix.captionTrackId, changes: { bottomMargin: fix.margin } })
    case 'caption-panel':
      return run(setCaptionStyle, { captionTrackId: fix.captionTrackId, changes: { text: { boxColour: fix.colour, ...panel } } })
    case 'text-panel':
      return run(setOverlays, { overlayIds: [fix.overlayId], changes: { style: { boxColour: fix.colour, ...panel } } })
    case 'text-size':
      return run(setOverlays, { overlayIds: [fix.overlayId], changes: { style: { size: fix.size } } })
    case 'move-text':
      return run(setOverlays, { overlayIds: [fix.overlayId], changes: { box: { x: fix.x, y: fix.y } } })
    case 'lesson-language':
      return run(setMetadata, { changes: { language: fix.language } })
    case 'loudness':
      return run(setSettings, { changes: { loudnessLufs: fix.lufs } })
    case 'pass-mark':
      return run(setCompletion, { changes: { minScorePercent: fix.percent } })
    case 'pause-question':
      return run(editQuestion, { questionId: fix.questionId, changes: { pause: true, showTicks: null } })
    case 'move-question':
      return run(moveQuestion, fix)
    case 'no-branch':
      return run(editQuestion, { questionId: fix.questionId, changes: { branch: { correctTicks: null, incorrectTicks: null } } })
  }
}
