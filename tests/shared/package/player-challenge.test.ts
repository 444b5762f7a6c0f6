import { expect, test } from 'vitest'
import { emptyChallenge } from '#shared/challenge/new-challenge.ts'
import { compilePlayerChallenge } from '#shared/package/player-challenge.ts'
import type { ClipId } from '#shared/project/ids.ts'
import type { Challenge } from '#shared/project/schema/question.ts'
import { compileOk, fullLesson } from '../lesson/lesson-sample.ts'
import { seconds } from '../project/sample-document.ts'

const sampleDocument = () => compileOk(fullLesson).document

const page = (changes: Partial<Challenge>) =>
  compilePlayerChallenge({ ...sampleDocument(), challenge: { ...emptyChallenge, ...changes } })

test('there is nothing to read of a challenge that nobody wrote', () => {
  expect(compilePlayerChallenge({ ...sampleDocument(), challenge: null })).toBeNull()
  expect(page({})).toBeNull()
  expect(page({ brief: ' \n ', steps: ['', ' '], rubric: [{ title: ' ', levels: [] }] })).toBeNull()
})

test.each([
  ['', ''],
  ['#spinning', '#spinning'],
  ['#one #two', '#one #two'],
  ['brake check ', '#brakecheck'],
])('the hashtag %j reads %j', (typed, shown) => {
  expect(page({ brief: 'Do it', hashtag: typed })?.hashtag).toBe(shown)
})

test('parts without words stay out, and the model answer is found on the timeline', () => {
  const { mainTrack } = sampleDocument()
  const last = mainTrack.findLast((item) => item.kind === 'clip')
  const read = page({
    steps: [' Push ', ''],
    rubric: [
      { title: '', levels: [{ label: ' ', description: '', points: 1 }] },
      { title: 'Size', levels: [] },
    ],
    durationLimitTicks: seconds(45),
    modelClipId: last?.kind === 'clip' ? last.clipId : ('none' as ClipId),
  })
  expect(read).toMatchObject({ steps: ['Push'], rubric: [{ title: 'Size', levels: [] }], durationLimitMs: 45_000 })
  expect(read?.modelMs).toBeGreaterThan(0)
})
