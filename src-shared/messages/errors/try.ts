export const tryErrors = {
  'try.no-package': (p: { file: string }) =>
    `“${p.file}” is no package that can be opened here: it is not a zip file, or it is damaged. Choose a .zip, .h5p or .imscc file as it was exported.`,
  'try.no-lesson': (p: { file: string }) =>
    `“${p.file}” holds no lesson that a platform could start: it has no imsmanifest.xml, cmi5.xml, h5p.json or index.html at its top. Choose the package itself, not a folder that was zipped around it.`,
  'try.over': (_: Record<string, never>) => 'This try is over. Start it again.',
}
