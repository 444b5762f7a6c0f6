import { canvases, createDocument } from '../../project/defaults.ts'
import type { LessonId } from '../../project/ids.ts'
import type { LessonDocument, Slot } from '../../project/schema/document.ts'
import { fillSlotMedia, fillSlotText } from '../../edit/commands/fill-slot.ts'
import { insertNewAsset } from '../../edit/commands/insert-clip.ts'
import { findOpenSlots } from '../../template/judge-template.ts'
import { startLesson } from '../../template/save-as-template.ts'
import { refuseRow, run, takeAsset, type Making } from '../making.ts'
import type { StepOf } from '../recipe-schema.ts'

type Names = { readonly id: LessonId; readonly title: string; readonly language: string }

/** The lesson before anything is in it: an empty one in the shape of the recipe, or the template. */
export function beginDocument(
  { id, title, language }: Names,
  template: LessonDocument | null,
  reframe: StepOf<'reframe'> | undefined,
): LessonDocument {
  const document = template ? startLesson(template, id, title, language) : createDocument(id, title, language)
  return reframe ? { ...document, settings: { ...document.settings, canvas: canvases[reframe.canvas] } } : document
}

/** The row's clip alone on the main track. */
export function placeClip(making: Making): void {
  run(making, 'clip', insertNewAsset, { asset: making.clipAsset })
}

/** The row's clip in its slot, and what the recipe says in the others. */
export function fillTemplate(making: Making, step: StepOf<'template'>): void {
  const slots = Object.values(making.document.slots)
  const clipSlots = slots.filter(({ kind }) => kind === 'clip')
  const own = step.clip === undefined ? clipSlots[0] : clipSlots.find(({ name }) => name === step.clip)
  if (!own) return refuseRow('template.clip', `write the name of a slot for a clip: ${listNames(clipSlots)}`)
  run(making, 'template.clip', fillSlotMedia, { slotId: own.id, asset: making.clipAsset })
  for (const [name, content] of Object.entries(step.slots ?? {})) fillSlot(making, slots, name, content)
}

/** When all is filled in that the recipe has for the template, questions too. */
export function refuseOpenSlots({ document }: Making): void {
  const open = findOpenSlots(document)
  const [asked, put] = [true, false].map((isAsked) =>
    Object.values(document.slots).filter(({ name, kind }) => open.includes(name) && (kind === 'question') === isAsked),
  )
  if (put && put.length > 0) refuseRow('template.slots', `has nothing for ${listNames(put)}`)
  if (asked && asked.length > 0)
    refuseRow('questions', `has nothing for ${listNames(asked)} of the template; ask a question with that “slot”`)
}

function fillSlot(making: Making, slots: readonly Slot[], name: string, content: string): void {
  const path = `template.slots.${name}`
  const slot = slots.find((each) => each.name === name)
  if (!slot) return refuseRow(path, `is no slot of this template; write one of ${listNames(slots)}`)
  switch (slot.kind) {
    case 'text':
      return run(making, path, fillSlotText, { slotId: slot.id, text: content })
    case 'question':
      return refuseRow(path, 'is a question; ask one with this “slot” in the step “questions”')
    case 'clip':
    case 'image':
    case 'music':
      return run(making, path, fillSlotMedia, { slotId: slot.id, asset: takeAsset(making, content, path) })
  }
}

const listNames = (slots: readonly Slot[]): string => slots.map(({ name }) => `“${name}”`).join(', ')
