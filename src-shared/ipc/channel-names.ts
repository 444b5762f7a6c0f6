/** The allow-list of the preload script, which carries no zod: every channel of the contract and nothing else. */
export const channelNames = [
  'app.info',
  'app.getSettings',
  'app.setSettings',
  'app.paste',
  'app.closeReady',
  'app.closeRefused',
  'keys.get',
  'keys.set',
  'library.list',
  'library.create',
  'library.createSample',
  'library.open',
  'library.findMissing',
  'library.save',
  'library.setTags',
  'library.delete',
  'library.restore',
  'library.duplicate',
  'library.versions',
  'library.keepVersion',
  'library.restoreVersion',
  'templates.list',
  'templates.start',
  'templates.save',
  'templates.delete',
  'templates.restore',
  'media.chooseFiles',
  'media.import',
  'media.convert',
  'media.firstPicture',
  'media.prepare',
  'captions.import',
  'textFiles.open',
  'textFiles.save',
  'split.analyse',
  'split.pictures',
  'split.create',
  'preflight.measure',
  'speech.models',
  'speech.watchModels',
  'speech.download',
  'speech.cancel',
  'speech.chooseModel',
  'speech.addModel',
  'speech.removeModel',
  'speech.defaultModel',
  'speech.transcribe',
  'recording.enter',
  'recording.leave',
  'recording.screens',
  'recording.chooseScreen',
  'recording.start',
  'recording.append',
  'recording.place',
  'recording.finish',
  'recording.settle',
  'recording.discard',
  'recording.restore',
  'recording.interrupted',
  'phone.open',
  'schoolStyles.list',
  'schoolStyles.keep',
  'schoolStyles.delete',
  'sounds.open',
  'preview.open',
  'publish.places',
  'publish.chooseFolder',
  'publish.addPlace',
  'publish.removePlace',
  'publish.testPlace',
  'publish.chooseFile',
  'publish.start',
  'publish.interrupted',
  'publish.forget',
  'publish.openPage',
  'projectFiles.save',
  'projectFiles.choose',
  'projectFiles.waiting',
  'projectFiles.open',
  'export.chooseTarget',
  'export.chooseLibraries',
  'export.start',
  'export.last',
  'export.reveal',
  'course.check',
  'course.start',
  'trial.choose',
  'trial.prepare',
  'trial.open',
  'trial.launch',
  'trial.setConnection',
  'jobs.watch',
  'jobs.cancel',
  'jobs.setPaused',
] as const

export type ChannelName = (typeof channelNames)[number]

/**
 * Their input carries a whole lesson and goes as JSON: the context bridge copies an object property by property, which for a
 * large lesson took the window 60 ms of the processor at every save.
 */
export const textChannels: ReadonlySet<ChannelName> = new Set(['library.save', 'library.keepVersion'])

/** What the main process tells a window without being asked. */
export const eventNames = ['app.closing', 'projectFiles.arrived'] as const
export type EventName = (typeof eventNames)[number]

/** Between preload and main only: paths of dropped files go up, grants come back. Never on the allow-list. */
export const grantDroppedChannel = 'media.grantDropped'
/** Between preload and main only: carries a MessagePort to the window. */
export const portChannel = 'tidbit.port'
/** The type of the window message with which the preload hands a MessagePort to the page. */
export const portMessageType = 'tidbit.port'

export const studioOrigin = 'app://studio'
/** Of the hidden window of the portable engine; files travel to it and back under this origin. */
export const portableOrigin = 'app://portable'
