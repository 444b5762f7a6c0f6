import type { Services } from '../services.ts'
import { createAppHandlers } from './app-handlers.ts'
import { createExportHandlers } from './export-handlers.ts'
import { createJobHandlers } from './job-handlers.ts'
import { createLibraryHandlers } from './library-handlers.ts'
import { createMediaHandlers } from './media-handlers.ts'
import { createPreviewHandlers } from './preview-handlers.ts'
import type { ChannelHandlers } from './register-channels.ts'

/** Answers to every channel of the contract. */
export function createHandlers(services: Services, confirmClose: () => void): ChannelHandlers {
  return {
    ...createAppHandlers({ ...services, confirmClose }),
    ...createLibraryHandlers(services),
    ...createMediaHandlers(services),
    ...createPreviewHandlers(services),
    ...createExportHandlers(services),
    ...createJobHandlers(services),
  }
}
