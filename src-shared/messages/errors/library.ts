export const libraryErrors = {
  'library.newer-database': (p: { file: string; version: number }) =>
    `The library “${p.file}” was made by a newer Tidbit Studio (format ${p.version}). Update Tidbit Studio to open it; nothing was changed.`,
  'library.damaged': (p: { file: string; detail: string }) =>
    `The library file “${p.file}” is damaged (${p.detail}). Restore the last backup; the damaged file is kept aside.`,
  'library.no-backup': (p: { file: string }) => `“${p.file}” is no usable backup of the library. Choose another one.`,
  'library.locked': (p: { file: string }) =>
    `Another program is using the library “${p.file}”. Close it and try again; nothing was lost.`,
  'library.read-only': (p: { file: string }) =>
    `The library “${p.file}” cannot be written to. Check the permissions of its folder and its disk.`,
  'library.unreachable': (p: { file: string; detail: string }) =>
    `The library “${p.file}” cannot be read or written (${p.detail}). Check that its disk is connected, then try again.`,
  'library.unknown-project': (p: { id: string }) =>
    `The lesson “${p.id}” is not in the library. It may have been deleted for good.`,
  'library.deleted-project': (p: { title: string }) => `“${p.title}” is in the bin. Take it out of the bin first.`,
  'library.project-exists': (p: { title: string }) =>
    `“${p.title}” is already in the library. Open it there, or add it as a copy.`,
  'library.conflict': (p: { title: string }) =>
    `“${p.title}” was changed elsewhere in the meantime. Open it again, or keep your version as a copy.`,
  'library.newer-document': (p: { title: string; version: number }) =>
    `“${p.title}” was saved by a newer Tidbit Studio (format ${p.version}). Update Tidbit Studio to open it.`,
  'library.invalid-document': (p: { title: string; path: string; reason: string }) =>
    `“${p.title}” cannot be read (${p.path}: ${p.reason}). Go back to an earlier version of it.`,
  'library.unknown-version': (p: { version: number }) =>
    `Version ${p.version} of this lesson is no longer kept. Choose another one.`,
  'library.unknown-job': (p: { id: string }) => `The job “${p.id}” is no longer in the list. Start it anew.`,
  'library.unknown-batch': (_: { id: string }) => 'This batch is no longer in the list. Begin it anew.',
  'library.job-state': (p: { state: string; event: string }) => `A job that is ${p.state} cannot ${p.event}.`,
  'library.bad-message': (p: { method: string; detail: string }) =>
    `Two parts of Tidbit Studio do not fit together (${p.method}: ${p.detail}). Install Tidbit Studio anew.`,
} as const
