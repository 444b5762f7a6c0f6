/** What templates ask for. */

import type { SlotPlan } from './design.ts'

/** `max` in seconds. */
export const clip = (id: string, name: string, hint: string, max = 15): SlotPlan => ({
  id,
  kind: 'clip',
  name,
  hint,
  min: 2,
  max,
})
export const words = (id: string, name: string, hint: string): SlotPlan => ({ id, kind: 'text', name, hint })
export const asked = (id: string, name: string, hint: string): SlotPlan => ({ id, kind: 'question', name, hint })
const music = (hint: string): SlotPlan => ({ id: 'music', kind: 'music', name: 'Music', hint, required: false })
export const calmMusic = music('Something calm under your voice.')
export const livelyMusic = music('Something that makes one want to start.')
