import { fileLabel } from '../file-label.ts'

export const batchErrors = {
  'batch.folder-in-use': (p: { folder: string }) =>
    `Another run is writing into “${fileLabel(p.folder)}” already. Wait until it has ended, or choose another folder.`,
  'batch.input-changed': (p: { file: string }) =>
    `“${fileLabel(p.file)}” changed while its lesson was made, so nothing was kept of it. Run it again when the file is finished.`,
  'batch.file-outside': (p: { file: string }) =>
    `“${p.file}” leads out of the folders of this batch. Put it into one of them, or choose a folder that holds both.`,
  'batch.same-output': (p: { file: string; keys: string }) =>
    `“${p.file}” is what several rows are to be called: ${p.keys}. Give them names that differ. Where the clips lie in several folders, write {clip folder} as the folder in the results.`,
  'batch.same-id': (p: { id: string; keys: string }) =>
    `“${p.id}” is the id of several rows: ${p.keys}. Platforms would mix their results; give them ids that differ.`,
  'batch.preflight-stopped': (p: { count: number; first: string }) =>
    p.count === 1
      ? `The check before export found a mistake: ${p.first}`
      : `The check before export found ${p.count} mistakes, the first: ${p.first}`,
  'batch.damaged-clip': (p: { file: string }) =>
    `“${p.file}” could only be read in part, and the recipe refuses such clips. Copy it again from where it was filmed.`,
  'batch.no-speech-model': (p: { language: string }) =>
    `The recipe needs what is said, and there is no speech model for “${p.language}”. See “tidbit models”.`,
  'batch.needs-sheet': (p: { names: string }) =>
    `The recipe asks for ${p.names}, which only a sheet (.csv or .xlsx) can give. Choose one as the input, or take them out of the recipe.`,
  'batch.sheet-unfit': (p: { file: string; problems: string }) =>
    `“${fileLabel(p.file)}” does not fit the recipe. ${p.problems}. Name its columns as the recipe does, or write under “columns” of the recipe which is which.`,
  'batch.unknown-template': (p: { id: string }) =>
    `There is no template “${p.id}”. Write the id of one that comes with Tidbit, such as “three-tips”, or the name of a .tidbit file.`,
  'batch.draft-gone': (_: Record<string, never>) => `This batch is not open any more. Begin it anew.`,
  'batch.draft-empty': (_: Record<string, never>) => `There is nothing to make yet. Choose clips that can be made into lessons.`,
  'batch.row-refused': (p: { reasons: string }) => `${p.reasons}`,
  'batch.drop-unfit': (_: Record<string, never>) =>
    `A batch takes one folder, one sheet (CSV or Excel), or clips that lie in one folder. Drop one of these.`,
  'batch.no-inputs': (p: { input: string }) =>
    `Nothing to work on was found in “${fileLabel(p.input)}”. Choose a folder with clips, a list of files, or a sheet.`,
  'batch.list-too-large': (p: { file: string; limitMb: number }) =>
    `“${fileLabel(p.file)}” is larger than the ${p.limitMb} MB that a list of files may have. Choose the list itself.`,
  'batch.out-is-input': (p: { folder: string }) =>
    `The results cannot go into “${fileLabel(p.folder)}”, where the clips lie: the next run would take them for clips. Choose another folder, it may lie inside.`,
  'batch.output-is-input': (p: { file: string }) =>
    `“${fileLabel(p.file)}” is a file that this run reads and would be overwritten. Choose another name or another folder for the results.`,
  'batch.watch-needs-folder': (p: { input: string }) =>
    `Only a folder can be watched, and “${fileLabel(p.input)}” is none. Choose a folder, or run it without watching.`,
  'batch.too-many': (p: { most: number }) => `More than ${p.most} clips were found. Divide them over several folders or sheets.`,
} as const
