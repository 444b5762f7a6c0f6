import { availableParallelism, constants, setPriority } from 'node:os'
import { Log } from 'node-av/lib'
import { AV_LOG_FATAL } from 'node-av/constants'
import { serveProcess } from '#main/core/hosts/serve-process.ts'
import { previewRequestSchema, probeRequestSchema, renderRequestSchema, stillRequestSchema } from '#main/core/media/messages.ts'
import type { PreviewPicture } from '#shared/ipc/preview-messages.ts'
import type { MediaMethods } from '#main/core/media/media-methods.ts'
import { pictureRequestSchema } from '#main/core/media/picture-messages.ts'
import { createPauseGate } from '#main/core/jobs/pause-gate.ts'
import { backgroundArgument } from '#main/core/media/media-process-env.ts'
import { identifyRequestSchema } from '#main/core/media/identify-messages.ts'
import { deriveRequestSchema, repairRequestSchema } from '#main/core/media/derive-messages.ts'
import { analyseRequestSchema, shotChangesRequestSchema } from '#main/core/media/analyse-messages.ts'
import { composeRequestSchema } from '#main/core/media/compose-messages.ts'
import { measureRequestSchema } from '#main/core/media/preflight-messages.ts'
import { transcribeRequestSchema, tryModelRequestSchema } from '#main/core/speech/speech-messages.ts'
import { analyseRecording } from './analyse/analyse-recording.ts'
import { findShotChanges } from './analyse/find-shot-changes.ts'
import { deriveMedia } from './derive/derive-media.ts'
import { repairFile } from './derive/repair-file.ts'
import { measureLesson } from './preflight/measure-lesson.ts'
import { createPreviews } from './preview/previews.ts'
import { identifyFile } from './probe/identify-file.ts'
import { probeFile } from './probe/probe-file.ts'
import { loadOverlayPainter } from './render/overlay-painter.ts'
import { readOverlayPicture } from './render/overlay-pictures.ts'
import { renderPlan } from './render/render-plan.ts'
import { createSlices } from './slices.ts'
import { transcribeFile } from './speech/transcribe-file.ts'
import { tryModel } from './speech/try-model.ts'
import { composeStills } from './compose-stills.ts'
import { takeStills, toPng } from './stills.ts'

// FFmpeg talks about every damaged picture; what matters reaches the caller as an error or a finding.
Log.setLevel(AV_LOG_FATAL)

// Before FFmpeg starts a thread: threads take over the priority of the one that starts them.
if (process.argv.includes(backgroundArgument)) setPriority(constants.priority.PRIORITY_BELOW_NORMAL)

/** More threads decode no faster than x264 takes pictures, and each holds some. */
const threads = Math.min(4, availableParallelism())

const gate = createPauseGate()
const previews = createPreviews(threads)

const methods: MediaMethods = {
  derive: (input, { signal, progress }) =>
    deriveMedia(deriveRequestSchema.parse(input), { threads, signal, onProgress: progress }),
  async repair(input, { signal }) {
    const { path, outputFile } = repairRequestSchema.parse(input)
    await repairFile(path, outputFile, signal)
    return null
  },
  analyse: (input, { signal, progress }) =>
    analyseRecording(analyseRequestSchema.parse(input), { threads, signal, onProgress: progress }),
  shotChanges: (input, { signal }) =>
    findShotChanges(shotChangesRequestSchema.parse(input), { threads, slices: createSlices(() => signal.aborted) }),
  measure: (input, { signal, progress }) =>
    measureLesson(measureRequestSchema.parse(input), { threads, signal, onProgress: progress }),
  identify: (input) => identifyFile(identifyRequestSchema.parse(input).path),
  transcribe: (input, { signal, progress }) =>
    transcribeFile(transcribeRequestSchema.parse(input), { signal, onProgress: progress }),
  tryModel: (input) => tryModel(tryModelRequestSchema.parse(input)),
  probe(input, { signal, progress }) {
    const { path, canvas } = probeRequestSchema.parse(input)
    const tell = (firstPicture: PreviewPicture): void => progress({ firstPicture })
    return probeFile(path, signal, progress, canvas && { canvas, tell })
  },
  async render(input, { signal, progress }) {
    const { plan, files, outputFile, workFolder } = renderRequestSchema.parse(input)
    // Held work hears of a cancel only when it goes on.
    signal.addEventListener('abort', () => gate.setClosed(false))
    // Loaded while the sound is listened to.
    const paint = loadOverlayPainter(
      plan,
      files,
      createSlices(() => signal.aborted),
    )
    // Heard of where it is used, unless something else fails before.
    paint.catch(() => undefined)
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
  compose: (input, { signal }) => composeStills(composeRequestSchema.parse(input), { threads, signal }),
  stills: (input, { signal }) => takeStills(stillRequestSchema.parse(input), threads, signal),
}

serveProcess(methods)
