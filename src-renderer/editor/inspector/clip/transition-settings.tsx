import { Select, Slider } from '#renderer/ui/choices.tsx'
import { setTransition } from '#shared/edit/commands/transitions.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { transitionKinds, type Clip, type Transition } from '#shared/project/schema/clip.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { shownTransitionFrames } from '#shared/render-plan/compile-bases.ts'
import { compileInputs } from '#shared/render-plan/compile-inputs.ts'
import { secondsToTicks, ticksToSeconds } from '#shared/time/ticks.ts'
import { useDocument, useEditor } from '../../editor-context.tsx'
import { SettingsGroup } from '../disclosure.tsx'
import styles from '../inspector.module.css'

const words = text.clipSettings.transition
const usualTicks = secondsToTicks(0.5)
const kindOptions = (['none', ...transitionKinds] as const).map((value) => ({ value, label: words.kinds[value] }))

/** How the clip before goes over into this one; nothing for the first clip and for clips beside the main track. */
export function TransitionSettings({ clip }: { readonly clip: Clip }) {
  const editor = useEditor()
  const document = useDocument()
  if ((deriveTimeline(document).mainIndexes.get(clip.id) ?? 0) === 0) return null
  const now = Object.values(document.transitions).find(({ rightClipId }) => rightClipId === clip.id) ?? null
  const shown = now ? shownSeconds(document, clip) : 0
  const set = (transition: Pick<Transition, 'kind' | 'durationTicks'> | null): void => {
    editor.run(setTransition, { rightClipId: clip.id, transition }, { mergeKey: `transition:${clip.id}` })
  }
  return (
    <SettingsGroup title={words.title} isChanged={now !== null}>
      <Select
        label={words.kind}
        value={now?.kind ?? 'none'}
        options={kindOptions}
        onChange={(kind) => set(kind === 'none' ? null : { kind, durationTicks: now?.durationTicks ?? usualTicks })}
      />
      {now && (
        <Slider
          label={words.length}
          value={ticksToSeconds(now.durationTicks)}
          min={0.1}
          max={2}
          step={0.1}
          format={text.clipSettings.seconds}
          onChange={(seconds) => set({ kind: now.kind, durationTicks: secondsToTicks(seconds) })}
        />
      )}
      {now && shown < ticksToSeconds(now.durationTicks) - 0.05 && (
        <p className={styles['hint']}>{shown === 0 ? words.nothingBeyond : words.shorter(shown)}</p>
      )}
    </SettingsGroup>
  )
}

/** How long the transition really is: it is made of what the files hold beyond the cut. */
function shownSeconds(document: LessonDocument, clip: Clip): number {
  const { frameRate } = document.settings
  const frames = shownTransitionFrames(document, clip.id, compileInputs(document, []), frameRate)
  return (frames * frameRate.den) / frameRate.num
}
