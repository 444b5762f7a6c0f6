import { defaultPicture } from '../project/defaults.ts'
import { defaultGreenScreen, untouchedLook } from '../project/looks.ts'
import type { AssetId } from '../project/ids.ts'
import type { ClipPicture } from '../project/schema/clip.ts'
import type { Placement } from '../project/schema/geometry.ts'
import { secondsToTicks } from '../time/ticks.ts'
import type { LessonClip, LessonTrackClip } from './clip-schema.ts'

type Source = LessonClip | LessonTrackClip
type Look = NonNullable<ClipPicture['look']>

/** How a key frame goes on where the lesson does not say. */
export const defaultEasing = 'ease-in-out'

/** What a lesson.json says of a clip's picture. `lutId` names the asset of a colour table's file. */
export function compilePicture(source: Source, lutId: (file: string) => AssetId | null): ClipPicture {
  return {
    fit: source.fit ?? 'fill',
    crop: source.crop ?? null,
    placement: compilePlacement(source.place ?? {}),
    placementKeyframes: (source.move ?? []).map(({ at, easing, ...place }) => ({
      atTicks: secondsToTicks(at),
      easing: easing ?? defaultEasing,
      value: compilePlacement(place),
    })),
    followKeyframes: compilePath(source.follow ?? []),
    look: source.look === undefined ? null : compileLook(source.look, lutId),
    chromaKey: source.greenScreen ? orDefaults(source.greenScreen, defaultGreenScreen) : null,
    blurs: (source.blurs ?? []).map(({ path, strength }) => ({ keyframes: compilePath(path), strength: strength ?? 1 })),
    fadeInTicks: secondsToTicks(source.fadeIn ?? 0),
    fadeOutTicks: secondsToTicks(source.fadeOut ?? 0),
  }
}

function compilePlacement({ x, y, scale, rotation, opacity }: NonNullable<Source['place']>): Placement {
  const still = defaultPicture.placement
  return {
    x: x ?? still.x,
    y: y ?? still.y,
    scale: scale ?? still.scale,
    rotationDegrees: rotation ?? still.rotationDegrees,
    opacity: opacity ?? still.opacity,
  }
}

function compilePath(points: NonNullable<Source['follow']>): ClipPicture['followKeyframes'] {
  return points.map(({ at, easing, ...value }) => ({ atTicks: secondsToTicks(at), easing: easing ?? defaultEasing, value }))
}

/** Colours by name or in detail. */
export function compileLook(look: NonNullable<Source['look']>, lutId: (file: string) => AssetId | null): Look {
  if (typeof look === 'string') return { ...untouchedLook, name: look }
  const { lut, ...rest } = look
  return { ...orDefaults(rest, untouchedLook), lutAssetId: lut === undefined ? null : lutId(lut) }
}

/** Each key as written, or its default. */
function orDefaults<T extends object>(given: { readonly [K in keyof T]?: T[K] | undefined }, defaults: T): T {
  const writtenOnly = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  return { ...defaults, ...writtenOnly }
}
