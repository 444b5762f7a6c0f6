import { expect, it } from 'vitest'
import { createMainClip } from '#shared/project/defaults.ts'
import type { AssetId, ChoiceId, ClipId, GroupId, OverlayId, QuestionId, SlotId, TrackId } from '#shared/project/ids.ts'
import { checkInvariants } from '#shared/project/invariants.ts'
import { createChoice, createQuestion } from '#shared/project/question-defaults.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { compileOk, fullLesson } from '../lesson/lesson-sample.ts'
import { seconds } from './sample-document.ts'

const gone = 'gone' as AssetId

function soundDocument(): LessonDocument {
  return compileOk(fullLesson).document
}

function withClip(changes: (document: LessonDocument) => Partial<LessonDocument['clips'][ClipId]>): LessonDocument {
  const document = soundDocument()
  const id = 'clip-1' as ClipId
  const clip = document.clips[id]
  if (!clip) throw new Error('no clip')
  return { ...document, clips: { ...document.clips, [id]: { ...clip, ...changes(document) } } }
}

function withQuestion(changes: Partial<LessonDocument['questions'][QuestionId]>): LessonDocument {
  const document = soundDocument()
  const id = 'q' as QuestionId
  const question = createQuestion(id, { kind: 'timeline', ticks: seconds(1) }, 'single-choice', () => 'c' as ChoiceId)
  return { ...document, questions: { [id]: { ...question, ...changes } } }
}

function withOverlay(content: LessonDocument['overlays'][OverlayId]['content'], group: string | null = null): LessonDocument {
  const document = soundDocument()
  const id = 'o' as OverlayId
  const trackId = 'titles' as TrackId
  const main = Object.values(document.tracks)[0]
  if (!main) throw new Error('no track')
  const animation = { kind: 'none', durationTicks: seconds(0) } as const
  return {
    ...document,
    tracks: { ...document.tracks, [trackId]: { ...main, id: trackId, band: 'overlays' } },
    overlays: {
      [id]: {
        id,
        trackId,
        anchor: { kind: 'timeline', ticks: seconds(1) },
        durationTicks: seconds(1),
        content,
        box: { anchorPoint: 'center', x: 0, y: 0, width: 100, height: 100 },
        rotationDegrees: 0,
        opacity: 1,
        placementKeyframes: [],
        enter: animation,
        leave: animation,
        groupId: group as GroupId | null,
        slotId: null,
        altText: '',
      },
    },
  }
}

const look = { name: null, exposure: 0, contrast: 0, saturation: 0, temperature: 0, lutAssetId: gone, strength: 1 }
const colours = { primaryColour: '#000000', accentColour: '#000000', textColour: '#000000', backgroundColour: '#ffffff' }
const brandKit: LessonDocument['brandKit'] = {
  name: '',
  ...colours,
  headingFont: '',
  bodyFont: '',
  logoAssetId: gone,
  nameBanner: { title: '', subtitle: '' },
}

it.each<readonly [string, LessonDocument]>([
  ['clips.clip-1 names an asset that does not exist', withClip(() => ({ assetId: gone }))],
  [
    'clips.clip-1.picture.look names an asset that does not exist',
    withClip(() => ({ picture: { ...createMainClip('x' as ClipId, gone, seconds(0), seconds(1)).picture, look } })),
  ],
  ['clips.clip-1 names a group that does not exist', withClip(() => ({ groupId: 'gone' as GroupId }))],
  ['overlays.o names an asset that does not exist', withOverlay({ kind: 'image', assetId: gone })],
  ['overlays.o names a group that does not exist', withOverlay({ kind: 'sticker', name: 'star' }, 'gone')],
  [
    'questions.q.choices names an asset that does not exist',
    withQuestion({ choices: [{ ...createChoice('c' as ChoiceId, 'a', 'A', true), imageAssetId: gone }] }),
  ],
  ['questions.q names a slot that does not exist', withQuestion({ slotId: 'gone' as SlotId })],
  ['questions.q leads outside the lesson', withQuestion({ branch: { correctTicks: seconds(2), incorrectTicks: seconds(16.1) } })],
  ['brandKit names an asset that does not exist', { ...soundDocument(), brandKit }],
])('%s', (violation, document) => {
  expect(checkInvariants(document).map(({ path, rule }) => `${path} ${rule}`)).toEqual([violation])
})

it('knows a model clip that is gone, and lets a sound document and a branch to its very end be', () => {
  const document = soundDocument()
  expect(checkInvariants(document)).toEqual([])
  expect(checkInvariants(withQuestion({ branch: { correctTicks: seconds(16), incorrectTicks: null } }))).toEqual([])
  const { challenge } = document
  const lost = { ...document, challenge: challenge && { ...challenge, modelClipId: 'gone' as ClipId } }
  expect(checkInvariants(lost)).toEqual([{ path: 'challenge', rule: 'names a clip that does not exist' }])
})
