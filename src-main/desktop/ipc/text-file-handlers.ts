import { app, dialog } from 'electron'
import { basename, join } from 'node:path'
import { writeFileAtomically } from '#main/core/files/atomic-file.ts'
import { safeFileName } from '#main/core/files/file-name.ts'
import { textLimitMb, type TextPurpose } from '#shared/ipc/areas/text-files.ts'
import { completePath } from './complete-path.ts'
import type { ChannelHandlers } from './register-channels.ts'

type Names = Extract<keyof ChannelHandlers, `textFiles.${string}`>

const opened: Readonly<Record<TextPurpose, { readonly name: string; readonly extensions: string[] }>> = {
  script: { name: 'Texts', extensions: ['txt', 'md'] },
  translation: { name: 'Translations', extensions: ['xlf', 'xliff', 'xml', 'srt', 'vtt', 'ttml', 'ass'] },
}
const savedNames = {
  xlf: 'XLIFF for translators',
  vtt: 'WebVTT captions',
  srt: 'SubRip captions',
  ass: 'SubStation Alpha captions',
  ttml: 'TTML captions',
  txt: 'Transcript',
  html: 'Report',
  json: 'Recipe',
} as const

export function createTextFileHandlers(): Pick<ChannelHandlers, Names> {
  return {
    async 'textFiles.open'({ purpose }, { window }) {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        properties: ['openFile'],
        filters: [opened[purpose], { name: 'All files', extensions: ['*'] }],
      })
      const [file] = filePaths
      if (canceled || file === undefined) return { file: null }
      // The rules of encodings are not read at the start of the program.
      const { readTextFile } = await import('#main/core/captions-import/read-text-file.ts')
      return { file: { fileName: basename(file), text: await readTextFile(file, textLimitMb) } }
    },
    async 'textFiles.save'({ suggestedName, extension, text }, { window }) {
      const { canceled, filePath } = await dialog.showSaveDialog(window, {
        defaultPath: join(app.getPath('documents'), safeFileName(suggestedName, extension)),
        filters: [{ name: savedNames[extension], extensions: [extension] }],
      })
      if (canceled || filePath === '') return { fileName: null }
      const file = completePath(filePath, extension)
      await writeFileAtomically(file, text)
      return { fileName: basename(file) }
    },
  }
}
