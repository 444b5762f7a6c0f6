import type { PackageFormat } from './package-plan.ts'
import type { PlatformId } from './platforms.ts'

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

const itemBank: readonly string[] = [
  'Open the question bank of your platform, or your test program, and look for “Import questions”.',
  'If it asks for a kind, choose “QTI 2.1” (also “IMS QTI” or “content package”). Leave the file as a .zip.',
  'Look through the imported questions, pictures included, and use them in a test.',
]

const steps: Partial<Record<PackageFormat, Partial<Record<PlatformId, readonly string[]>>>> = {
  cc11: cartridge,
  cc13: cartridge,
  qti21: { 'other-platform': itemBank },
}

/** What to do with a package that is not the platform's own kind; undefined where its own steps hold. */
export function uploadStepsFor(platform: PlatformId, format: PackageFormat): readonly string[] | undefined {
  return steps[format]?.[platform]
}
