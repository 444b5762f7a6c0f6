import type { PlayerChallenge } from '../../quiz/player-lesson.ts'
import { escapeH5p, writeParagraphs } from './text.ts'
import type { H5pWords } from './words.ts'

const heading = (text: string): string => `<h3>${escapeH5p(text)}</h3>`

function writeList(tag: 'ol' | 'ul', items: readonly string[]): string {
  return items.length === 0 ? '' : `<${tag}>${items.map((item) => `<li>${escapeH5p(item)}</li>`).join('')}</${tag}>`
}

const section = (title: string, body: string): string => (body === '' ? '' : heading(title) + body)

const clock = (milliseconds: number): string => {
  const seconds = Math.round(milliseconds / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** A challenge as a page to read, in the elements that H5P's text allows (headings, lists, paragraphs; no tables). */
export function writeChallenge(challenge: PlayerChallenge, words: H5pWords): string {
  const { hook, brief, teamSize, deadline, durationLimitMs, handIn } = challenge
  const facts = [
    ...(durationLimitMs === null ? [] : [`${words.longest} ${clock(durationLimitMs)}`]),
    ...(deadline === null ? [] : [`${words.until} ${deadline}`]),
    ...(teamSize.max <= 1
      ? []
      : [`${words.team} ${teamSize.min === teamSize.max ? teamSize.min : `${teamSize.min}–${teamSize.max}`}`]),
    ...(challenge.hashtag === '' ? [] : [challenge.hashtag]),
    ...(challenge.modelMs === null ? [] : [`${words.model}: ${clock(challenge.modelMs)}`]),
  ]
  return [
    `<h2>${escapeH5p(hook === '' ? words.challenge : hook)}</h2>`,
    writeParagraphs(brief),
    writeList('ul', facts),
    section(words.steps, writeList('ol', challenge.steps)),
    section(words.materials, writeList('ul', challenge.materials)),
    section(words.safety, writeParagraphs(challenge.safetyNote)),
    section(words.rubric, challenge.rubric.map((criterion) => writeCriterion(criterion, words)).join('')),
    section(words.handIn, writeParagraphs([handIn.what, handIn.where].join('\n'))),
    section(words.withoutFilming, writeParagraphs(challenge.withoutFilming)),
  ].join('')
}

function writeCriterion({ title, levels }: PlayerChallenge['rubric'][number], words: H5pWords): string {
  const rows = levels.map(({ label, description, points }) =>
    [label, description, `${points} ${words.points}`].filter((part) => part !== '').join(' – '),
  )
  return (title === '' ? '' : `<p><strong>${escapeH5p(title)}</strong></p>`) + writeList('ul', rows)
}
