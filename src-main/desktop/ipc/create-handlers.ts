import type { JobSummary } from '#main/core/jobs/job.ts'
import type { Services } from '../services.ts'
import type { StudioWindow } from '../window/studio-window.ts'
import type { ScreenChoices } from '../window/screen-capture.ts'
import { createAppHandlers } from './app-handlers.ts'
import { createBatchDraftHandlers } from './batch-draft-handlers.ts'
import { createBatchQueueHandlers } from './batch-queue-handlers.ts'
import { createCourseHandlers } from './course-handlers.ts'
import { createExportHandlers } from './export-handlers.ts'
import { createJobHandlers } from './job-handlers.ts'
import { createKeyHandlers } from './key-handlers.ts'
import { createLibraryEditHandlers } from './library-edit-handlers.ts'
import { createLibraryHandlers } from './library-handlers.ts'
import { createMediaHandlers } from './media-handlers.ts'
import { createPhoneHandlers } from './phone-handlers.ts'
import { createPreflightHandlers } from './preflight-handlers.ts'
import { createPreviewHandlers } from './preview-handlers.ts'
import { createProjectFileHandlers } from './project-file-handlers.ts'
import { createPublishHandlers } from './publish-handlers.ts'
import { createRecordingHandlers } from './recording-handlers.ts'
import { createSchoolStyleHandlers } from './school-style-handlers.ts'
import { createSharedQueueHandlers } from './shared-queue-handlers.ts'
import { createSoundHandlers } from './sound-handlers.ts'
import { createSpeechHandlers } from './speech-handlers.ts'
import { createSplitHandlers } from './split-handlers.ts'
import { createTemplateHandlers } from './template-handlers.ts'
import { createTextFileHandlers } from './text-file-handlers.ts'
import { createTrialHandlers } from './trial-handlers.ts'
import type { ChannelHandlers } from './register-channels.ts'

export type ClosingAnswers = Pick<StudioWindow, 'confirmClose' | 'refuseClose'>

/** Answers to every channel of the contract. */
export function createHandlers(
  services: Services & {
    readonly screenChoices: ScreenChoices
    /** What an earlier run of the program left unfinished. */
    readonly interrupted: Promise<readonly JobSummary[]>
  },
  closing: ClosingAnswers,
): ChannelHandlers {
  return {
    ...createAppHandlers({ ...services, ...closing }),
    ...createKeyHandlers(services),
    ...createLibraryHandlers(services),
    ...createLibraryEditHandlers(services),
    ...createTemplateHandlers(services),
    ...createMediaHandlers(services),
    ...createSplitHandlers(services),
    ...createPreflightHandlers(services),
    ...createTextFileHandlers(),
    ...createSpeechHandlers(services),
    ...createRecordingHandlers(services),
    ...createPhoneHandlers(services),
    ...createSchoolStyleHandlers(services),
    ...createSoundHandlers(services),
    ...createPreviewHandlers(services),
    ...createProjectFileHandlers(services),
    ...createPublishHandlers(services),
    ...createExportHandlers(services),
    ...createBatchDraftHandlers(services),
    ...createBatchQueueHandlers(services),
    ...createSharedQueueHandlers(services),
    ...createCourseHandlers(services),
    ...createTrialHandlers(services),
    ...createJobHandlers(services),
  }
}
