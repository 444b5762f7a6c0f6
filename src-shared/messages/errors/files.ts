export const fileErrors = {
  'file.not-found': (p: { file: string }) => `“${p.file}” does not exist. Check the name and the folder.`,
  'file.unreadable': (p: { file: string }) => `“${p.file}” cannot be opened. Check that you may read it.`,
  'file.not-a-file': (p: { file: string }) => `“${p.file}” is a folder, not a file. Choose a file.`,
  'file.folder-unwritable': (p: { folder: string }) =>
    `Tidbit may not write into “${p.folder}”. Choose another folder or change its permissions.`,
  'file.disk-full': (p: { folder: string }) =>
    `The disk that holds “${p.folder}” is full. Free some space and try again; nothing was left half-written.`,
} as const
