import { createDocument } from '#shared/project/defaults.ts'
import type { AssetId, LessonId } from '#shared/project/ids.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { ticks, type Ticks } from '#shared/time/ticks.ts'
import { EditSession } from '#shared/edit/edit-session.ts'
import { phoneSound, phoneVideo } from './phone-interpretation.ts'

export const second = 120_000

export const seconds = (value: number): Ticks => ticks(Math.round(value * second))

/** Ids `n1`, `n2`, …: the same in every run. */
export function countingIds(prefix = 'n'): { readonly newId: () => string } {
  let last = 0
  return {
    newId: () => {
      last += 1
      return `${prefix}${last}`
    },
  }
}

/** A video of a given length as the clip doctor would describe it. */
export function videoAsset(id: string, durationTicks: Ticks): Asset {
  return {
    id: id as AssetId,
    kind: 'video',
    sha256: id.charCodeAt(0).toString(16).padStart(64, '0'),
    byteLength: 1_000_000,
    fileName: `${id}.mp4`,
    relativePath: `${id}.mp4`,
    absolutePath: null,
    storage: 'referenced',
    licence: { spdx: null, attribution: '', sourceUrl: '' },
    consent: { status: 'unknown', note: '', expires: null },
    altText: '',
    imageSize: null,
    interpretation: {
      container: 'mov,mp4,m4a,3gp,3g2,mj2',
      originTicks: ticks(0),
      durationTicks,
      audio: { ...phoneSound, sampleRate: 48_000, channels: 2, channelLayout: 'stereo', durationTicks },
      video: { ...phoneVideo, frameRate: { num: 30_000, den: 1001 }, timeBase: { num: 1, den: 30_000 }, durationTicks },
      findings: [],
      repaired: false,
    },
  }
}

export function emptyDocument(): LessonDocument {
  return createDocument('lesson-1' as LessonId, 'Bike brakes', 'en')
}

export function openSession(document = emptyDocument(), ids = countingIds()): EditSession {
  return new EditSession(document, ids)
}
