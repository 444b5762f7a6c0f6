import type { z } from '../base/zod.ts'
import { appChannels } from './areas/app.ts'
import { batchDraftChannels } from './areas/batch-draft.ts'
import { batchQueueChannels } from './areas/batch-queue.ts'
import { courseChannels } from './areas/course.ts'
import { exportChannels } from './areas/export.ts'
import { jobChannels } from './areas/jobs.ts'
import { keyChannels } from './areas/keys.ts'
import { libraryChannels } from './areas/library.ts'
import { libraryEditChannels } from './areas/library-edits.ts'
import { mediaChannels, previewChannels } from './areas/media.ts'
import { phoneChannels } from './areas/phone.ts'
import { preflightChannels } from './areas/preflight.ts'
import { projectFileChannels } from './areas/project-files.ts'
import { publishChannels } from './areas/publish.ts'
import { sharedQueueChannels } from './areas/shared-queue.ts'
import { recordingChannels } from './areas/recording.ts'
import { schoolStyleChannels } from './areas/school-styles.ts'
import { soundChannels } from './areas/sounds.ts'
import { speechChannels } from './areas/speech.ts'
import { splitChannels } from './areas/split.ts'
import { templateChannels } from './areas/templates.ts'
import { textFileChannels } from './areas/text-files.ts'
import { trialChannels } from './areas/trial.ts'
import type { Channel } from './channel.ts'
import type { ChannelName } from './channel-names.ts'

/** Everything a window can ask of the main process. */
export const contract = {
  ...appChannels,
  ...keyChannels,
  ...libraryChannels,
  ...templateChannels,
  ...mediaChannels,
  ...splitChannels,
  ...preflightChannels,
  ...textFileChannels,
  ...speechChannels,
  ...recordingChannels,
  ...phoneChannels,
  ...schoolStyleChannels,
  ...soundChannels,
  ...previewChannels,
  ...projectFileChannels,
  ...publishChannels,
  ...sharedQueueChannels,
  ...exportChannels,
  ...libraryEditChannels,
  ...batchDraftChannels,
  ...batchQueueChannels,
  ...courseChannels,
  ...trialChannels,
  ...jobChannels,
} as const satisfies Record<ChannelName, Channel>

/** What a window sends on a channel. */
export type ChannelInput<C extends ChannelName> = z.input<(typeof contract)[C]['input']>
/** What main's handler receives: the input after parsing. */
export type ParsedInput<C extends ChannelName> = z.output<(typeof contract)[C]['input']>
/** What main's handler gives and the window receives. */
export type ChannelOutput<C extends ChannelName> = z.output<(typeof contract)[C]['output']>
