import type { PackageFormat } from './package-plan.ts'
import type { PlatformId } from './platform-ids.ts'

const cartridgeAnywhere: readonly string[] = [
  'Open the course on your platform and look for “Import content”, “Import course” or “Restore”.',
  'Choose the file from Tidbit. If it asks for a kind, choose “Common Cartridge”.',
  'Open the new page and play the film with captions once.',
  'Open the new quiz, check its points and attempts, and make it visible to learners.',
]

const cartridge: Partial<Record<PlatformId, readonly string[]>> = {
  // As of Moodle 4.x: restoring takes cartridges of version 1.1 as well as Moodle's own backups.
  moodle: [
    'Open your course in Moodle and choose “More”, then “Course reuse”, then “Restore”.',
    'Drop the file from Tidbit into “Import a backup file” and press “Restore”.',
    'Moodle says that it will convert the cartridge: go on, and restore it into this course.',
    'Open the new quiz, check its points and attempts, and try it once as a student would.',
  ],
  // As of Canvas in 2025.
  canvas: [
    'Open your course in Canvas, then “Settings”, then “Import Course Content”.',
    'As “Content Type” choose “Common Cartridge 1.x Package”, then the file from Tidbit.',
    'Choose “All content” and press “Add to Import Queue”.',
    'Open the new module: a page with the film and a quiz. Publish both.',
  ],
  'other-platform': cartridgeAnywhere,
}

const mediaKit: readonly string[] = [
  'Unpack the file from Tidbit. You get one folder.',
  'Open “index.html” in it: the film with its captions and its transcript, as a plain page.',
  'Where you publish the film, take “media/lesson.mp4”, a captions file from “captions”, and a picture from “thumbnails”.',
]

const itemBank: readonly string[] = [
  'Open the question bank of your platform, or your test program, and look for “Import questions”.',
  'If it asks for a kind, choose “QTI 2.1” (also “IMS QTI” or “content package”). Leave the file as a .zip.',
  'Look through the imported questions, pictures included, and use them in a test.',
]

const h5p: Partial<Record<PlatformId, readonly string[]>> = {
  // As of Moodle 4.x.
  moodle: [
    'Open your course in Moodle and switch on “Edit mode” (top right).',
    'Where the lesson should go, choose “Add an activity or resource”, then “H5P” (the activity, not “Interactive Content”).',
    'Give it a name and drop the file from Tidbit into “Package file”.',
    'If Moodle says that a library is missing: let it fetch “Interactive Video” under “Manage H5P content types”, or export again with the libraries of an .h5p file of your platform (under Details).',
    'Under “Grade”, set the maximum and the pass mark.',
    'Press “Save and display” and try it once as a student would.',
  ],
  'other-platform': [
    'Open the page for H5P of your platform (in WordPress: “H5P Content”, then “Add New”; in Lumi: “Open”), and choose “Upload”.',
    'Choose the file from Tidbit. Leave it as an .h5p: do not unpack it.',
    'If it says that a library is missing: install “Interactive Video” there, or export again with the libraries of an .h5p file of your platform (under Details).',
    'Save it, put it into a course or on a page, and answer a question once as a learner would.',
  ],
}

const steps: Partial<Record<PackageFormat, Partial<Record<PlatformId, readonly string[]>>>> = {
  cc11: cartridge,
  cc13: cartridge,
  h5p,
  qti21: { 'other-platform': itemBank },
  media: { website: mediaKit },
}

/** What to do with a package that is not the platform's own kind; undefined where its own steps hold. */
export function uploadStepsFor(platform: PlatformId, format: PackageFormat): readonly string[] | undefined {
  return steps[format]?.[platform]
}
