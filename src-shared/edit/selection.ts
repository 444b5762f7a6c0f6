import { z } from '../base/zod.ts'
import {
  captionIdSchema,
  clipIdSchema,
  gapIdSchema,
  markerIdSchema,
  overlayIdSchema,
  questionIdSchema,
  sectionIdSchema,
  transitionIdSchema,
} from '../project/ids.ts'
import type { LessonDocument } from '../project/schema/document.ts'

const item = <Kind extends string, Id extends z.ZodType>(kind: Kind, id: Id) =>
  z.strictObject({ kind: z.literal(kind), id }).readonly()

export const selectedItemSchema = z.discriminatedUnion('kind', [
  item('clip', clipIdSchema),
  item('gap', gapIdSchema),
  item('transition', transitionIdSchema),
  item('overlay', overlayIdSchema),
  item('caption', captionIdSchema),
  item('question', questionIdSchema),
  item('marker', markerIdSchema),
  item('section', sectionIdSchema),
])
export type SelectedItem = z.infer<typeof selectedItemSchema>

/** In the order the user picked; empty selects the lesson itself. */
export const selectionSchema = z.array(selectedItemSchema).readonly()
export type Selection = z.infer<typeof selectionSchema>

/** The same selection without what no longer exists. */
export function keepExisting(selection: Selection, document: LessonDocument): Selection {
  const kept = selection.filter((entry) => exists(entry, document))
  return kept.length === selection.length ? selection : kept
}

export type SelectedId<Kind extends SelectedItem['kind']> = Extract<SelectedItem, { kind: Kind }>['id']

/** The ids of one kind of selected items, in their order. */
export function idsOf<Kind extends SelectedItem['kind']>(selection: Selection, kind: Kind): readonly SelectedId<Kind>[] {
  return selection.flatMap((entry) => (entry.kind === kind ? [entry.id as SelectedId<Kind>] : []))
}

const tableOf = {
  clip: 'clips',
  transition: 'transitions',
  overlay: 'overlays',
  caption: 'captions',
  question: 'questions',
  marker: 'markers',
  section: 'sections',
} as const satisfies Record<Exclude<SelectedItem['kind'], 'gap'>, keyof LessonDocument>

function exists(entry: SelectedItem, document: LessonDocument): boolean {
  if (entry.kind === 'gap') return document.mainTrack.some((place) => place.kind === 'gap' && place.id === entry.id)
  return Object.hasOwn(document[tableOf[entry.kind]], entry.id)
}
