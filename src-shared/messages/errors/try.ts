export const tryErrors = {
  'try.no-package': (p: { file: string }) =>
    `“${p.file}” is no package that can be opened here: it is not a zip file, or it is damaged. Choose a .zip, .h5p or .imscc file as it was exported.`,
  'try.unsafe': (p: { file: string; reason: string }) => `“${p.file}” is not opened: ${p.reason}. Do not upload it.`,
  'try.lesson-file': (p: { file: string }) =>
    `“${p.file}” is a lesson to be edited, not a package. Export it for a platform, then try what came of it.`,
  'try.bad-manifest': (p: { file: string; manifest: string }) =>
    `“${p.file}” starts no lesson: its ${p.manifest} cannot be read, or names no page to begin with. The check of packages says where.`,
  'try.no-lesson': (p: { file: string }) =>
    `“${p.file}” holds no lesson that a platform could start: it has no imsmanifest.xml, cmi5.xml, h5p.json or index.html at its top. Choose the package itself, not a folder that was zipped around it.`,
  'try.no-journey': (p: { file: string }) =>
    `No learner can go through “${p.file}” here: only SCORM, cmi5 and web packages have a player that reports.`,
  'try.no-part': (p: { file: string; part: number; parts: number }) =>
    `“${p.file}” has no part ${p.part}: it holds ${p.parts === 1 ? 'one lesson' : `${p.parts} lessons`}.`,
  'try.refused': (p: { file: string; reason: string }) => `“${p.file}” could not be tried. ${p.reason}`,
  'try.stuck': (p: { file: string }) =>
    `“${p.file}” did not come to an end: its page is stuck, or asks for something that a page may not have. Nothing else was touched.`,
  'try.bad-journey': (p: { file: string; problem: string }) =>
    `“${p.file}” is no journey. ${p.problem}. docs/format.md says how one is written.`,
  'try.backup': (p: { file: string }) =>
    `“${p.file}” is a backup of a Moodle course, which only Moodle can open. To try one of its lessons, export that lesson by itself.`,
  'try.flood': (_: Record<string, never>) =>
    'This package never stops talking: it sent thousands of messages in a few seconds, so the try was ended. Nothing else was touched.',
  'try.no-help': (p: { file: string; missing: string }) =>
    `“${p.file}” brings nothing of what is missing here (${p.missing}). Choose an .h5p file with an Interactive Video that your platform exported: such files carry their libraries.`,
  'try.over': (_: Record<string, never>) => 'This try is over. Start it again.',
}
