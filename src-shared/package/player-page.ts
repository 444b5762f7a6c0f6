import type { PlayerLesson } from '../quiz/player-lesson.ts'
import type { PlayerRuntime } from './package-plan.ts'
import { textDirection } from './language.ts'
import { playerLanguageFor, playerWordsFile, type PlayerLanguage } from './player-languages.ts'
import { escapeXml } from './xml.ts'

/**
 * `file:` repeats 'self' for browsers that give every local file an origin of its own; a page of a web server may not
 * load such addresses anyway. Styles are changed through the style object only, which no policy forbids.
 */
const contentPolicy = [
  "default-src 'none'",
  "script-src 'self' file:",
  "style-src 'self' file:",
  "font-src 'self' file:",
  "img-src 'self' file: data:",
  "media-src 'self' file:",
  "base-uri 'none'",
  "form-action 'none'",
]

/** A record store may stand anywhere: the platform names it only when it launches the lesson. */
function contentSecurityPolicy(runtime: PlayerRuntime): string {
  return [...contentPolicy, ...(runtime === 'cmi5' ? ['connect-src https: http:'] : [])].join('; ')
}

/** Said where the player cannot speak for itself. */
const needsScripts: Readonly<Record<PlayerLanguage, string>> = {
  en: 'This lesson needs JavaScript. Please switch it on in your browser and load the page again.',
  nl: 'Deze les heeft JavaScript nodig. Zet het aan in je browser en laad de pagina opnieuw.',
  it: 'Questa lezione ha bisogno di JavaScript. Attivalo nel browser e ricarica la pagina.',
  de: 'Diese Lektion braucht JavaScript. Schalte es in deinem Browser ein und lade die Seite neu.',
  fr: 'Cette leçon a besoin de JavaScript. Active-le dans ton navigateur et recharge la page.',
  es: 'Esta lección necesita JavaScript. Actívalo en tu navegador y vuelve a cargar la página.',
  ar: 'يحتاج هذا الدرس إلى JavaScript. فعّله في متصفحك ثم أعد تحميل الصفحة.',
}

type Page = {
  readonly lesson: PlayerLesson
  readonly runtime: PlayerRuntime
  /** schema.org description, for the web; platforms have their manifest. */
  readonly learningResource: Readonly<Record<string, unknown>> | null
}

/** The one page of a package: classic scripts, so that it runs from a folder by double-click. */
export function writePlayerPage({ lesson, runtime, learningResource }: Page): string {
  const description = lesson.description === '' ? [] : [`<meta name="description" content="${escapeXml(lesson.description)}">`]
  const structured =
    learningResource === null ? [] : [`<script type="application/ld+json">${scriptJson(learningResource)}</script>`]
  const words = playerWordsFile(lesson.language)
  const spoken = playerLanguageFor(lesson.language)
  return [
    '<!doctype html>',
    `<html lang="${escapeXml(lesson.language)}" dir="${lesson.direction}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(runtime)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">',
    '<meta name="referrer" content="no-referrer">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeXml(lesson.title)}</title>`,
    ...description,
    // Browsers ask every server for a favicon otherwise.
    '<link rel="icon" href="data:,">',
    '<link rel="stylesheet" href="player/fonts.css">',
    '<link rel="stylesheet" href="player/player.css">',
    ...structured,
    '</head>',
    '<body>',
    `<main id="tidbit-player" data-runtime="${runtime}"></main>`,
    `<noscript lang="${spoken}" dir="${textDirection(spoken)}">${needsScripts[spoken]}</noscript>`,
    '<script src="player/lesson.js"></script>',
    ...(words === null ? [] : [`<script src="player/${words}"></script>`]),
    '<script src="player/player.js"></script>',
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

/** A classic script that hands the lesson to the player: local pages may not fetch. */
export function writeLessonScript(lesson: PlayerLesson): string {
  return `window.tidbitLesson = ${scriptJson(lesson)};\n`
}

/** JSON that neither ends a script element nor breaks an old parser. */
function scriptJson(value: unknown): string {
  return JSON.stringify(value, null, 1)
    .replace(/</g, '\\u003c')
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029')
}
