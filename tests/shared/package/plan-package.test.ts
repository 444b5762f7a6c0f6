import { describe, expect, it } from 'vitest'
import { findLosses, findRefusals } from '#shared/package/capabilities.ts'
import { selectFonts } from '#shared/package/fonts.ts'
import { textDirection } from '#shared/package/language.ts'
import { isoDuration } from '#shared/package/learning-resource.ts'
import { planPackage } from '#shared/package/plan-package.ts'
import { platforms } from '#shared/package/platforms.ts'
import { compilePlayerLesson } from '#shared/package/player-lesson.ts'
import { escapeXml, writeXml, xml } from '#shared/package/xml.ts'
import { describeError } from '#shared/messages/app-error.ts'
import type { AssetId, ClipId } from '#shared/project/ids.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { PackageFormat, PackagePlan } from '#shared/package/package-plan.ts'
import { everyQuestion } from '../../packages/every-question.ts'
import { sampleChoice, sampleDocument, sampleQuestion } from '../../packages/sample-document.ts'

function plan(document: LessonDocument, format: PackageFormat): PackagePlan {
  const planned = planPackage(document, format)
  if (!planned.ok) throw new Error(planned.error.code)
  return planned.value
}

function textOf(planned: PackagePlan, path: string): string {
  const file = planned.files.find((each) => each.path === path)
  if (file?.kind !== 'text') throw new Error(`no text ${path}`)
  return file.text
}

describe('planPackage', () => {
  it('is the same for the same document and lists every file once, in order', () => {
    const document = sampleDocument()
    expect(plan(document, 'scorm12')).toEqual(plan(structuredClone(document), 'scorm12'))
    const paths = plan(document, 'scorm12').files.map((file) => file.path)
    expect(paths).toEqual([...new Set(paths)].toSorted())
    expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length)
    expect(paths).toContain('imsmanifest.xml')
    expect(plan(document, 'web').files.map((file) => file.path)).not.toContain('imsmanifest.xml')
  })

  it('asks for the video without burned captions and for a poster inside the lesson', () => {
    const media = plan(sampleDocument({ seconds: 1, questions: [] }), 'web').files.filter((file) => file.kind === 'media')
    expect(media.map((file) => file.media)).toEqual([
      { role: 'video', preset: 'lms', burnCaptions: false },
      { role: 'poster', atTicks: 60_000 },
    ])
  })

  it('keeps hostile titles out of the markup', () => {
    const title = '</title><script>alert("1")</script> & “Größe/../..\u0007”'
    const planned = plan(sampleDocument({ title }), 'scorm12')
    const page = textOf(planned, 'index.html')
    expect(page).not.toContain('<script>alert')
    expect(page).toContain('&lt;/title&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; “Größe/../..”')
    expect(textOf(planned, 'player/lesson.js')).not.toContain('</script>')
    expect(textOf(planned, 'imsmanifest.xml')).not.toContain('\u0007')
  })

  it('loads nothing from elsewhere and allows no inline script', () => {
    const page = textOf(plan(sampleDocument(), 'web'), 'index.html')
    expect(page).toMatch(/default-src 'none'/)
    expect(page).not.toMatch(/unsafe-/)
    expect(page.match(/(src|href)="[^"]*"/g)).toEqual([
      'href="data:,"',
      'href="player/fonts.css"',
      'href="player/player.css"',
      'src="player/lesson.js"',
      'src="player/player.js"',
    ])
  })

  it('describes the web page as a learning resource', () => {
    const page = textOf(plan(sampleDocument(), 'web'), 'index.html')
    const json = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(page)?.[1] ?? ''
    expect(JSON.parse(json)).toMatchObject({
      name: 'Why Jupiter is the giant of the planets',
      inLanguage: 'en',
      timeRequired: 'PT4S',
      license: 'https://creativecommons.org/licenses/by/4.0/',
    })
  })
})

describe('the lesson in the package', () => {
  it('has whole milliseconds of the timeline after a trim', () => {
    const document = sampleDocument()
    const clip = document.clips['clip-1' as ClipId]
    if (!clip) throw new Error('no clip')
    const trimmed = {
      ...document,
      clips: { [clip.id]: { ...clip, sourceInTicks: 60_000, sourceOutTicks: 480_000 } },
    } as LessonDocument
    const lesson = compilePlayerLesson(trimmed, { poster: false })
    expect(lesson.durationMs).toBe(3500)
    expect(lesson.questions.map((question) => question.atMs)).toEqual([500, 1500, 2500, 3500])
    expect(lesson.captionTracks[0]?.cues.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [0, 500],
      [500, 1500],
      [1500, 2500],
      [2500, 3500],
    ])
    expect(lesson.poster).toBeNull()
  })

  it('leaves out accepted answers that nobody can give', () => {
    const answers = { type: 'short-answer', choices: [], acceptedAnswers: ['', ' Jupiter ', ' ', '…'] } as const
    const lesson = compilePlayerLesson(sampleDocument({ questions: [sampleQuestion('q', 1, answers)] }), { poster: false })
    expect(lesson.questions[0]?.acceptedAnswers).toEqual([' Jupiter '])
  })

  it('gives each kind of question what it is answered by', () => {
    const { questions } = compilePlayerLesson(sampleDocument({ questions: everyQuestion() }), { poster: false })
    const [blank, order, match, spot, poll, thought] = questions
    expect(questions.map(({ type }) => type)).toEqual(['fill-blank', 'ordering', 'matching', 'hotspot', 'poll', 'reflection'])
    expect(blank).toMatchObject({ blanks: [['Jupiter'], ['storm', 'spot']], choices: [], acceptedAnswers: [] })
    expect(order?.choices.map(({ code }) => code).join('')).toBe('mejn')
    expect(match?.choices.map((choice) => choice.match)).toEqual(['Jupiter', 'Saturn', 'Earth', 'Jupiter'])
    expect(spot?.choices[0]?.region).toEqual({ x: 0.5, y: 0.6, width: 0.3, height: 0.15 })
    expect(findRefusals(sampleDocument({ questions: everyQuestion() }))).toEqual([])
    // Whatever a lesson of an earlier version says: opinions earn nothing.
    const greedy = everyQuestion().map((question) => ({ ...question, scored: true, points: 5 }))
    const { questions: paid } = compilePlayerLesson(sampleDocument({ questions: greedy }), { poster: false })
    expect(paid.map(({ points }) => points)).toEqual([5, 5, 5, 5, 0, 0])
    expect([poll?.scored, thought?.choices]).toEqual([false, []])
  })

  it('keeps question ids and choice codes as they are', () => {
    const lesson = compilePlayerLesson(sampleDocument(), { poster: true })
    expect(lesson.questions.map((question) => question.id)).toEqual(['q-earths', 'q-gases', 'q-solid', 'q-name'])
    expect(lesson.questions[1]?.choices.map((choice) => choice.code).join('')).toBe('hoen')
  })
})

describe('refusals', () => {
  it.each([
    ['package.empty-prompt', sampleQuestion('q', 1, { prompt: ' ' })],
    [
      'package.empty-choice',
      sampleQuestion('q', 1, { choices: [sampleChoice('a', 'One', true), sampleChoice('b', ' ', false)] }),
    ],
    ['package.no-region', sampleQuestion('q', 1, { type: 'hotspot', choices: [] })],
    ['package.no-blank', sampleQuestion('q', 1, { type: 'fill-blank', choices: [], acceptedAnswers: ['Jupiter'] })],
    [
      'package.empty-blank',
      sampleQuestion('q', 1, { type: 'fill-blank', prompt: '___ or ___?', choices: [], acceptedAnswers: ['Jupiter', ' | '] }),
    ],
    ['package.empty-match', sampleQuestion('q', 1, { type: 'matching' })],
    ['package.too-few-choices', sampleQuestion('q', 1, { choices: [sampleChoice('a', 'Only', true)] })],
    [
      'package.no-correct-choice',
      sampleQuestion('q', 1, { choices: [sampleChoice('a', 'One', false), sampleChoice('b', 'Two', false)] }),
    ],
    ['package.no-accepted-answer', sampleQuestion('q', 1, { type: 'short-answer', choices: [], acceptedAnswers: [' '] })],
    [
      'package.no-accepted-answer',
      sampleQuestion('q', 1, { type: 'short-answer', choices: [], acceptedAnswers: ['…', '.'], scored: false }),
    ],
  ])('says %s before the export', (code, question) => {
    const document = sampleDocument({ questions: [question] })
    expect(findRefusals(document).map((refusal) => refusal.code)).toEqual([code])
    expect(planPackage(document, 'scorm12')).toMatchObject({ ok: false, error: { code } })
  })

  it('refuses what the form makes of a new question, and names its place', () => {
    const fresh = sampleQuestion('q', 2, { prompt: '', choices: [sampleChoice('a', '', true), sampleChoice('b', '', false)] })
    expect(findRefusals(sampleDocument({ questions: [fresh] })).map(describeError)).toEqual([
      'The question at 0:02 has no text yet. Write it, or take the question out.',
    ])
  })

  it('asks a choice that is a picture, and a question that any answer passes', () => {
    const picture = { ...sampleChoice('b', '', false), imageAssetId: 'asset-1' as AssetId }
    const choices = sampleQuestion('q', 1, { choices: [sampleChoice('a', 'One', true), picture] })
    const open = sampleQuestion('open', 2, { type: 'short-answer', choices: [], acceptedAnswers: [''], scored: false })
    expect(findRefusals(sampleDocument({ questions: [choices, open] }))).toEqual([])
  })

  it('refuses more choices than a platform remembers, so that no grade is lost', () => {
    const questions = (count: number) => Array.from({ length: count }, (_, index) => sampleQuestion(`q-${index}`, 1))
    const codes = (count: number) => findRefusals(sampleDocument({ questions: questions(count) })).map(({ code }) => code)
    expect(codes(100)).toEqual([])
    expect(codes(400)).toEqual(['package.too-many-questions'])
  })

  it('refuses an empty lesson, and more written answers than a platform remembers', () => {
    const empty = { ...sampleDocument({ questions: [], cues: [] }), mainTrack: [], clips: {} } as LessonDocument
    expect(findRefusals(empty).map((refusal) => refusal.code)).toEqual(['package.empty-lesson'])
    const essay = { type: 'short-answer', choices: [], scored: false } as const
    const essays = Array.from({ length: 120 }, (_, index) => sampleQuestion(`essay-${index}`, 1, essay))
    const many = sampleDocument({ questions: essays })
    expect(findRefusals(many).map((refusal) => refusal.code)).toEqual(['package.too-many-questions'])
    const thoughts = (count: number) =>
      sampleDocument({ questions: essays.slice(0, count).map((question) => ({ ...question, type: 'reflection' })) })
    expect(findRefusals(thoughts(15))).toEqual([])
    expect(findRefusals(thoughts(40)).map((refusal) => refusal.code)).toEqual(['package.too-many-questions'])
  })
})

describe('losses', () => {
  it('names only what the lesson has and the format cannot carry', () => {
    expect(findLosses(sampleDocument({ questions: [] }), 'scorm12')).toEqual([])
    expect(findLosses(sampleDocument(), 'scorm12').map((loss) => loss.feature)).toEqual(['long-free-text'])
    expect(findLosses(sampleDocument(), 'web').map((loss) => loss.feature)).toEqual(['score', 'completion', 'answers', 'resume'])
  })

  it('gives every platform steps to follow', () => {
    expect(platforms.every((platform) => platform.uploadSteps.length >= 4)).toBe(true)
  })
})

describe('fonts', () => {
  it('takes only the parts the text needs', () => {
    expect(selectFonts('Hello').files).toEqual(['inter-latin-wght-normal.woff2'])
    expect(selectFonts('Привет, Łódź').files).toEqual([
      'inter-latin-wght-normal.woff2',
      'inter-latin-ext-wght-normal.woff2',
      'inter-cyrillic-wght-normal.woff2',
    ])
    expect(selectFonts('Ελλάδα').css).toContain('url(fonts/inter-greek-wght-normal.woff2)')
  })
})

it.each([
  ['en', 'ltr'],
  ['ar-EG', 'rtl'],
  ['he', 'rtl'],
  ['az-Arab', 'rtl'],
  ['uz-Latn-UZ', 'ltr'],
  ['ur-Latn', 'ltr'],
  ['pt-BR', 'ltr'],
])('writes %s %s', (language, direction) => {
  expect(textDirection(language)).toBe(direction)
})

it.each([
  [0, 'PT1S'],
  [45_400, 'PT45S'],
  [60_000, 'PT1M'],
  [179_600, 'PT3M'],
])('writes %d ms as %s', (milliseconds, text) => {
  expect(isoDuration(milliseconds)).toBe(text)
})

describe('xml', () => {
  it('escapes what would end a text or an attribute and drops what XML cannot hold', () => {
    expect(escapeXml('<a b="c">&\u0000\ud800\u{1f30d}')).toBe('&lt;a b=&quot;c&quot;&gt;&amp;\u{1f30d}')
    expect(writeXml(xml('a', { b: '"&', c: null }, [xml('d', {}, ['<e>']), null]))).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<a b="&quot;&amp;">\n  <d>&lt;e&gt;</d>\n</a>\n',
    )
  })
})
