// oxlint-disable-next-line import/no-unassigned-import -- the build makes player.css of it
import './styles/player.css'
import { playerLessonVersion, type PlayerLesson } from '#shared/quiz/player-lesson.ts'
import { Player } from './player.ts'
import { createCmi5Runtime } from './runtime/cmi5/cmi5-runtime.ts'
import type { Runtime } from './runtime/runtime.ts'
import { scorm12 } from './runtime/scorm-12-edition.ts'
import { scorm2004 } from './runtime/scorm-2004-edition.ts'
import { createScormRuntime } from './runtime/scorm-runtime.ts'
import { createWebRuntime } from './runtime/web-runtime.ts'
import { LessonSession } from './session.ts'
import { createTranslator, type Catalogue } from './text.ts'

declare global {
  interface Window {
    /** Set by lesson.js, the data of the package. */
    readonly tidbitLesson?: PlayerLesson
    /** Set by text/<language>.js, where the lesson is not in English. */
    readonly tidbitTexts?: Catalogue
  }
}

function createRuntime(name: string | undefined, lesson: PlayerLesson): Runtime {
  if (name === 'scorm12') return createScormRuntime(scorm12, lesson)
  if (name === 'scorm2004') return createScormRuntime(scorm2004(lesson.language), lesson)
  if (name === 'cmi5') return createCmi5Runtime(lesson)
  return createWebRuntime(lesson)
}

function startPlayer(host: HTMLElement, lesson: PlayerLesson): void {
  const session = new LessonSession(lesson, createRuntime(host.dataset['runtime'], lesson))
  const player = new Player(host, session, createTranslator(lesson.language, window.tidbitTexts))
  const show = () => player.ready()
  session.connect(() => player.refreshConnection()).then(show, show)
}

const host = document.getElementById('tidbit-player')
if (host && window.tidbitLesson?.version === playerLessonVersion) startPlayer(host, window.tidbitLesson)
