import { app } from 'electron'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createBatchQueue } from '#main/core/batch-queue/batch-queue.ts'
import { createFolderWatches, type FolderWatches } from '#main/core/batch-queue/folder-watches.ts'
import type { BatchQueue } from '#main/core/batch-queue/queue-contract.ts'
import { courseJobKind, createCourseRunner } from '#main/core/export/course-job.ts'
import { createExportAgainRunner, exportAgainJobKind } from '#main/core/export/export-again.ts'
import { createExportRunner, exportJobKind } from '#main/core/export/export-job.ts'
import { createProcessHost, type ProcessHost } from '#main/core/hosts/process-host.ts'
import { createAssetFiles, type AssetFiles } from '#main/core/import/asset-files.ts'
import { createDeriveRunner, deriveJobKind } from '#main/core/import/derive-job.ts'
import { createDeriveOrders, type DeriveOrders } from '#main/core/import/derive-orders.ts'
import { createFirstPictures, type FirstPictures } from '#main/core/import/first-pictures.ts'
import { makePoster } from '#main/core/import/make-poster.ts'
import { createImportRunner, importJobKind } from '#main/core/import/import-job.ts'
import { createJobQueue, type JobQueue } from '#main/core/jobs/job-queue.ts'
import { createKeptChanges, type KeptChanges } from '#main/core/library-edit/kept-changes.ts'
import { createLibraryEditRunner, libraryEditJobKind } from '#main/core/library-edit/library-edit-job.ts'
import type { LibraryClient } from '#main/core/library/library-client.ts'
import { openLibrary } from '#main/core/library/open-library.ts'
import { createDeriveEngine, type DeriveEngine } from '#main/core/media/derive-engine.ts'
import { createEngineHealth, type EngineHealth } from '#main/core/media/engine-health.ts'
import { createMediaEngine, type MediaEngine } from '#main/core/media/media-engine.ts'
import { mediaProcessLimits } from '#main/core/media/media-process-env.ts'
import type { MediaMethods } from '#main/core/media/media-methods.ts'
import { createPhoneUploads, type PhoneUploads } from '#main/core/phone-upload/phone-uploads.ts'
import { createRecordings, type Recordings } from '#main/core/recording/recordings.ts'
import { createSpeechModels, type SpeechModels } from '#main/core/speech/speech-models.ts'
import { createPreflightRunner, preflightJobKind } from '#main/core/preflight/preflight-job.ts'
import { createSplitRunner, splitJobKind } from '#main/core/split/split-job.ts'
import { createTemplates, type Templates } from '#main/core/templates/templates.ts'
import { createTryRunner, tryJobKind } from '#main/core/try-platform/try-job.ts'
import { createKeptLibraries } from '#main/core/try-platform/kept-libraries.ts'
import { createTrials, type Trials } from '#main/core/try-platform/trials.ts'
import { shippedTemplates } from '#main/core/templates/shipped-templates.ts'
import type { PortableEngine } from '#main/core/media/portable-engine.ts'
import { warmUp } from '#main/core/media/warm-up.ts'
import { createEngineCheck, withPortable, withPortableRepair } from '#main/core/media/with-portable.ts'
import { createSharedQueue, type SharedQueue } from '#main/core/batch-workers/shared-queue.ts'
import { createPublishRunner, publishJobKind } from '#main/core/publish/publish-job.ts'
import { createSavedPlaces, type SavedPlaces } from '#main/core/publish/saved-places.ts'
import type { SecretStore } from '#main/core/publish/secret-store.ts'
import { createUploadMemory } from '#main/core/publish/upload-memory.ts'
import { createSecretStore } from './secret-store.ts'
import { createPackRunner, packJobKind } from '#main/core/project-file/pack-job.ts'
import { createUnpackRunner, unpackJobKind } from '#main/core/project-file/unpack-job.ts'
import { createGrantTable, type GrantTable } from './grants/grant-table.ts'
import { forkBackgroundMedia, forkLibrary, forkMedia, forkPreview } from './hosts/fork-processes.ts'
import { createDeviceAccess, type DeviceAccess } from './window/device-access.ts'
import type { OpenedFiles } from './window/opened-files.ts'
import { createLessonPosters, type LessonPosters } from './protocol/lesson-posters.ts'
import { createVersionPictures, type VersionPictures } from './protocol/version-pictures.ts'

/** Everything behind the window, made once at the start of the program. */
export type Services = {
  readonly log: (thrown: unknown) => void
  readonly library: LibraryClient
  /** Examines files. */
  readonly media: MediaEngine
  readonly previewHost: ProcessHost<MediaMethods>
  readonly engineHealth: EngineHealth
  readonly jobs: JobQueue
  readonly batches: BatchQueue
  readonly folderWatches: FolderWatches
  /** The queue that several computers share. */
  readonly sharedQueue: SharedQueue
  readonly grants: GrantTable
  readonly assetFiles: AssetFiles
  readonly posters: LessonPosters
  readonly versionPictures: VersionPictures
  readonly templates: Templates
  readonly deriveOrders: DeriveOrders
  readonly firstPictures: FirstPictures
  /** Looks through recordings that are split, and lessons that are checked. */
  readonly splitMedia: MediaEngine
  readonly speechModels: SpeechModels
  /** Listens to what is said. */
  readonly speechMedia: MediaEngine
  readonly deriveMedia: DeriveEngine
  readonly keptChanges: KeptChanges
  readonly recordings: Recordings
  readonly phoneUploads: PhoneUploads
  readonly deviceAccess: DeviceAccess
  /** Where finished packages are published. */
  readonly places: SavedPlaces
  readonly secrets: SecretStore
  /** What the system opened with the program. */
  readonly openedFiles: OpenedFiles
  /** Packages that are being tried as a learner. */
  readonly trials: Trials
  /** Small packages of lessons, made to be tried; gone at the next start. */
  readonly tryFolder: string
  /** Pictures made from originals; may be deleted at any time. */
  readonly cacheFolder: string
  /** Music and sounds of the product that lessons use. */
  readonly soundFolder: string
  /**
   * Starts the processes that somebody waits for who drops a clip, which takes longer than examining it: while the library is looked at,
   * and again where one ended.
   */
  warmUp(): void
  /** Stops jobs and ends the child processes. */
  close(): Promise<void>
}

type Options = {
  readonly userDataFolder: string
  /** Where the built entries of the child processes lie. */
  readonly processFolder: string
  /** The built page that a phone opens to send clips. */
  readonly phonePageFolder: string
  /** The built player. */
  readonly playerFolder: string
  readonly portable: PortableEngine
  readonly openedFiles: OpenedFiles
  readonly log: (thrown: unknown) => void
}

/** A picture that hangs is seen at once: the preview is given up sooner than a job (10 s), which only costs a moment. */
const previewLimits = { heartbeatMs: 1_000, silenceMs: 5_000 } as const

/** For machines on which the full engine starts but does not work. */
const prefersPortable = process.env['TIDBIT_SIMPLE_ENGINE'] === '1'

/** What a run that was killed left there goes; only one program at a time has the folder. */
function makeEmptyFolder(folder: string): string {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return folder
}

export function createServices({
  userDataFolder,
  processFolder,
  phonePageFolder,
  playerFolder,
  portable,
  openedFiles,
  log,
}: Options): Services {
  const cacheFolder = join(userDataFolder, 'media-cache')
  const workFolder = makeEmptyFolder(join(userDataFolder, 'work'))
  const libraryEntry = join(processFolder, 'library-process.js')
  const libraryFile = join(userDataFolder, 'library', 'library.db')
  const library = openLibrary({ entry: libraryEntry, libraryFile, fork: forkLibrary(libraryEntry, libraryFile) })
  const mediaEntry = join(processFolder, 'media-process.js')
  const hostMedia = (name: string): ProcessHost<MediaMethods> =>
    createProcessHost<MediaMethods>({ name, fork: forkMedia(mediaEntry), limits: mediaProcessLimits })
  const importHost = hostMedia('import')
  const engineHealth = createEngineHealth(prefersPortable)
  const fullImportMedia = createMediaEngine(importHost)
  const fullEngineLoads = createEngineCheck(fullImportMedia, engineHealth)
  const importMedia = withPortable(fullImportMedia, portable, engineHealth)
  const exportMedia = withPortable(createMediaEngine(hostMedia('export')), portable, engineHealth)
  const previewHost = createProcessHost<MediaMethods>({ name: 'preview', fork: forkPreview(mediaEntry), limits: previewLimits })
  // A process of its own, which stands behind the others: it works while somebody edits.
  const deriveHost = createProcessHost<MediaMethods>({ name: 'derive', fork: forkBackgroundMedia(mediaEntry) })
  const deriveMedia = withPortableRepair(createDeriveEngine(deriveHost), portable)
  // Started when first wanted: looking through an hour of pictures must hold up neither imports nor exports.
  const splitHost = createProcessHost<MediaMethods>({ name: 'split', fork: forkBackgroundMedia(mediaEntry) })
  const splitMedia = withPortable(createMediaEngine(splitHost), portable, engineHealth)
  // Somebody waits for the words, but edits meanwhile. Given up within a second: a window of Whisper takes longer.
  const speechHost = createProcessHost<MediaMethods>({
    name: 'speech',
    fork: forkBackgroundMedia(mediaEntry),
    limits: mediaProcessLimits,
  })
  const speechMedia = withPortable(createMediaEngine(speechHost), portable, engineHealth)
  const speechModels = createSpeechModels({ folder: join(userDataFolder, 'speech-models'), media: speechMedia })
  const assetFiles = createAssetFiles(library)
  const publishFolder = join(userDataFolder, 'publish')
  const secrets = createSecretStore(join(publishFolder, 'secrets.json'))
  const places = createSavedPlaces({ library, secrets, memory: createUploadMemory(join(publishFolder, 'uploads.json')) })
  const firstPictures = createFirstPictures()
  const keptChanges = createKeptChanges(join(userDataFolder, 'library', 'changes'))
  const jobs = createJobQueue({
    store: library,
    runners: {
      [importJobKind]: createImportRunner({
        media: importMedia,
        deriveMedia,
        library,
        assetFiles,
        firstPictures,
        cacheFolder,
        portable,
        fullEngineLoads,
      }),
      [deriveJobKind]: createDeriveRunner({ deriveMedia, media: importMedia, library, assetFiles, cacheFolder, fullEngineLoads }),
      [preflightJobKind]: createPreflightRunner({ media: splitMedia, deriveMedia, cacheFolder }),
      [publishJobKind]: createPublishRunner(places),
      [packJobKind]: createPackRunner(),
      [unpackJobKind]: createUnpackRunner({
        media: importMedia,
        deriveMedia,
        library,
        cacheFolder,
        workFolder,
        mediaFolder: join(userDataFolder, 'lesson-media'),
        async onCreate(document) {
          assetFiles.trust(document.id, Object.values(document.assets))
          await posters.follow(document)
        },
        log,
      }),
      [splitJobKind]: createSplitRunner({ media: splitMedia, deriveMedia, cacheFolder }),
      [libraryEditJobKind]: createLibraryEditRunner({
        library,
        kept: keptChanges,
        onSaved: (document) => posters.follow(document).catch(log),
      }),
      [courseJobKind]: createCourseRunner({ media: exportMedia, deriveMedia, library, playerFolder, workFolder, cacheFolder }),
      [exportJobKind]: createExportRunner({ media: exportMedia, deriveMedia, library, playerFolder, workFolder, cacheFolder }),
      [exportAgainJobKind]: createExportAgainRunner({
        media: exportMedia,
        deriveMedia,
        library,
        kept: keptChanges,
        playerFolder,
        workFolder,
        cacheFolder,
      }),
      [tryJobKind]: createTryRunner({ media: exportMedia, deriveMedia, playerFolder, workFolder, cacheFolder }),
    },
    onStoreError: log,
  })
  jobs.onChange((job) => firstPictures.follow(job))
  const sharedQueue = createSharedQueue({ library, secrets, version: app.getVersion() })
  const batches = createBatchQueue({
    library,
    // What makes batches is not read before there is one.
    loadMaker: async () => {
      const { createBatchMaker } = await import('#main/core/batch-queue/batch-maker.ts')
      return createBatchMaker({
        version: app.getVersion(),
        ...{ models: speechModels, media: splitMedia, playerFolder, workFolder, log },
        openWorkers(count) {
          const hosts = Array.from({ length: count }, () =>
            createProcessHost<MediaMethods>({
              name: 'media',
              fork: forkBackgroundMedia(mediaEntry),
              limits: mediaProcessLimits,
            }),
          )
          const workers = hosts.map((host) => ({
            media: withPortable(createMediaEngine(host), portable, engineHealth),
            deriveMedia: withPortableRepair(createDeriveEngine(host), portable),
          }))
          return { workers, close: async () => void (await Promise.all(hosts.map((host) => host.close()))) }
        },
        openSharedQueue: () => sharedQueue.open(),
      })
    },
    onError: log,
  })
  const folderWatches = createFolderWatches({ library, batches, log })
  const posters = createLessonPosters(library, cacheFolder)
  // The picture of a card may be made after the lesson was saved.
  assetFiles.onLearn((lessonId) => void posters.refresh(lessonId).catch(log))
  const templates = createTemplates({
    library,
    shippedFolder: shippedTemplates(),
    mediaFolder: join(userDataFolder, 'template-media'),
    async makePoster(asset) {
      if (asset.absolutePath === null) return
      const signal = new AbortController().signal
      const poster = await makePoster(asset.absolutePath, asset, { media: importMedia, cacheFolder, signal })
      if (poster) await library.putCache(poster)
    },
    async onCreate(document) {
      assetFiles.trust(document.id, Object.values(document.assets))
      await posters.follow(document).catch(log)
    },
    log,
  })
  const recordingsFolder = join(userDataFolder, 'recordings')
  const recordings = createRecordings({ folder: recordingsFolder })
  const phoneUploads = createPhoneUploads({
    folder: recordingsFolder,
    pageFolder: phonePageFolder,
    identify: (file) => importMedia.identify(file),
    noteReceived: (lessonId, fileName) => recordings.noteReceived(lessonId, fileName),
    log,
  })
  void phoneUploads.clean().catch(log)
  const deviceAccess = createDeviceAccess()
  deviceAccess.onGone((webContentsId) => void recordings.abandon(webContentsId).catch(log))
  void recordings.clean().catch(log)
  const trials = createTrials(createKeptLibraries(join(userDataFolder, 'h5p')), log)
  const warmUpEngine = (): void => warmUp([importHost, previewHost], engineHealth)
  assetFiles.onLearn(warmUpEngine)
  return {
    log,
    library,
    media: importMedia,
    previewHost,
    engineHealth,
    jobs,
    batches,
    folderWatches,
    sharedQueue,
    grants: createGrantTable(),
    assetFiles,
    deriveOrders: createDeriveOrders({ jobs, media: importMedia, library, assetFiles, cacheFolder, fullEngineLoads, log }),
    firstPictures,
    posters,
    versionPictures: createVersionPictures({ library, media: importMedia, cacheFolder, log }),
    templates,
    splitMedia,
    speechModels,
    speechMedia,
    deriveMedia,
    keptChanges,
    recordings,
    phoneUploads,
    deviceAccess,
    places,
    secrets,
    openedFiles,
    trials,
    tryFolder: join(workFolder, 'tries'),
    cacheFolder,
    soundFolder: join(userDataFolder, 'sounds'),
    warmUp() {
      warmUpEngine()
      // What an earlier run of the program left goes on.
      void batches.recover().then(folderWatches.resume).catch(log)
    },
    async close() {
      await phoneUploads.close()
      await trials.close()
      await folderWatches.close()
      await Promise.all([jobs.close(), batches.close()])
      await speechModels.close()
      await Promise.all([
        importMedia.close(),
        exportMedia.close(),
        splitMedia.close(),
        speechMedia.close(),
        deriveHost.close(),
        previewHost.close(),
      ])
      await library.close()
    },
  }
}
