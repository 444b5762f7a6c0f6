// oxlint-disable-next-line import/no-unassigned-import -- the build makes player.css of it
import './styles/player.css'
import { playerLessonVersion, type PlayerLesson } from '#shared/quiz/player-lesson.ts'
import { Player } from './player.ts'
import { createScorm12Runtime } from './runtime/scorm-12-runtime.ts'
import { createWebRuntime } from './runtime/web-runtime.ts'
import { LessonSession } from './session.ts'
import { createTranslator } from './text.ts'

declare global {
  interface Window {
    /** Set by lesson.js, the data of the package. */
    readonly tidbitLesson?: PlayerLesson
  }
}

function startPlayer(host: HTMLElement, lesson: PlayerLesson): void {
  const runtime = host.dataset['runtime'] === 'scorm12' ? createScorm12Runtime(lesson) : createWebRuntime(lesson)
  const session = new LessonSession(lesson, runtime)
  const player = new Player(host, session, createTranslator(lesson.language))
  const show = () => player.ready()
  session.connect(() => player.refreshConnection()).then(show, show)
}

const host = document.getElementById('tidbit-player')
if (host && window.tidbitLesson?.version === playerLessonVersion) startPlayer(host, window.tidbitLesson)
