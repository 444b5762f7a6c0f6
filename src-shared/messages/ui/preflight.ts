import { nameInEnglish } from '../../base/name-language.ts'
import { exportText } from './export.ts'

type Params = Readonly<Record<string, string | number>>

const count = (number: string | number | undefined, one: string, more: string): string =>
  Number(number) === 1 ? `1 ${one}` : `${number} ${more}`

const language = (code: string | number | undefined): string => nameInEnglish(String(code))

/** Everything “Check lesson” can say: what is wrong, and what to do about it. */
export const preflightSentences = {
  'captions.none': () =>
    'The lesson is heard but has no captions, so deaf learners and those without sound are left out. Add them in the Captions tab; one button writes them by itself.',
  'captions.empty': () => 'A caption shows no words. Write them, or delete it.',
  'captions.fast': (p: Params) =>
    `“${p['text']}” goes by at ${p['speed']} characters a second; these learners read ${p['limit']}. Show it longer or say less.`,
  'captions.too-fast': (p: Params) =>
    `“${p['text']}” goes by at ${p['speed']} characters a second, faster than anyone reads (${p['limit']}). Show it longer or say less.`,
  'captions.short': (p: Params) => `“${p['text']}” shows for ${p['seconds']} s only. Show captions for at least ${p['least']} s.`,
  'captions.long': (p: Params) =>
    `“${p['text']}” stands for ${p['seconds']} s. Captions of at most ${p['most']} s keep up with what is said; divide it.`,
  'captions.many-lines': (p: Params) => `“${p['text']}” takes ${p['lines']} lines where ${p['most']} fit. Divide it.`,
  'captions.small': (p: Params) =>
    `Captions are ${p['size']} units high; below ${p['least']} they are hard to read on a phone. Make them larger.`,
  'captions.low': (p: Params) =>
    `Captions stand ${p['margin']} units from the edge, where the buttons of a player cover them. Keep at least ${p['least']}.`,
  'captions.letters': (p: Params) =>
    `No font of Tidbit draws ${p['letters']} in the caption “${p['text']}”. Write other letters.`,
  'captions.language': (p: Params) =>
    `The captions are in ${language(p['captions'])} and the lesson says it is in ${language(p['lesson'])}; screen readers would read one of them with the wrong voice.`,
  'text.contrast': (p: Params) =>
    `“${p['text']}” has a contrast of ${p['ratio']} to 1 with the picture behind it; ${p['least']} to 1 is needed to read it. Put a panel behind it or choose another colour.`,
  'text.safe-zone': (p: Params) =>
    `“${p['text']}” stands where the buttons of a ${p['where']} cover the picture. Move it ${p['by']} units inwards.`,
  'text.off-picture': (p: Params) => `“${p['text']}” reaches beyond the edge of the picture. Move it inside or make it smaller.`,
  'text.small': (p: Params) =>
    `“${p['text']}” is ${p['size']} units high; below ${p['least']} it is hard to read on a phone. Make it larger.`,
  'text.short': (p: Params) =>
    `“${p['text']}” shows for ${p['seconds']} s, too short to read its ${p['characters']} characters. Show it for ${p['wanted']} s.`,
  'text.letters': (p: Params) => `No font of Tidbit draws ${p['letters']} in “${p['text']}”. Write other letters.`,
  'picture.flashes': (p: Params) =>
    `The picture flashes ${p['flashes']} times within a second over a large part of the screen, which can cause seizures. At most ${p['most']} are allowed: cut this stretch, slow it down or cover it.`,
  'picture.red-flashes': (p: Params) =>
    `The picture flashes in strong red ${p['flashes']} times within a second, which can cause seizures. At most ${p['most']} are allowed: cut this stretch, take its colour away or cover it.`,
  'picture.no-description': (p: Params) =>
    `The picture “${p['name']}” has no description for learners who cannot see it. Describe it in a sentence, beside the picture’s settings.`,
  'picture.unknown-sticker': (p: Params) => `Tidbit has no sticker named “${p['name']}”. Delete it or choose another.`,
  'picture.unreadable': (p: Params) => `“${p['name']}” cannot be shown as a picture. Replace it.`,
  'sound.not-levelled': (p: Params) =>
    `The lesson is ${p['lufs']} LUFS loud and stays as it was recorded; learners would reach for the volume. Let Tidbit even it out to ${p['target']} LUFS.`,
  'sound.raw': () =>
    'The loudness of the lesson is not evened out, so it may be much louder or softer than others. Let Tidbit even it out.',
  'sound.silent': () =>
    'The lesson is silent all through. If something should be heard, look at the sound of the clips or add a voice-over.',
  'sound.weak': (p: Params) =>
    `The recording is so soft that it is raised by ${p['gain']} dB, which raises its noise, too. Record closer to the microphone, or reduce noise in the clip’s sound.`,
  'questions.incomplete': (p: Params) => `“${p['prompt']}”: ${p['problem']}`,
  'questions.picture-text': (p: Params) =>
    `“${p['prompt']}”: the picture of answer ${p['index']} says nothing to somebody who cannot see it. Describe it.`,
  'questions.branch': (p: Params) =>
    `“${p['prompt']}” leads past a question that counts, which nobody could answer then. Lead elsewhere, or let that question not count.`,
  'questions.after-end': (p: Params) => `“${p['prompt']}” stands after the end of the lesson and never shows. Move it.`,
  'questions.never-seen': (p: Params) =>
    `“${p['prompt']}” begins at the very end and does not pause, so nobody sees it. Let the lesson pause for it.`,
  'questions.hurried': (p: Params) =>
    `“${p['prompt']}” is gone after ${p['seconds']} s. Who uses a keyboard or a screen reader needs longer: let the lesson pause for it.`,
  'questions.together': (p: Params) =>
    `“${p['prompt']}” and “${p['other']}” come at the same moment. Give learners something to watch between them.`,
  'questions.pass-mark': (p: Params) =>
    `To pass takes ${p['wanted']} %, but nobody can get more than ${p['reachable']} %. Lower the pass mark, or let more questions count.`,
  'questions.pass-mark-unscored': (p: Params) =>
    `To pass takes ${p['wanted']} %, but no question counts. Let a question count, or remove the pass mark.`,
  'questions.too-much-state': () =>
    'So many questions and written answers do not fit into what learning platforms store. Remove some, or divide the lesson into two.',
  'questions.short-answers': (p: Params) =>
    `SCORM 1.2 stores about ${p['characters']} characters of each written answer so that learners can come back; longer ones are cut. Choose SCORM 2004 or cmi5 for more.`,
  'questions.results': (p: Params) =>
    `Since version ${p['version']} was exported: ${p['change']} Where results matter, upload this as a new activity.`,
  'lesson.empty': () => 'The lesson has no film yet. Add a clip.',
  'lesson.long': (p: Params) =>
    `The lesson lasts ${p['seconds']} s. Few learners stay longer than ${p['most']} s: cut it, or make two.`,
  'lesson.too-long': (p: Params) =>
    `The lesson lasts ${p['seconds']} s; a lesson may last ${p['most']} s at most. Cut it, or make two.`,
  'lesson.no-title': () =>
    'The lesson has no title. It is what platforms list and screen readers say first: write one at the top.',
  'lesson.no-description': () =>
    'The lesson has no description. Platforms show it and search in it: write a sentence in the lesson’s settings.',
  'lesson.open-slot': (p: Params) => `“${p['name']}” of the template is still to be filled in.`,
  'lesson.challenge': (p: Params) => `The challenge: ${p['problem']}`,
  'lesson.identifier': () =>
    'The earlier package has another identifier: platforms take this for another lesson, and results of before stay with the old one. Where they are one lesson, give it the identifier it had.',
  'lesson.size': (p: Params) =>
    `The package will have about ${p['rate']} MB for each minute of film; above ${p['most']} MB phones on a mobile network wait. Choose “${exportText.qualities.low}” when you export, or set a limit there.`,
  'files.missing': (p: Params) => `“${p['name']}” is not where it was. Find the file again, or replace it.`,
  'files.unreadable': (p: Params) => `${p['reason']}`,
  'files.damaged': (p: Params) => `“${p['name']}”: ${p['problem']}`,
  'people.refused': (p: Params) => `Somebody who is seen or heard in “${p['name']}” did not agree. Take it out, or hide them.`,
  'people.expired': (p: Params) => `The consent for “${p['name']}” ended on ${p['date']}. Ask again, or take it out.`,
  'people.unknown': (p: Params) =>
    `Nothing says whether the people in ${count(p['count'], 'clip', 'clips')} agreed to be shown. Ask them, or their parents, before you publish.`,
  'people.author': (p: Params) => `The package names ${p['names']} as author, for everybody to read.`,
  'people.picture-location': (p: Params) =>
    `“${p['name']}” carries the place where it was taken, and travels in the package as it is. Save it without location (for instance as a screenshot) and choose it again.`,
  'people.picture-device': (p: Params) =>
    `“${p['name']}” carries ${p['what']}, and travels in the package as it is. Save it anew and choose it again.`,
  'people.removed': (p: Params) =>
    `${count(p['count'], 'clip carries', 'clips carry')} the place or the device of the recording. The export leaves that out.`,
  'package.unreadable': (p: Params) => `This file cannot be read as a package: ${p['reason']}. Make or download it again.`,
  'package.unsafe': (p: Params) => `The package is refused: ${p['reason']}. Do not upload it.`,
  'package.no-manifest': () =>
    'The package has neither imsmanifest.xml nor cmi5.xml nor a start page at its top. If it lies in a folder inside the zip, zip the contents of that folder instead.',
  'package.manifest-deep': (p: Params) =>
    `The manifest lies in “${p['folder']}”; platforms look for it at the top of the zip. Zip the contents of that folder instead.`,
  'package.manifest-broken': (p: Params) => `${p['file']} cannot be read: ${p['reason']}. Make the package again.`,
  'package.manifest-rule': (p: Params) => `${p['file']}: ${p['rule']}`,
  'package.file-missing': (p: Params) => `The package names “${p['path']}” and does not have it. Make the package again.`,
  'package.file-case': (p: Params) =>
    `The package names “${p['path']}” and has “${p['actual']}”: many servers take upper and lower case for different names. Write them alike.`,
  'package.file-unlisted': (p: Params) =>
    `${count(p['count'], 'file is', 'files are')} in the package that its manifest does not name (for instance “${p['path']}”); strict platforms leave them out.`,
  'package.identifier-twice': (p: Params) =>
    `The identifier “${p['id']}” is used twice. Platforms would mix up what belongs to each.`,
  'package.identifier-missing': (p: Params) =>
    `A <${p['element']}> has no identifier, so that platforms cannot keep its results apart.`,
  'package.no-player': () => 'The start page of the package is missing its player. Make the package again.',
  'package.no-captions': () => 'The package has a film but no captions that this check can find. Deaf learners need them.',
  'package.no-title': (p: Params) => `${p['file']} gives no title. Platforms would show a file name.`,
  'package.no-language': (p: Params) => `The page “${p['path']}” does not say its language, so that screen readers guess.`,
  'package.no-heading': (p: Params) =>
    `${count(p['count'], 'page has', 'pages have')} text but no heading (for instance “${p['path']}”), by which who cannot see it finds their way. Mark its title as a heading.`,
  'package.picture-text': (p: Params) =>
    `${count(p['count'], 'picture has', 'pictures have')} no description for learners who cannot see (for instance in “${p['path']}”). Describe each in a sentence, or leave the description empty where the picture says nothing.`,
  'package.tab-order': (p: Params) =>
    `${count(p['count'], 'place is', 'places are')} put before all others for the Tab key (for instance in “${p['path']}”), so that it jumps about the page. Leave the order as it is written.`,
  'package.no-keyboard': (p: Params) =>
    `${count(p['count'], 'place answers', 'places answer')} to the mouse but cannot be reached with the keyboard (for instance in “${p['path']}”). Make a button of it.`,
  'package.flash-content': (p: Params) => `“${p['path']}” needs a plug-in that browsers no longer have.`,
  'package.outside': (p: Params) =>
    `“${p['path']}” loads from ${p['host']}: it fails without internet and tells others who learns here.`,
  'package.heavy': (p: Params) =>
    `The package has ${p['rate']} MB for each minute of film; above ${p['most']} MB phones on a mobile network wait.`,
  'package.large': (p: Params) => `The package has ${p['size']} MB. Many platforms take ${p['most']} MB at most: ask yours.`,
  'package.media-unreadable': (p: Params) => `“${p['path']}” cannot be played: ${p['reason']}`,
  'package.media-location': (p: Params) =>
    `“${p['path']}” carries the place where it was filmed. Make it again without location before you share it.`,
  'package.media-device': (p: Params) => `“${p['path']}” carries the name of a device, a person or a program.`,
  'package.media-codec': (p: Params) =>
    `“${p['path']}” is stored as ${p['codec']}, which some browsers do not play. H.264 in MP4 plays everywhere.`,
  'package.junk': (p: Params) =>
    `“${p['path']}” is a leftover of the computer the package was made on. It does no harm, but may tell names.`,
} as const satisfies Readonly<Record<string, (params: Params) => string>>

export const preflightText = {
  title: 'Check lesson',
  groups: {
    captions: 'Captions',
    text: 'Text on the picture',
    picture: 'Picture',
    sound: 'Sound',
    questions: 'Questions and score',
    lesson: 'The lesson as a whole',
    files: 'Files',
    people: 'People and privacy',
    package: 'Package',
  },
  severities: { error: 'Error', warning: 'Warning', advice: 'Advice' },
  counts: (errors: number, warnings: number, advice: number): string =>
    [
      count(errors, 'error', 'errors'),
      count(warnings, 'warning', 'warnings'),
      count(advice, 'piece of advice', 'pieces of advice'),
    ].join(', '),
  fine: 'Nothing to mend. Learners can read, hear and answer everything that this check knows of.',
  at: (moment: string): string => `at ${moment}`,
  ignored: 'Ignored',
  ignoredCount: (number: number): string => `Ignored (${number})`,
  ignore: 'Ignore this',
  nowIgnored: 'Ignored from now on',
  lookAgain: 'Look at this again',
  filter: 'Show',
  all: (number: number): string => `Everything (${number})`,
  filters: {
    error: (number: number): string => `Errors (${number})`,
    warning: (number: number): string => `Warnings (${number})`,
    advice: (number: number): string => `Advice (${number})`,
  },
  nothing: 'Ready for learners',
  noneOfThese: 'None of this kind.',
  notMeasured: 'Contrast, flashing, loudness and size are known once the pictures and the sound were looked at.',
  stale: 'The lesson has changed since its pictures and sound were looked at.',
  measuredNow: 'Pictures and sound were looked at.',
  measure: 'Look at pictures and sound',
  measureAgain: 'Look again',
  measuring: 'Looking at every picture and listening',
  measureDone: 'Pictures and sound were looked at',
  measureFailed: 'The pictures could not be looked at',
  saveReport: 'Save as a report',
  reportName: (title: string): string => `${title} check`,
  saved: (name: string): string => `Saved “${name}”`,
  findFile: 'Find the file',
  exportTitle: (counts: string): string => `The check found ${counts}`,
  exportOpen: 'Check lesson',
  fixes: {
    'retime-caption': 'Show it longer',
    'split-caption': 'Divide it',
    'divide-again': 'Divide the captions again',
    'delete-caption': 'Delete it',
    'caption-size': 'Make captions larger',
    'caption-margin': 'Move captions inwards',
    'caption-panel': 'Put a panel behind captions',
    'text-panel': 'Put a panel behind it',
    'text-size': 'Make it larger',
    'move-text': 'Move it inside',
    'lesson-language': 'Take the captions’ language',
    loudness: 'Even out the loudness',
    'pass-mark': 'Set a pass mark in reach',
    'pause-question': 'Pause for it',
    'move-question': 'Move it to the end',
    'no-branch': 'Let it lead on as usual',
  },
  fixed: {
    'retime-caption': 'The caption shows longer',
    'split-caption': 'The caption is divided',
    'divide-again': 'The captions are divided again',
    'delete-caption': 'The caption is deleted',
    'caption-size': 'Captions are larger',
    'caption-margin': 'Captions stand further inside',
    'caption-panel': 'Captions have a panel',
    'text-panel': 'The text has a panel',
    'text-size': 'The text is larger',
    'move-text': 'The text stands inside',
    'lesson-language': 'The lesson has the language of its captions',
    loudness: 'The loudness is evened out',
    'pass-mark': 'The pass mark is in reach',
    'pause-question': 'The lesson pauses for the question',
    'move-question': 'The question stands at the end',
    'no-branch': 'The question leads on as usual',
  },
  facts: 'Measured',
  measured: {
    length: 'Length',
    loudness: 'Loudness',
    lufs: (lufs: number, target: number | null): string =>
      `${lufs.toFixed(1)} LUFS${target === null ? ' as recorded' : `, evened out to ${target}`}`,
    silent: 'silent',
    flashes: 'Dangerous flashes',
    most: (flashes: number): string => (flashes === 0 ? 'none' : `up to ${flashes} within a second`),
    contrast: 'Lowest contrast',
    ratio: (ratio: number): string => `${(Math.floor(ratio * 10) / 10).toFixed(1)} to 1`,
    size: 'Film for platforms',
    perMinute: (megabytes: number): string => `about ${megabytes.toFixed(1)} MB a minute`,
  },
  package: {
    title: 'Title',
    standard: 'Kind',
    files: 'Files',
    size: 'Size',
    film: 'Film',
    unknown: 'not told',
    backup: (lessons: number): string => `a backup of a Moodle course with ${count(lessons, 'lesson', 'lessons')}`,
    megabytes: (size: number): string => `${size} MB`,
    seconds: (seconds: number): string => `${seconds} s`,
  },
  reportLine: (date: string): string => `Checked by Tidbit Studio on ${date}`,
} as const

type SentenceCode = keyof typeof preflightSentences

/** The sentence of a finding by its code. */
export function describePreflight(code: SentenceCode, params: Params): string {
  return preflightSentences[code](params)
}
