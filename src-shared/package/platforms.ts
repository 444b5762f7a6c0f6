import type { PackageFormat, RenderPreset } from './package-plan.ts'
import type { PlatformId } from './platform-ids.ts'
import { uploadStepsFor } from './upload-steps.ts'

export type Platform = {
  readonly id: PlatformId
  readonly name: string
  readonly hint: string
  /** Null for a plain video file. */
  readonly format: PackageFormat | null
  /** Other packages that it takes, for who knows the difference. */
  readonly alternatives: readonly PackageFormat[]
  readonly preset: RenderPreset
  /** Numbered by the dialog; what to do with the finished file. */
  readonly uploadSteps: readonly string[]
}

/** In the order the dialog shows them. Menu names as of Moodle 4.x and Canvas in 2025. */
export const platforms: readonly Platform[] = [
  {
    id: 'moodle',
    name: 'Moodle',
    hint: 'Plays inside your course and fills the gradebook.',
    format: 'scorm12',
    alternatives: ['h5p', 'cc11'],
    preset: 'lms',
    uploadSteps: [
      'Open your course in Moodle and switch on “Edit mode” (top right).',
      'Where the lesson should go, choose “Add an activity or resource”, then “SCORM package”.',
      'Give it a name and drop the file from Tidbit into “Package file”.',
      'Under “Appearance”, set “Display package” to “New window” for phones, and “Student skip content structure page” to “Always”.',
      'Under “Grade”, set “Grading method” to “Highest grade”.',
      'Press “Save and display” and try it once as a student would.',
    ],
  },
  {
    id: 'canvas',
    name: 'Canvas',
    hint: 'Plays as an assignment and reports the score.',
    format: 'scorm12',
    alternatives: ['scorm2004', 'cc13', 'cc11'],
    preset: 'lms',
    uploadSteps: [
      'Open your course in Canvas and choose “SCORM” in the course menu. (If it is missing, your administrator can switch it on.)',
      'Press “Upload” and choose the file from Tidbit.',
      'When it asks, choose “Graded assignment” for a score, or “Ungraded page” for practice.',
      'Open the new assignment and set points and due date.',
      'Press “Publish”, then use “Student View” to try it once.',
    ],
  },
  {
    id: 'other-platform',
    name: 'Another learning platform',
    hint: 'Blackboard, Brightspace, itslearning and most others.',
    format: 'scorm12',
    alternatives: ['scorm2004', 'cmi5', 'h5p', 'cc13', 'cc11', 'qti21'],
    preset: 'lms',
    uploadSteps: [
      'Open the course on your platform and look for “Add SCORM”, “Upload SCORM package” or “Import content”.',
      'Choose the file from Tidbit. Leave it as a .zip: do not unpack it.',
      'If it asks for a kind or version, choose “SCORM 1.2” (or the one that you chose under Details).',
      'If it asks how to open it, choose a new window: that suits phones best.',
      'Open it once as a learner and answer a question, then look whether the score arrived.',
    ],
  },
  {
    id: 'website',
    name: 'Website or shared folder',
    hint: 'Opens in any browser, also without internet. Nobody receives the score.',
    format: 'web',
    alternatives: ['media'],
    preset: 'lms',
    uploadSteps: [
      'Unpack the file from Tidbit. You get one folder.',
      'To try it, open “index.html” in that folder with a double-click.',
      'Upload the whole folder to your website, with all files inside.',
      'Share the address of the folder, or link to its “index.html”.',
    ],
  },
  {
    id: 'social',
    name: 'Social media',
    hint: 'A plain video with the captions in the picture. Questions stay behind.',
    format: null,
    alternatives: [],
    preset: 'social',
    uploadSteps: [
      'Send the video file to your phone, or open the platform in your browser.',
      'Start a new post and choose the file. It is upright and needs no cropping.',
      'Add the title and, where it asks, the captions file that lies beside the video.',
      'Publish it as the platform tells you.',
    ],
  },
]

/** The platform with another of its packages, where it takes that one. */
export function platformWith(id: PlatformId, format: PackageFormat | null): Platform {
  const platform = platforms.find((each) => each.id === id)
  if (!platform) throw new RangeError(`no platform ${id}`)
  if (format === null || !platform.alternatives.includes(format)) return platform
  return { ...platform, format, uploadSteps: uploadStepsFor(id, format) ?? platform.uploadSteps }
}
