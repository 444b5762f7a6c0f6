import type { Span } from '../../project/timeline.ts'
import type { Command } from '../command.ts'
import { removeStretches } from './cut-stretches.ts'

/** Cuts a stretch that somebody marked out of the timeline, as `cutStretches` does; what follows closes up. */
export const deleteStretch: Command<Span> = {
  label: 'delete-stretch',
  run: (draft, stretch, context) => removeStretches(draft, [stretch], context),
}
