import { nameLanguage } from '../../base/name-language.ts'
import type { PlayerCaptionTrack, PlayerChallenge, PlayerLesson } from '../../quiz/player-lesson.ts'
import { textDirection } from '../language.ts'
import { escapeXml } from '../xml.ts'
import { pageWords, type PageWords } from './page-words.ts'

/** A caption file of the page, by the track that it belongs to, and its words as paragraphs. */
export type PageTrack = { readonly track: PlayerCaptionTrack; readonly src: string; readonly paragraphs: readonly string[] }

export type LessonPage = {
  readonly lesson: PlayerLesson
  readonly tracks: readonly PageTrack[]
  /** Where the names of those stand whose works it uses. */
  readonly creditsFile: string | null
}

/** The film of a lesson as a plain page: no script, so that every platform can show it as content. */
export function writeLessonPage({ lesson, tracks, creditsFile }: LessonPage): string {
  const { words, language } = pageWords(lesson.language)
  const label = (text: string): string =>
    language === lesson.language.split('-')[0]?.toLowerCase()
      ? escapeXml(text)
      : `<span lang="${language}" dir="${textDirection(language)}">${escapeXml(text)}</span>`
  const poster = lesson.poster === null ? '' : ` poster="${escapeXml(lesson.poster)}"`
  const spoken = tracks.find(({ track }) => track.kind !== 'descriptions')
  return [
    '<!DOCTYPE html>',
    `<html lang="${escapeXml(lesson.language)}" dir="${lesson.direction}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeXml(lesson.title)}</title>`,
    // Browsers ask every server for a favicon otherwise.
    '<link rel="icon" href="data:,">',
    '<link rel="stylesheet" href="page.css">',
    '</head>',
    '<body>',
    '<main>',
    `<h1>${escapeXml(lesson.title)}</h1>`,
    ...paragraphs(lesson.description),
    `<video controls playsinline preload="metadata" ${sizeOf(lesson.canvas)}${poster} aria-label="${escapeXml(lesson.title)}">`,
    `<source src="${escapeXml(lesson.video.src)}" type="${escapeXml(lesson.video.type)}">`,
    ...tracks.map(writeTrack),
    '</video>',
    ...(lesson.challenge === null ? [] : writeChallenge(lesson.challenge, words, label)),
    ...(spoken === undefined ? [] : writeTranscript(spoken, label(words.transcript))),
    ...(creditsFile === null ? [] : [`<p><a href="${escapeXml(creditsFile)}">${label(words.credits)}</a></p>`]),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

/** Platforms that take the page over leave its style behind: it then shows the film at this size. */
const longSide = 640

function sizeOf({ width, height }: PlayerLesson['canvas']): string {
  const scale = Math.min(1, longSide / Math.max(width, height))
  return `width="${Math.round(width * scale)}" height="${Math.round(height * scale)}"`
}

function writeTrack({ track, src }: PageTrack, index: number): string {
  const isDefault = index === 0 && track.kind !== 'descriptions' ? ' default' : ''
  const name = track.label.trim() || nameLanguage(track.language)
  return `<track kind="${track.kind}" src="${escapeXml(src)}" srclang="${escapeXml(track.language)}" label="${escapeXml(name)}"${isDefault}>`
}

function writeTranscript({ track, paragraphs: texts }: PageTrack, heading: string): readonly string[] {
  return [
    `<details><summary>${heading}</summary>`,
    `<div lang="${escapeXml(track.language)}" dir="${track.direction}">`,
    ...texts.map((text) => `<p>${escapeXml(text)}</p>`),
    '</div></details>',
  ]
}

type Label = (text: string) => string

function writeChallenge(challenge: PlayerChallenge, words: PageWords, label: Label): readonly string[] {
  const { hook, brief, briefSrc, steps, materials, safetyNote, handIn, withoutFilming, deadline, hashtag } = challenge
  const section = (heading: string, body: readonly string[]): readonly string[] =>
    body.length === 0 ? [] : [`<h3>${label(heading)}</h3>`, ...body]
  return [
    '<section>',
    `<h2>${label(words.challenge)}</h2>`,
    ...paragraphs(hook, ' class="hook"'),
    ...paragraphs(brief),
    ...(briefSrc === null ? [] : [`<p><a href="${escapeXml(briefSrc)}">${label(words.print)} (PDF)</a></p>`]),
    ...section(words.steps, list('ol', steps)),
    ...section(words.materials, list('ul', materials)),
    ...section(words.safety, paragraphs(safetyNote)),
    ...section(words.rubric, writeRubric(challenge, words, label)),
    ...section(words.handIn, paragraphs([handIn.what, handIn.where, hashtag].filter((part) => part !== '').join('\n'))),
    ...(deadline === null ? [] : [`<p>${label(words.until)} <time datetime="${deadline}">${deadline}</time></p>`]),
    ...section(words.withoutFilming, paragraphs(withoutFilming)),
    '</section>',
  ]
}

function list(kind: 'ol' | 'ul', items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [`<${kind}>`, ...items.map((item) => `<li>${lineBreaks(item)}</li>`), `</${kind}>`]
}

function writeRubric({ rubric }: PlayerChallenge, words: PageWords, label: Label): readonly string[] {
  return rubric.flatMap(({ title, levels }) => [
    '<table>',
    ...(title === '' ? [] : [`<caption>${escapeXml(title)}</caption>`]),
    '<tbody>',
    ...levels.map(
      (level) =>
        `<tr><th scope="row">${escapeXml(level.label)}</th><td>${lineBreaks(level.description)}</td><td>${level.points} <span class="unit">${label(words.points)}</span></td></tr>`,
    ),
    '</tbody></table>',
  ])
}

function paragraphs(text: string, attributes = ''): readonly string[] {
  return text
    .split(/\n{2,}/)
    .filter((part) => part.trim() !== '')
    .map((part) => `<p${attributes}>${lineBreaks(part.trim())}</p>`)
}

function lineBreaks(text: string): string {
  return escapeXml(text).replace(/\n/g, '<br>')
}

/** Room to read in, the film never higher than the window, colours of the reader's choice. */
export const pageStyle = `:root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.5; }
body { margin: 0; }
main { max-width: 42rem; margin: 0 auto; padding: 1rem; }
video { display: block; width: auto; max-width: 100%; height: auto; max-height: 85vh; max-height: 85dvh; margin: 1rem auto; background: #000; border-radius: 0.5rem; }
.hook { font-size: 1.25rem; font-weight: 600; }
details { margin-block: 1rem; }
summary { cursor: pointer; font-weight: 600; padding-block: 0.5rem; }
table { width: 100%; border-collapse: collapse; margin-block: 1rem; }
caption { text-align: start; font-weight: 600; padding-block: 0.25rem; }
th, td { text-align: start; vertical-align: top; padding: 0.4rem 0.6rem; border: 1px solid color-mix(in srgb, currentColor 40%, transparent); }
td:last-child { white-space: nowrap; }
a { color: LinkText; }
`
