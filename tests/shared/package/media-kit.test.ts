import { expect, it } from 'vitest'
import { planMediaKit } from '#shared/package/media-kit/plan-media-kit.ts'
import { defaultPackageOptions } from '#shared/package/plan-package.ts'
import { sampleDocument } from '../../packages/sample-document.ts'

const cues = [
  [0, 0.5, 'Look at\nthe <Moon>'],
  [0.5, 1, 'tonight.'],
  [3, 4, 'Why?'],
] as const

const textsOf = (document = sampleDocument({ cues })): Readonly<Record<string, string>> =>
  Object.fromEntries(
    planMediaKit(document, defaultPackageOptions).map((file) => [file.path, file.kind === 'text' ? file.text : file.kind]),
  )

it('gives captions in two formats, the words as text and as a page, and pictures of the whole film', () => {
  const texts = textsOf()
  expect(texts['captions/1-en.vtt']).toContain('00:00:00.500 --> 00:00:01.000\ntonight.')
  expect(texts['captions/1-en.srt']).toContain('00:00:00,500 --> 00:00:01,000\r\ntonight.')
  expect(texts['captions/1-en.txt']).toBe('Look at the <Moon> tonight.\n\nWhy?\n')
  expect(texts['index.html']).toContain('<p>Look at the &lt;Moon&gt; tonight.</p>\n<p>Why?</p>')
  const instants = planMediaKit(sampleDocument({ cues }), defaultPackageOptions).flatMap((file) =>
    file.path.startsWith('thumbnails/') && file.kind === 'media' && file.media.role === 'poster' ? [file.media.atTicks] : [],
  )
  expect(instants).toEqual([40_000, 120_000, 200_000, 280_000, 360_000, 440_000])
})

it('names who speaks in the transcript of the page', () => {
  const document = sampleDocument({ cues })
  const captions = Object.values(document.captions).map((caption, index) => ({ ...caption, speaker: index === 1 ? 'Bo' : 'Ada' }))
  const { 'index.html': page } = textsOf({ ...document, captions: Object.fromEntries(captions.map((each) => [each.id, each])) })
  expect(page).toContain('<p>Ada: Look at the &lt;Moon&gt;</p>\n<p>Bo: tonight.</p>\n<p>Ada: Why?</p>')
})

it('has no caption files for a film without words', () => {
  const paths = Object.keys(textsOf(sampleDocument({ cues: [], questions: [] })))
  expect(paths.filter((path) => /captions|srt|txt/.test(path))).toEqual([])
  expect(paths).toContain('index.html')
})
