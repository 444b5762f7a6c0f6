import { setClipPicture, setClipSound } from '../../edit/commands/clip-look.ts'
import { insertNewAsset } from '../../edit/commands/insert-clip.ts'
import { setTransition } from '../../edit/commands/transitions.ts'
import { defaultTransitionSeconds } from '../../lesson/compile-clips.ts'
import { compileLook } from '../../lesson/compile-picture.ts'
import { deriveTimeline } from '../../project/timeline.ts'
import { secondsToTicks } from '../../time/ticks.ts'
import { ownClips, readNumber, run, takeAsset, type Making } from '../making.ts'
import type { StepOf } from '../recipe-schema.ts'

/** Mends the sound of the row's clip; who examined it refuses one that is damaged. */
export function mend(making: Making, step: StepOf<'doctor'>): void {
  const noiseReduction = readNumber(step.noiseReduction)
  const highPassHz = readNumber(step.highPass)
  const changes = {
    ...(noiseReduction === undefined ? {} : { noiseReduction }),
    ...(highPassHz === undefined ? {} : { highPassHz }),
  }
  run(making, 'doctor', setClipSound, { clipIds: ownClips(making), changes })
}

/** Puts the intro before and the outro behind everything else. */
export function join(making: Making, { intro, outro, transition }: StepOf<'join'>): void {
  if (intro !== undefined) run(making, 'join.intro', insertNewAsset, { asset: takeAsset(making, intro, 'join.intro'), index: 0 })
  if (outro !== undefined) run(making, 'join.outro', insertNewAsset, { asset: takeAsset(making, outro, 'join.outro') })
  if (transition === undefined) return
  const { mainClipIds } = deriveTimeline(making.document)
  const entered = [intro === undefined ? null : mainClipIds[1], outro === undefined ? null : mainClipIds.at(-1)]
  const durationTicks = secondsToTicks(defaultTransitionSeconds)
  for (const rightClipId of entered)
    if (rightClipId)
      run(making, 'join.transition', setTransition, { rightClipId, transition: { kind: transition, durationTicks } })
}

/** The shape itself is there from the beginning. */
export function fit(making: Making, step: StepOf<'reframe'>): void {
  const { mainClipIds } = deriveTimeline(making.document)
  if (step.fit !== undefined) run(making, 'reframe', setClipPicture, { clipIds: mainClipIds, changes: { fit: step.fit } })
}

export function colour(making: Making, { look }: StepOf<'look'>): void {
  run(making, 'look', setClipPicture, { clipIds: ownClips(making), changes: { look: compileLook(look, () => null) } })
}
