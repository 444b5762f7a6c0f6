import { countOf } from './common.ts'

export const exportText = {
  title: 'Export',
  where: 'Where will learners open it?',
  destinations: {
    moodle: { name: 'Moodle', body: 'Scores go to the gradebook.' },
    canvas: { name: 'Canvas', body: 'Scores go to the gradebook.' },
    platform: { name: 'Another learning platform', body: 'Blackboard, Brightspace, itslearning, ILIAS and most others.' },
    website: { name: 'A website or a USB stick', body: 'Opens in any browser, also without internet.' },
    social: { name: 'Social media or video', body: 'A plain video with captions in the picture.' },
  },
  makes: 'You get',
  formats: {
    scorm12: 'A package (.zip) that your platform plays and scores',
    web: 'A folder in a .zip that opens in any browser',
    mp4: 'A video file (.mp4) and its captions (.vtt)',
  },
  losesTitle: 'Good to know',
  loses: {
    web: ['Answers are checked, but nobody receives the scores.'],
    mp4: ['Questions do not go along: a video cannot ask.', 'Captions become part of the picture.'],
    scorm12: ['Platforms keep the score and the answers; written answers are cut at 255 characters.'],
  },
  questionsLeftOut: (count: number) => `${countOf(count, 'question', 'questions')} will be left out: a video cannot ask.`,
  start: 'Export…',
  startHint: 'You choose the name and the place next.',
  quality: 'Picture quality',
  qualities: { standard: 'Standard (1080 × 1920)', small: 'Small file (720 × 1280), for slow connections' },
  technical: 'Details',
  technicalText: {
    scorm12: 'SCORM 1.2 package: H.264 High, 30 frames a second, AAC 128 kbit/s, WebVTT captions drawn by the player.',
    web: 'Static web page: H.264 High, 30 frames a second, AAC 128 kbit/s, WebVTT captions drawn by the player.',
    mp4: 'MP4: H.264 High, up to 60 frames a second, 10 Mbit/s, AAC 192 kbit/s, captions burned in and as WebVTT.',
  },
  running: (name: string) => `Exporting ${name}`,
  stages: {
    plan: 'Getting ready',
    overlays: 'Drawing captions',
    encode: 'Making the video',
    probe: 'Checking the video',
    package: 'Packing',
    validate: 'Checking the package',
    finish: 'Finishing',
    queued: 'Waiting for its turn',
  },
  stop: 'Stop the export',
  stopped: 'The export was stopped. Nothing was written.',
  failedTitle: 'The export did not work',
  doneTitle: 'Your lesson is ready',
  doneSize: (name: string, megabytes: string) => `${name}, ${megabytes}`,
  show: 'Show in folder',
  again: 'Export for somewhere else',
  stepsTitle: 'What to do next',
  steps: {
    moodle: [
      'Open your course in Moodle and switch Edit mode on.',
      'Choose “Add an activity or resource”, then “SCORM package”.',
      'Give it a name and drag the exported .zip file into “Package file”.',
      'Choose “Save and display” and try the lesson once yourself.',
    ],
    canvas: [
      'Ask your administrator whether the SCORM app is switched on. Open your course and choose “SCORM” in the menu.',
      'Choose “Upload”, then pick the exported .zip file.',
      'Choose “Import as a graded assignment”.',
      'Publish the assignment and open it once in Student view.',
    ],
    platform: [
      'Open your course and look for “Add content”, “Upload package” or “SCORM”.',
      'Pick the exported .zip file as it is; do not unpack it.',
      'Switch grading on if the platform asks.',
      'Open the lesson once as a learner.',
    ],
    website: [
      'Unpack the .zip file: you get one folder.',
      'Try it: double-click index.html in that folder.',
      'Copy the whole folder to your website, or to a USB stick.',
      'Link to index.html.',
    ],
    social: [
      'Open the app or site and start a new video post.',
      'Pick the exported .mp4 file.',
      'If it asks for captions, add the .vtt file that lies beside the video.',
    ],
  },
  blockedTitle: 'Before you export',
  noClip: 'Add a clip first: an empty lesson has nothing to show.',
  badQuestions: (count: number) =>
    count === 1
      ? 'One question is not finished. Open it and follow the hint.'
      : `${count} questions are not finished. Open them and follow the hints.`,
  saveFirst: 'The lesson could not be saved, so it cannot be exported yet.',
} as const
