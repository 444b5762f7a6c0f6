import { fileLabel } from '../file-label.ts'

export const fileErrors = {
  'file.not-found': (p: { file: string }) => `“${fileLabel(p.file)}” does not exist. Check the name and the folder.`,
  'file.unreadable': (p: { file: string }) => `“${fileLabel(p.file)}” cannot be opened. Check that you may read it.`,
  'file.not-a-file': (p: { file: string }) => `“${fileLabel(p.file)}” is a folder, not a file. Choose a file.`,
  'file.not-a-folder': (p: { folder: string }) => `“${p.folder}” is not a folder. Choose a folder.`,
  'file.no-media': (p: { folder: string }) =>
    `There is no clip, sound or picture in “${fileLabel(p.folder)}”. Choose a folder that holds some.`,
  'file.special': (p: { file: string }) => `“${fileLabel(p.file)}” is a device or a pipe, not a file. Choose a file.`,
  'file.folder-unwritable': (p: { folder: string }) =>
    `Tidbit may not write into “${p.folder}”. Choose another folder or change its permissions.`,
  'file.read-only-disk': (p: { folder: string }) => `“${p.folder}” lies on a read-only disk. Choose a folder on another disk.`,
  'file.disk-full': (p: { folder: string }) =>
    `The disk that holds “${p.folder}” is full. Free some space and try again; nothing was left half-written.`,
  'file.name-too-long': (p: { file: string }) =>
    `The name of “${fileLabel(p.file)}” is too long for this disk. Choose a shorter one.`,
  'file.in-use': (p: { file: string }) => `Another program is using “${fileLabel(p.file)}”. Close it there and try again.`,
  'file.device-failed': (p: { file: string; detail: string }) =>
    `The disk failed at “${fileLabel(p.file)}” (${p.detail}). Check that the drive is still connected, then try again.`,
} as const
