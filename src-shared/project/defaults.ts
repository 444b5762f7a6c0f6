import type { AssetId, ClipId, LessonId, TrackId, CaptionTrackId } from './ids.ts'
import type { Clip, ClipPicture, ClipSound, Track } from './schema/clip.ts'
import { currentSchemaVersion, type CanvasSize, type LessonDocument } from './schema/document.ts'
import type { CompletionRule } from './schema/question.ts'
import type { CaptionStyle, CaptionTrack } from './schema/text.ts'
import type { Ticks } from '../time/ticks.ts'

/** Canvas sizes by the names that lesson.json and the settings use. */
export const canvases = {
  '9:16': { width: 1080, height: 1920 },
  '1:1': { width: 1080, height: 1080 },
  '16:9': { width: 1920, height: 1080 },
} as const satisfies Record<string, CanvasSize>

export const defaultPicture: ClipPicture = {
  fit: 'fill',
  crop: null,
  placement: { x: 0, y: 0, scale: 1, rotationDegrees: 0, opacity: 1 },
  placementKeyframes: [],
  followKeyframes: [],
  look: null,
  chromaKey: null,
  blurs: [],
  fadeInTicks: 0 as Ticks,
  fadeOutTicks: 0 as Ticks,
}

export const defaultSound: ClipSound = {
  muted: false,
  gainDb: 0,
  envelope: [],
  fadeInTicks: 0 as Ticks,
  fadeOutTicks: 0 as Ticks,
  noiseReduction: 0,
  highPassHz: 0,
  keepPitch: true,
}

/** DESIGN.md section 10: 76 units, at most 21 characters a line and two lines, above the LMS bottom margin of 240. */
export const defaultCaptionStyle: CaptionStyle = {
  preset: 'boxed',
  text: {
    fontFamily: 'Inter',
    fontWeight: 700,
    size: 76,
    colour: '#ffffff',
    align: 'center',
    lineHeight: 1.2,
    outlineColour: null,
    outlineWidth: 0,
    boxColour: '#101418d9',
    boxPadding: 24,
    boxRadius: 20,
    shadow: null,
  },
  animation: 'plain',
  highlightColour: '#ffd54a',
  highlight: 'letters',
  emphasisScale: 1,
  entrance: 'none',
  maxCharactersPerLine: 21,
  maxLines: 2,
  place: 'bottom',
  bottomMargin: 260,
}

export const defaultCompletion: CompletionRule = { watchedPercent: null, questionsAnswered: true, minScorePercent: null }

export const mainTrackId = 'main' as TrackId

export const mainTrack: Track = {
  id: mainTrackId,
  band: 'main',
  role: 'voice',
  name: 'Clips',
  order: 0,
  muted: false,
  solo: false,
  locked: false,
  hidden: false,
  gainDb: 0,
  ducked: false,
}

export function createDocument(id: LessonId, title: string, language: string): LessonDocument {
  return {
    schemaVersion: currentSchemaVersion,
    id,
    settings: { canvas: canvases['9:16'], frameRate: { num: 30, den: 1 }, loudnessLufs: -16, safeBox: 'lms', audience: 'adult' },
    metadata: {
      title,
      description: '',
      language,
      authors: [],
      topics: [],
      keywords: [],
      level: '',
      licence: '',
      translationOf: null,
    },
    completion: defaultCompletion,
    tracks: { [mainTrackId]: mainTrack },
    mainTrack: [],
    clips: {},
    transitions: {},
    overlays: {},
    captionTracks: {},
    captions: {},
    questions: {},
    challenge: null,
    assets: {},
    markers: {},
    sections: {},
    groups: {},
    slots: {},
    brandKit: null,
  }
}

/** A clip of the main track that plays a stretch of an asset as it is. */
export function createMainClip(id: ClipId, assetId: AssetId, sourceInTicks: Ticks, sourceOutTicks: Ticks): Clip {
  return {
    id,
    trackId: mainTrackId,
    assetId,
    anchor: null,
    sourceInTicks,
    sourceOutTicks,
    speed: { num: 1, den: 1 },
    reversed: false,
    freezeTicks: null,
    picture: defaultPicture,
    sound: defaultSound,
    groupId: null,
    slotId: null,
    label: '',
    altText: '',
  }
}

export function createCaptionTrack(id: CaptionTrackId, language: string, style = defaultCaptionStyle): CaptionTrack {
  return { id, language, kind: 'captions', label: '', style, order: 0 }
}
