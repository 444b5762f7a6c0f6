import type { PlayerLesson } from './player-lesson.ts'
import { formatDuration } from './scorm-2004.ts'
import { addStretch, watchedMs, type Stretch } from './watched.ts'
import type { XapiObject } from './xapi.ts'

/** What happens to the film of a lesson; milliseconds of the film. */
export type FilmEvent =
  | { readonly kind: 'played'; readonly atMs: number }
  | { readonly kind: 'paused'; readonly atMs: number }
  | { readonly kind: 'seeked'; readonly fromMs: number; readonly toMs: number }
  /** Captions, speed, sound or size were changed. */
  | { readonly kind: 'interacted'; readonly atMs: number }

/** How the film is shown at the moment. */
export type FilmSetting = {
  readonly speed: number
  /** 0 to 1. */
  readonly volume: number
  /** BCP 47, also of captions that are switched off; null where there are none. */
  readonly captionLanguage: string | null
  readonly captionsShown: boolean
  readonly fullScreen: boolean
  /** CSS pixels, as `360x640`. */
  readonly screenSize: string
  readonly filmSize: string
}

/** What one session played: stretches in the order they were played, and where the one under way began. */
export type FilmLog = { readonly segments: readonly Stretch[]; readonly sinceMs: number | null }

export const emptyFilmLog: FilmLog = { segments: [], sinceMs: null }

/** The log after an event. A seek while it plays ends a stretch and begins another. */
export function logFilm(log: FilmLog, event: FilmEvent): FilmLog {
  switch (event.kind) {
    case 'played':
      return log.sinceMs === null ? { ...log, sinceMs: event.atMs } : log
    case 'paused':
      return { segments: closed(log, event.atMs), sinceMs: null }
    case 'seeked':
      return { segments: closed(log, event.fromMs), sinceMs: log.sinceMs === null ? null : event.toMs }
    case 'interacted':
      return log
  }
}

function closed({ segments, sinceMs }: FilmLog, atMs: number): readonly Stretch[] {
  return sinceMs === null || atMs <= sinceMs ? segments : [...segments, { startMs: sinceMs, endMs: atMs }]
}

/** As the profile writes them: `0[.]4.5[,]10[.]12`, in seconds with three decimals at most. */
export function playedSegments({ segments }: FilmLog): string {
  return segments.map(({ startMs, endMs }) => `${toSeconds(startMs)}[.]${toSeconds(endMs)}`).join('[,]')
}

/** How much of the film the segments cover together, 0 to 1 with three decimals. */
export function filmProgress({ segments }: FilmLog, durationMs: number): number {
  const covered = watchedMs(segments.reduce<readonly Stretch[]>(addStretch, []))
  return Math.min(1, Math.round((covered / Math.max(1, durationMs)) * 1000) / 1000)
}

/** The share that counts as seen, 0 to 1: what the lesson asks for, else all. */
export function filmThreshold({ completion }: PlayerLesson): number {
  return completion.watchedPercent !== null && completion.watchedPercent > 0 ? completion.watchedPercent / 100 : 1
}

/** Browsers forgive the last moment of a film, and so does the share that was watched. */
const forgivenMs = 500

export function isFilmSeen(lesson: PlayerLesson, log: FilmLog): boolean {
  return filmProgress(log, lesson.durationMs) >= filmThreshold(lesson) - forgivenMs / Math.max(1, lesson.durationMs)
}

const base = 'https://w3id.org/xapi/video'
const extension = (name: string): string => `${base}/extensions/${name}`

/** The mark of the Video Profile 1.0.3 (its narrative, 4.0: a category of every statement). */
export const filmCategory = { id: base } as const

/** The film as an activity of its own, so that its beginning and end are not taken for the lesson's. */
export function filmActivity(lesson: PlayerLesson, activityId: string): XapiObject {
  return {
    objectType: 'Activity',
    id: `${activityId}/video`,
    definition: { type: `${base}/activity-type/video`, name: { [lesson.language]: lesson.title } },
  }
}

export const filmVerbs = ['initialized', 'played', 'paused', 'seeked', 'interacted', 'completed', 'terminated'] as const
export type FilmVerb = (typeof filmVerbs)[number]

/** The part of the context that the profile wants: the length always, the rest as it is shown. */
export function filmContext(lesson: PlayerLesson, sessionId: string, setting: FilmSetting): XapiObject {
  const { captionLanguage, captionsShown, fullScreen, screenSize, filmSize } = setting
  return {
    [extension('length')]: toSeconds(lesson.durationMs),
    [extension('session-id')]: sessionId,
    [extension('completion-threshold')]: filmThreshold(lesson),
    [extension('speed')]: `${setting.speed}x`,
    [extension('volume')]: Math.round(setting.volume * 100) / 100,
    [extension('cc-enabled')]: captionsShown,
    [extension('full-screen')]: fullScreen,
    [extension('screen-size')]: screenSize,
    [extension('video-playback-size')]: filmSize,
    ...(captionLanguage === null ? {} : { [extension('cc-subtitle-lang')]: captionLanguage }),
  }
}

type FilmMoment = {
  readonly log: FilmLog
  readonly durationMs: number
  readonly atMs: number
  /** Where a seek came from. */
  readonly fromMs: number
  /** Since the session began. */
  readonly spentMs: number
}

/** The result of each verb as the templates of the profile want it; none where it wants none. */
export function filmResult(verb: FilmVerb, { log, durationMs, atMs, fromMs, spentMs }: FilmMoment): XapiObject | null {
  const time = { [extension('time')]: toSeconds(atMs) }
  const seen = { [extension('progress')]: filmProgress(log, durationMs), [extension('played-segments')]: playedSegments(log) }
  switch (verb) {
    case 'initialized':
      return null
    case 'played':
    case 'interacted':
      return { extensions: time }
    case 'seeked':
      return { extensions: { [extension('time-from')]: toSeconds(fromMs), [extension('time-to')]: toSeconds(atMs), ...seen } }
    case 'paused':
    case 'terminated':
      return { extensions: { ...time, ...seen } }
    case 'completed':
      return { completion: true, duration: formatDuration(spentMs), extensions: { ...time, ...seen } }
  }
}

function toSeconds(milliseconds: number): number {
  return Math.round(milliseconds) / 1000
}
