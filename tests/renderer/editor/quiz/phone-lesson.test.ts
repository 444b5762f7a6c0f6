import { expect, it } from 'vitest'
import { phoneLesson } from '#renderer/editor/quiz/phone-lesson.ts'
import { addAsset } from '#shared/edit/commands/assets.ts'
import { addQuestion, editChoice } from '#shared/edit/commands/questions.ts'
import { openSession, seconds, videoAsset } from '../../../shared/project/sample-document.ts'
import { appendClip, documentOf, runOk, selectedId } from '../../../shared/edit/run-ok.ts'

it('shows the pictures of answers from the media cache, and the place of the question among all', () => {
  const session = openSession()
  appendClip(session, 'alpha', 10)
  const image = { ...videoAsset('picture', seconds(1)), kind: 'image' as const, fileName: 'leaf.png' }
  runOk(session, addAsset, { asset: image })
  for (const at of [4, 2]) runOk(session, addQuestion, { atTicks: seconds(at), type: 'single-choice' })
  const questionId = selectedId(session, 'question')
  const choice = documentOf(session).questions[questionId]?.choices[0]
  if (!choice) throw new Error('no choice')
  runOk(session, editChoice, { questionId, choiceId: choice.id, changes: { imageAssetId: image.id, altText: 'A leaf' } })
  const document = documentOf(session)
  const question = document.questions[questionId]
  if (!question) throw new Error('no question')
  const lesson = phoneLesson(document, question)
  expect(lesson.questions.map(({ atMs }) => atMs)).toEqual([2000, 4000])
  expect(lesson.questions[0]?.choices.map(({ image: shown }) => shown)).toEqual([
    { src: `media://asset/${image.id}/picture`, alt: 'A leaf' },
    null,
  ])
})
