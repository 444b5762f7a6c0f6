import { deriveTimeline } from '../../project/timeline.ts'
import type { LessonDocument } from '../../project/schema/document.ts'
import type { PlayerLesson, PlayerQuestion } from '../../quiz/player-lesson.ts'
import { writeChallenge } from './challenge-text.ts'
import { h5pLibrary, nameLibrary, type H5pLibraryName } from './libraries.ts'
import { mapQuestion } from './questions.ts'
import { stableUuid } from './stable-uuid.ts'
import { escapeWithin } from './text.ts'
import type { H5pWords } from './words.ts'

type Json = Readonly<Record<string, unknown>>

/** Something that Interactive Video shows over the film; seconds, to a tenth. */
export type H5pInteraction = Json & { readonly duration: { readonly from: number; readonly to: number }; readonly action: Json }

/** How long the button of a question that stopped the film stays, for who went on without answering. */
const lingerSeconds = 3
/** The film's very last pictures never come in some browsers: what stands at the end comes this much earlier. */
const beforeEndSeconds = 0.5

type Placement = { readonly fromSeconds: number; readonly toSeconds: number; readonly pause: boolean; readonly row: number }

/** A content of its own inside the film, with the id under which platforms keep its answers. */
export function subContent(library: H5pLibraryName, contentType: string, title: string, params: Json, idSource: string): Json {
  return {
    library: nameLibrary(h5pLibrary(library, 0)),
    params,
    subContentId: stableUuid(idSource),
    metadata: { contentType, license: 'U', title: plainTitle(title) || contentType, authors: [], changes: [] },
  }
}

/** Reports show a title as it stands, letter by letter, so it is not escaped; without angle brackets it is no HTML either. */
function plainTitle(title: string): string {
  return [...title.replaceAll(/\s+/g, ' ').replaceAll(/[<>]/g, '').trim()].slice(0, 120).join('')
}

/** Every question that H5P can ask, and the challenge at both ends of the film. */
export function listInteractions(
  document: LessonDocument,
  lesson: PlayerLesson,
  words: H5pWords,
): readonly { readonly library: H5pLibraryName; readonly interaction: H5pInteraction }[] {
  const endSeconds = tenths(deriveTimeline(document).durationTicks / 120)
  const last = Math.max(0, tenths(lesson.durationMs - beforeEndSeconds * 1000))
  const rows = countRows(lesson.questions)
  const questions = lesson.questions.flatMap((question, index) => {
    const mapped = mapQuestion(question, words)
    if (mapped === null) return []
    const fromSeconds = Math.min(last, tenths(question.atMs))
    const shownSeconds = question.showMs === null ? lingerSeconds : question.showMs / 1000
    const toSeconds = Math.max(fromSeconds + 0.1, Math.min(endSeconds, tenths((fromSeconds + shownSeconds) * 1000)))
    const placement = { fromSeconds, toSeconds, pause: question.showMs === null, row: rows[index] ?? 0 }
    const action = subContent(mapped.library, mapped.title, question.prompt, mapped.params, `${lesson.id}/${question.id}`)
    const label = `${words.question} ${index + 1}`
    const branches = writeBranches(question, words)
    return [{ library: mapped.library, interaction: place(action, mapped.title, label, placement, branches) }]
  })
  return [...challengeInteractions(lesson, words, last), ...questions]
}

/** Buttons of questions at one instant stand below each other. */
function countRows(questions: readonly PlayerQuestion[]): readonly number[] {
  const rows: number[] = []
  for (const [index, { atMs }] of questions.entries()) {
    const previous = questions[index - 1]
    rows.push(previous && atMs - previous.atMs < lingerSeconds * 1000 ? ((rows[index - 1] ?? 0) + 1) % 5 : 0)
  }
  return rows
}

function challengeInteractions(
  lesson: PlayerLesson,
  words: H5pWords,
  last: number,
): readonly { readonly library: H5pLibraryName; readonly interaction: H5pInteraction }[] {
  if (lesson.challenge === null) return []
  const text = writeChallenge(lesson.challenge, words)
  const show = (fromSeconds: number, toSeconds: number, name: string, row: number) => {
    const action = subContent('H5P.Text', 'Text', words.challenge, { text }, `${lesson.id}/challenge/${name}`)
    const placement = { fromSeconds, toSeconds, pause: true, row }
    return { library: 'H5P.Text' as const, interaction: place(action, 'Text', words.challenge, placement, null) }
  }
  return [show(0, Math.min(5, last), 'start', 4), show(last, last + 0.1, 'end', 4)]
}

function place(
  action: Json,
  libraryTitle: string,
  label: string,
  { fromSeconds, toSeconds, pause, row }: Placement,
  adaptivity: Json | null,
): H5pInteraction {
  return {
    x: 44,
    y: 12 + row * 16,
    width: 10,
    height: 10,
    duration: { from: fromSeconds, to: toSeconds },
    libraryTitle,
    action,
    pause,
    // A button opens over the whole film, on an upright film and a phone too; what is laid over the picture would not fit there.
    displayType: 'button',
    buttonOnMobile: false,
    label: `<p>${label}</p>`,
    ...(adaptivity !== null && { adaptivity }),
    visuals: { backgroundColor: 'rgb(255, 255, 255)', boxShadow: true },
    goto: { url: { protocol: 'http://' }, visualize: false, type: '' },
  }
}

/** Where a right and a wrong answer lead on to; null where the film simply goes on. */
function writeBranches({ branch, feedback }: PlayerQuestion, words: H5pWords): Json | null {
  if (branch.correctMs === null && branch.incorrectMs === null) return null
  const lead = (toMs: number | null, said: string): Json => ({
    ...(toMs !== null && { seekTo: tenths(toMs) }),
    allowOptOut: false,
    message: said.trim() === '' ? '' : `<p>${escapeWithin(said.trim(), 2000)}</p>`,
    seekLabel: words.continue,
  })
  return {
    correct: lead(branch.correctMs, feedback.correct),
    wrong: lead(branch.incorrectMs, feedback.incorrect),
    requireCompletion: false,
  }
}

/** Seconds to a tenth, which is how often Interactive Video looks at the clock. */
export function tenths(milliseconds: number): number {
  return Math.round(milliseconds / 100) / 10
}
