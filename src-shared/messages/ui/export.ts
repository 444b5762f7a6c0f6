export const exportText = {
  title: 'Export',
  where: 'Where will learners open it?',
  formats: {
    scorm12: 'A package (.zip) that your platform plays and scores',
    web: 'A .zip with a page that opens in any browser',
    mp4: 'A video (.mp4) and its captions (.vtt)',
  },
  makes: 'You get',
  carriesTitle: 'Goes along',
  carries: {
    captions: 'Captions that learners can switch off',
    questions: 'Questions with feedback',
    score: 'Score and answers for your gradebook',
    resume: 'Learners go on where they stopped',
  },
  losesTitle: 'Good to know',
  /** What a plain video cannot carry; the packages have their own table. */
  videoLoses: {
    questions: (count: number) =>
      count === 1 ? 'The question stays behind: a video cannot ask.' : `The ${count} questions stay behind: a video cannot ask.`,
    captions: 'The captions become part of the picture and cannot be switched off.',
  },
  start: 'Choose a place and export…',
  quality: 'Picture',
  qualities: { standard: 'Best quality', low: 'Small file' },
  qualityHints: {
    standard: 'Full size, about 5 to 10 MB a minute.',
    low: 'Two thirds of the size on each side, for slow connections.',
  },
  technical: {
    scorm12: 'SCORM 1.2, H.264 High and AAC in MP4, 30 frames a second; captions as text, drawn by the player.',
    web: 'Static HTML, H.264 High and AAC in MP4, 30 frames a second; captions as text, drawn by the player.',
    mp4: 'H.264 High and AAC in MP4, up to 60 frames a second, 10 Mbit/s; captions burned in and as WebVTT.',
  },
  saving: 'Saving the lesson…',
  stages: {
    queued: 'Waiting for its turn',
    plan: 'Getting ready',
    overlays: 'Drawing captions',
    encode: 'Making the video',
    captions: 'Writing the captions',
    probe: 'Checking the video',
    package: 'Packing',
    validate: 'Checking the package',
    rename: 'Finishing',
  },
  working: 'Working',
  keepEditing: 'You may close this and go on editing. The export takes the lesson as it was when you started it.',
  stop: 'Stop the export',
  stopped: 'The export was stopped. Nothing was written.',
  failedTitle: 'The export did not work',
  doneTitle: 'Your lesson is ready',
  show: 'Show in folder',
  again: 'Export for somewhere else',
  stepsTitle: (place: string) => `Next: put it into ${place}`,
  blockedTitle: 'One thing first',
  saveFirst: 'The lesson could not be saved, so it cannot be exported yet. Try again in a moment.',
  doneAnnounced: 'The export is finished',
  copied: (copiedSeconds: number, totalSeconds: number, reasons: readonly string[]) => {
    const [copied, total] = [copiedSeconds, totalSeconds].map((seconds) => Math.round(seconds * 10) / 10)
    const why = reasons.length > 0 ? `; the rest was made anew: ${reasons.join(', ')}` : ''
    return copied === 0
      ? `Nothing could be copied unchanged: ${reasons.join(', ')}`
      : `${copied} of ${total} seconds copied unchanged${why}`
  },
  /** Why pictures were encoded and not copied. */
  encodedFor: {
    'no-clip': 'gaps or photos',
    overlays: 'captions or overlays',
    effects: 'changed pictures',
    speed: 'changed speed',
    coding: 'another kind of coding',
    size: 'another picture size',
    turned: 'clips that are turned upright',
    colour: 'other colours',
    'frame-rate': 'uneven or other frame rate',
    'bit-rate': 'more data than the quality allows',
    parameters: 'clips too different to join',
    damaged: 'damaged parts',
    groups: 'cuts between key frames',
  },
} as const
