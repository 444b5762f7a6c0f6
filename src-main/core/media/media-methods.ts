import type { SplitAnalysis } from '#shared/split/split-analysis.ts'
import type { Transcript } from '#shared/speech/transcript.ts'
import type { Ticks } from '#shared/time/ticks.ts'
import type { Method } from '../hosts/methods.ts'
import type { ComposeRequest } from './compose-messages.ts'
import type { AnalyseProgress, AnalyseRequest, ShotChangesRequest } from './analyse-messages.ts'
import type { DeriveProgress, DeriveReport, DeriveRequest, RepairRequest } from './derive-messages.ts'
import type { IdentifyRequest, MediaKind } from './identify-messages.ts'
import type {
  PreviewRequest,
  ProbeProgress,
  ProbeReport,
  ProbeRequest,
  RenderProgress,
  RenderReport,
  RenderRequest,
  Still,
  StillRequest,
} from './messages.ts'
import type { MeasuredMedia } from '#shared/preflight/measured.ts'
import type { MeasureProgress, MeasureRequest } from './preflight-messages.ts'
import type { PictureRequest } from './picture-messages.ts'
import type { TranscribeProgress, TranscribeRequest, TryModelRequest } from '../speech/speech-messages.ts'

/** What the media process answers. */
export type MediaMethods = {
  /** Serves a window's preview over the MessagePort that comes along, until that port closes. */
  readonly openPreview: Method<PreviewRequest, null>
  /** Where a preview's assets lie now; its next `load` uses it. */
  readonly updatePreview: Method<PreviewRequest, null>
  /** Everything the editor shows of a file, in one pass over it. */
  readonly derive: Method<DeriveRequest, DeriveReport, DeriveProgress>
  /** Copies what can be read of a damaged file into a whole one. */
  readonly repair: Method<RepairRequest, null>
  /** Finds where a recording could be split. */
  readonly analyse: Method<AnalyseRequest, SplitAnalysis, AnalyseProgress>
  /** Finds where a stretch of a file changes from one shot to another. */
  readonly shotChanges: Method<ShotChangesRequest, readonly Ticks[]>
  /** Looks at all pictures of a lesson and listens to it, for its check. */
  readonly measure: Method<MeasureRequest, MeasuredMedia, MeasureProgress>
  /** What a file holds, by a first look. */
  readonly identify: Method<IdentifyRequest, MediaKind>
  /** Writes down what is said in a file. */
  readonly transcribe: Method<TranscribeRequest, Transcript, TranscribeProgress>
  /** Opens a speech model and closes it again. */
  readonly tryModel: Method<TryModelRequest, null>
  readonly probe: Method<ProbeRequest, ProbeReport, ProbeProgress>
  readonly render: Method<RenderRequest, RenderReport, RenderProgress>
  /** Holds a render that runs or comes, or lets it go on; it hears a cancel meanwhile. */
  readonly setPaused: Method<{ readonly paused: boolean }, null>
  readonly stills: Method<StillRequest, readonly Still[]>
  /** Pictures of a lesson as they would be exported. */
  readonly compose: Method<ComposeRequest, readonly Still[]>
  /** The picture of an image file as overlays draw it: upright PNG, see-through where it is. */
  readonly overlayPicture: Method<PictureRequest, Still>
}
