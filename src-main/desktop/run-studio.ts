import { app, session } from 'electron'
import { join } from 'node:path'
import { defaultAppSettings, type AppSettings } from '#shared/ipc/areas/app.ts'
import { grantDroppedChannel, trialScheme } from '#shared/ipc/channel-names.ts'
import { followTheme, readAppSettings } from './ipc/app-handlers.ts'
import { createHandlers, type ClosingAnswers } from './ipc/create-handlers.ts'
import { answerDrops } from './ipc/grant-channel.ts'
import { answerContract } from './ipc/register-channels.ts'
import type { Calls } from './ipc/serve-channels.ts'
import { createPortableEngine } from './portable/portable-engine.ts'
import { createPortableFiles } from './portable/portable-files.ts'
import { createAppAnswers } from './protocol/app-protocol.ts'
import { createMediaFiles } from './protocol/media-files.ts'
import { createMediaAnswers } from './protocol/media-protocol.ts'
import type { Answers } from './protocol/schemes.ts'
import { createTrialAnswers, forgetTrials } from './protocol/trial-protocol.ts'
import { createServices, type Services } from './services.ts'
import type { OpenedFiles } from './window/opened-files.ts'
import { serveScreens } from './window/screen-capture.ts'

/** What works behind the window. */
export type RunningStudio = {
  readonly services: Services
  readonly answers: Answers
  readonly calls: Calls
  /** As they are stored; known a moment after the window begins to load. */
  readonly settings: Promise<AppSettings>
}

type Options = {
  /** Of the built program. */
  readonly builtFolder: string
  readonly openedFiles: OpenedFiles
  readonly closing: ClosingAnswers
  readonly log: (thrown: unknown) => void
}

/** Makes everything behind the window, and answers it from now on. */
export function runStudio({ builtFolder, openedFiles, closing, log }: Options): RunningStudio {
  const playerFolder = join(builtFolder, '../player')
  const portableFiles = createPortableFiles()
  const services = createServices({
    userDataFolder: app.getPath('userData'),
    processFolder: join(builtFolder, 'main'),
    phonePageFolder: join(builtFolder, 'phone-page'),
    playerFolder,
    portable: createPortableEngine(join(builtFolder, 'preload/portable-preload.cjs'), portableFiles),
    openedFiles,
    log,
  })
  const { library, trials, deviceAccess } = services
  // Asked before the window can ask for anything: the library answers in the order of the questions.
  const interrupted = services.jobs.recover()
  interrupted.catch(log)
  // A library that cannot be opened is told by the window's own first request; the theme is not worth a failed start.
  const settings = readAppSettings(library).catch((thrown: unknown) => {
    log(thrown)
    return defaultAppSettings
  })
  void settings.then(followTheme)
  // Where the app ended before a try did.
  void forgetTrials(session.defaultSession).catch(log)
  const screenChoices = serveScreens(session.defaultSession, deviceAccess)
  const handlers = createHandlers({ ...services, screenChoices, interrupted }, closing)
  const mediaFiles = createMediaFiles(
    services.assetFiles,
    services.posters,
    services.versionPictures,
    services.cacheFolder,
    services.previewHost,
  )
  return {
    services,
    answers: {
      app: createAppAnswers(join(builtFolder, 'renderer'), playerFolder, portableFiles),
      media: createMediaAnswers(mediaFiles),
      [trialScheme]: createTrialAnswers(
        trials,
        { scripts: join(builtFolder, 'platform-page'), h5pPlayer: join(builtFolder, 'h5p-player') },
        log,
      ),
    },
    calls: new Map([...answerContract(handlers, log), [grantDroppedChannel, answerDrops(services.grants, log)]]),
    settings,
  }
}
