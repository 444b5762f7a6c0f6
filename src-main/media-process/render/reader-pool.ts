import type { AssetId, ClipId } from '#shared/project/ids.ts'
import type { PlanInput, PlanVideo } from '#shared/render-plan/plan-input.ts'
import type { Slices } from '../slices.ts'
import { openPictureReader, type PictureReader } from './picture-reader.ts'

export type ReaderRequest = {
  /** Whose pictures: a clip goes on with the reader it had. */
  readonly clipId: ClipId
  readonly file: string
  readonly input: PlanInput & { readonly video: PlanVideo }
}

/** Open files, shared by the layers of a plan one after the other. */
export type ReaderPool = {
  /**
   * A reader for each layer that is shown at once, never one for two. `most` layers are shown at once anywhere: so many stay
   * open, and small pictures beyond. Throws as `openPictureReader`.
   */
  readersFor(requests: readonly ReaderRequest[], most: number): readonly PictureReader[]
  close(): void
}

type Options = {
  readonly maxPixels: number
  readonly threads: number
  readonly slices: Slices
  readonly onDamage: (assetId: AssetId) => void
  /** Readers that no layer needs stay open, those used last first, while all open pictures together have no more pixels. */
  readonly sparePixels?: number
}

type Entry = { readonly key: string; readonly reader: PictureReader; readonly pixels: number; clipId: ClipId }

/** One picture of 4K, or all the proxies of a lesson: two decoders of a phone's 4K film are a gigabyte. */
const usualSparePixels = 3840 * 2160

export function createReaderPool({ maxPixels, threads, slices, onDamage, sparePixels = usualSparePixels }: Options): ReaderPool {
  /** Used last comes last. */
  let entries: readonly Entry[] = []

  function open({ file, input, clipId }: ReaderRequest): Entry {
    const report = (): void => onDamage(input.assetId)
    const reader = openPictureReader({ file, input, maxPixels, threads, slices, onDamage: report })
    const { displayWidth, displayHeight } = input.video
    return { key: keyOf({ file, input }), reader, pixels: displayWidth * displayHeight, clipId }
  }

  /** Those that stay open. */
  function closeSpare(spare: readonly Entry[], requests: readonly ReaderRequest[], most: number): readonly Entry[] {
    let pixels = requests.reduce((sum, { input }) => sum + input.video.displayWidth * input.video.displayHeight, 0)
    const kept: Entry[] = []
    for (const entry of spare.toReversed()) {
      pixels += entry.pixels
      if (kept.length < most - requests.length || pixels <= sparePixels) kept.unshift(entry)
      else entry.reader.close()
    }
    return kept
  }

  return {
    readersFor(requests, most) {
      const idle = new Set(entries)
      const take = (found: Entry | undefined): Entry | null => {
        if (found) idle.delete(found)
        return found ?? null
      }
      const ofClip = requests.map((request) => {
        const key = keyOf(request)
        return take([...idle].find((entry) => entry.key === key && entry.clipId === request.clipId))
      })
      const matched = requests.map((request, index) => {
        const key = keyOf(request)
        return ofClip[index] ?? take([...idle].find((entry) => entry.key === key))
      })
      const kept = closeSpare([...idle], requests, most)
      entries = [...kept, ...matched.filter((entry) => entry !== null)]
      return requests.map((request, index) => {
        const known = matched[index]
        if (known) {
          known.clipId = request.clipId
          return known.reader
        }
        const opened = open(request)
        entries = [...entries, opened]
        return opened.reader
      })
    },
    close() {
      for (const { reader } of entries) reader.close()
      entries = []
    },
  }
}

function keyOf({ file, input }: Pick<ReaderRequest, 'file' | 'input'>): string {
  return JSON.stringify([file, input.originTicks, input.video.streamIndex, input.video.fieldOrder])
}
