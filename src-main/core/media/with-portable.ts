import { stat } from 'node:fs/promises'
import { AppError } from '#shared/messages/app-error.ts'
import type { MediaEngine } from './media-engine.ts'
import type { RenderReport } from './messages.ts'
import type { PortableEngine } from './portable-engine.ts'

/** What the export dialog and the log call the encoder of the portable engine. */
export const portableEncoderName = 'libx264 (simple video engine)'

/**
 * A media engine that renders with the portable one where its own process cannot even start: its FFmpeg does not load on this
 * machine. `always` leaves the full engine out, for machines on which it does worse.
 */
export function withPortable(
  engine: MediaEngine,
  portable: PortableEngine,
  { always }: { readonly always: boolean },
): MediaEngine {
  const renderPortable: MediaEngine['render'] = async (plan, files, outputFile, { signal, onProgress } = {}) => {
    const tell = (fraction: number): void => onProgress?.({ stage: 'encode', fraction })
    await portable.render(plan, files, outputFile, { signal, onProgress: tell })
    const report: RenderReport = {
      frameCount: plan.frameCount,
      durationTicks: plan.durationTicks,
      byteLength: (await stat(outputFile)).size,
      damagedAssetIds: [],
      loudness: null,
      encoder: { name: portableEncoderName, hardware: false, passes: 1 },
      stretches: null,
    }
    return report
  }
  return {
    ...engine,
    async render(plan, files, outputFile, options) {
      if (always) return renderPortable(plan, files, outputFile, options)
      try {
        return await engine.render(plan, files, outputFile, options)
      } catch (thrown) {
        if (!(thrown instanceof AppError) || thrown.code !== 'system.process-start') throw thrown
        return renderPortable(plan, files, outputFile, options)
      }
    },
  }
}
