import { availableParallelism } from 'node:os'
import { Log } from 'node-av/lib'
import { AV_LOG_FATAL } from 'node-av/constants'
import { serveProcess } from '#main/core/hosts/serve-process.ts'
import { previewRequestSchema, renderRequestSchema, stillRequestSchema, type MediaMethods } from '#main/core/media/messages.ts'
import { pictureRequestSchema } from '#main/core/media/picture-messages.ts'
import { createPauseGate } from '#main/core/jobs/pause-gate.ts'
import { createPreviews } from './preview/previews.ts'
import { probeFile } from './probe/probe-file.ts'
import { loadOverlayPainter } from './render/overlay-painter.ts'
import { readOverlayPicture } from './render/overlay-pictures.ts'
import { renderPlan } from './render/render-plan.ts'
import { createSlices } from './slices.ts'
import { takeStills, toPng } from './stills.ts'

// FFmpeg talks about every damaged picture; what matters reaches the caller as an error or a finding.
Log.setLevel(AV_LOG_FATAL)

/** More threads decode no faster than x264 takes pictures, and each holds some. */
const threads = Math.min(4, availableParallelism())

const gate = createPauseGate()
const previews = createPreviews(threads)

const methods: MediaMethods = {
  probe: ({ path }, { signal, progress }) => probeFile(path, signal, progress),
  async render(input, { signal, progress }) {
    const { plan, files, outputFile, workFolder } = renderRequestSchema.parse(input)
    // Held work hears of a cancel only when it goes on.
    signal.addEventListener('abort', () => gate.setClosed(false))
    const paint = await loadOverlayPainter(
      plan,
      files,
      createSlices(() => signal.aborted),
    )
    return renderPlan({ plan, files, outputFile, workFolder, threads, paint, signal, gate, onProgress: progress })
  },
  setPaused({ paused }) {
    gate.setClosed(paused)
    return null
  },
  openPreview: (input, { ports }) => previews.open(previewRequestSchema.parse(input), ports),
  updatePreview: (input) => previews.update(previewRequestSchema.parse(input)),
  async overlayPicture(input, { signal }) {
    const { path, input: facts } = pictureRequestSchema.parse(input)
    return toPng(
      await readOverlayPicture(
        path,
        facts,
        createSlices(() => signal.aborted),
      ),
    )
  },
  stills: (input, { signal }) => takeStills(stillRequestSchema.parse(input), threads, signal),
}

serveProcess(methods)
