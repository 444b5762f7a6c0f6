import type { CodecContext } from 'node-av/lib'
import { appError } from '#shared/messages/app-error.ts'
import type { MediaFile, RenderedStretch } from '#main/core/media/messages.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import { planStretches, type Stretch } from '#shared/render-plan/smart/plan-stretches.ts'
import { findFile } from '../render/media-files.ts'
import type { Slices } from '../slices.ts'
import { assignParameters, type AssignedParameters } from './assign-parameters.ts'
import { buildAvcConfig, parseHeader } from './h264/avc-config.ts'
import { openPacketCopier, type PacketCopier } from './packet-copier.ts'
import { readCopySource, type ReadSource } from './read-copy-source.ts'
import type { PictureTrack } from '../render/encode-pass.ts'
import { openSplice, type Splice, type SpliceOptions } from './splice.ts'

/** What of a plan is copied, and what the copies need. */
export type SmartRender = {
  readonly stretches: readonly Stretch[]
  readonly reads: readonly ReadSource[]
  readonly parameters: AssignedParameters
}

/** So few touched frames are encoded at once and held, a second or two of work and a few megabytes. */
const mostFirstFrames = 90

type Job = { readonly plan: RenderPlan; readonly files: readonly MediaFile[]; readonly slices: Slices }

/** Whether a plan asks for copies and its encoder is one whose pictures can stand beside them. */
export function maySplice({ encoder: { container, copyUntouched, video } }: RenderPlan): boolean {
  return copyUntouched && container === 'mp4' && video.codec === 'h264' && video.rate.kind === 'quality'
}

/** Looks through the files of a plan for what can be copied. Throws `media.*`. */
export async function prepareSmartRender({ plan, files, slices }: Job): Promise<SmartRender> {
  const reads: ReadSource[] = []
  const alone = inputsShownAlone(plan)
  for (const [index, input] of plan.inputs.entries()) {
    const file = alone.has(index) && input.video ? findFile(files, input.assetId, input.video.variant) : null
    reads.push(
      file === null ? { source: { refusal: 'no-clip' }, copying: null } : await readCopySource(plan, input, file, slices),
    )
  }
  return arrange(plan, reads)
}

/** The others need not be read. */
function inputsShownAlone({ segments, inputs }: RenderPlan): ReadonlySet<number> {
  const shown = segments.flatMap(({ base, above }) => (base.kind === 'clip' && above.length === 0 ? [base.layer.input] : []))
  return new Set(shown.filter((index) => inputs[index]?.kind === 'video'))
}

/** Sources whose parameter sets find no place beside the others' are encoded. */
function arrange(plan: RenderPlan, reads: readonly ReadSource[]): SmartRender {
  const stretches = planStretches(
    plan,
    reads.map(({ source }) => source),
  )
  const copied = new Set(stretches.flatMap((each) => (each.kind === 'copy' ? [each.input] : [])))
  const parameters = assignParameters(reads.map(({ copying }, index) => (copied.has(index) && copying ? copying.header : null)))
  const homeless = reads.findIndex((_, index) => copied.has(index) && parameters.pictureIds[index] === null)
  if (homeless < 0) return { stretches, reads, parameters }
  const refused: ReadSource = { source: { refusal: 'parameters' }, copying: null }
  return arrange(plan, reads.toSpliced(homeless, 1, refused))
}

/** The header of a file with the encoder's pictures and the copied ones; null where nothing is copied. */
export function decoderConfig({ stretches, parameters }: SmartRender, encoder: CodecContext): Buffer | undefined {
  if (!stretches.some(({ kind }) => kind === 'copy')) return undefined
  const own = encoder.extraData && parseHeader(encoder.extraData)
  if (!own) throw appError('media.engine-failed', { step: 'starting the video encoder', detail: 'no parameter sets' })
  const used = stretches.some(({ kind }) => kind === 'encode') ? own : { sps: [], pps: [] }
  return buildAvcConfig([...parameters.sps, ...used.sps], [...parameters.pps, ...used.pps])
}

export function copiesAny({ stretches }: SmartRender): boolean {
  return stretches.some(({ kind }) => kind === 'copy')
}

/** For the report. */
export function describeStretches({ stretches }: SmartRender): RenderedStretch[] {
  return stretches.map((stretch) => ({
    startFrame: stretch.startFrame,
    frameCount: stretch.frameCount,
    encodedFor: stretch.kind === 'encode' ? stretch.reason : null,
  }))
}

/** A track of copied pictures and those that an encoder makes of the frames between them. */
export function openSplicedTrack(
  { plan, files, slices }: Job,
  { stretches, reads, parameters }: SmartRender,
  output: Pick<SpliceOptions, 'encoder' | 'onEncoded' | 'write'>,
): PictureTrack & Pick<Splice, 'settle' | 'close'> {
  let copier: { readonly input: number; readonly open: PacketCopier } | null = null

  /** Only the newest file stays open. */
  function copierOf(index: number): PacketCopier {
    if (copier?.input === index) return copier.open
    copier?.open.close()
    copier = null
    const input = plan.inputs[index]
    const read = reads[index]
    const pictureIds = parameters.pictureIds[index]
    if (!input?.video || !read?.copying || read.source.refusal !== null || !pictureIds)
      throw new RangeError(`Input ${index} is not one to copy from`)
    const file = findFile(files, input.assetId, input.video.variant)
    const { packets } = read.source
    const video = input.video
    const open = openPacketCopier({
      ...{ file, input: { ...input, video }, packets, copying: read.copying, pictureIds, slices },
      maxPixels: plan.limits.maxPixels,
    })
    copier = { input: index, open }
    return open
  }

  const touched = framesOf(stretches, 'encode')
  const first = touched.length <= mostFirstFrames ? touched : []
  const wanted = new Set(first.length > 0 ? [] : touched)
  const splice = openSplice({
    ...output,
    stretches,
    slices,
    async readCopied({ input }, packet) {
      const source = reads[input]?.source
      const isKey = source?.refusal === null && source.packets[packet]?.isKey === true
      return { packet: await copierOf(input).read(packet), isKey }
    },
  })
  return {
    first,
    wants: (frame) => wanted.has(frame),
    add: (frame, picture) => splice.encode(frame, picture),
    skip: (frame) => splice.reach(frame),
    end: () => splice.end(),
    settle: () => splice.settle(),
    close() {
      splice.close()
      copier?.open.close()
    },
  }
}

function framesOf(stretches: readonly Stretch[], wanted: Stretch['kind']): number[] {
  return stretches.flatMap(({ kind, startFrame, frameCount }) =>
    kind === wanted ? Array.from({ length: frameCount }, (_, index) => startFrame + index) : [],
  )
}
