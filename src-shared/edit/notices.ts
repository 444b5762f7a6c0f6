const count = (amount: number, one: string, many: string): string => `${amount} ${amount === 1 ? one : many}`

/** What an edit did beyond what was asked, by code. One sentence each; undo takes all of it back. */
export const editNotices = {
  'questions-moved-to-cut': (p: { count: number }) =>
    p.count === 1
      ? 'A question stood in the part you removed. It moved to the cut.'
      : `${p.count} questions stood in the part you removed. They moved to the cut.`,
  'captions-deleted-with-clip': (p: { count: number }) =>
    `${count(p.count, 'caption was', 'captions were')} deleted together with the words.`,
  'overlays-deleted-with-clip': (p: { count: number }) => `${count(p.count, 'item', 'items')} placed on the clip went with it.`,
  'clip-shortened': () => 'The new media is shorter, so the clip became shorter.',
  'captions-outside-media': (p: { count: number }) =>
    `${count(p.count, 'caption lies', 'captions lie')} past the end of the new media and ${p.count === 1 ? 'was' : 'were'} deleted.`,
  'cues-outside-lesson': (p: { count: number }) =>
    `${count(p.count, 'caption starts', 'captions start')} after the lesson ends and ${p.count === 1 ? 'was' : 'were'} left out.`,
  'paste-left-out': (p: { count: number }) =>
    `${count(p.count, 'item', 'items')} would stand after the lesson ends and ${p.count === 1 ? 'was' : 'were'} left out.`,
  'model-clip-deleted': () => 'The deleted clip was the model answer of the challenge; choose another one.',
  'history-dropped': () =>
    'The undo steps of the last session do not fit this version of the lesson, so they were left out. The lesson itself is complete.',
} as const

export type NoticeCode = keyof typeof editNotices

/** No parameters are an empty object, so that every notice has the same shape on the wire. */
type ParamsOf<F> = F extends () => string ? Record<string, never> : F extends (params: infer P) => string ? P : never

export type Notice = {
  readonly [C in NoticeCode]: { readonly code: C; readonly params: ParamsOf<(typeof editNotices)[C]> }
}[NoticeCode]

/** The sentence of a notice. */
export function describeNotice(notice: Notice): string {
  const message = editNotices[notice.code] as (params: Notice['params']) => string
  return message(notice.params)
}
