const cells = (count: number): string => (count === 1 ? '1 cell' : `${count} cells`)

/** What was read of a sheet otherwise than it was written, one sentence each. Lines count from 1, as sheets do. */
export const sheetRemarks = {
  encodingGuessed: (p: { encoding: string }) =>
    `The file does not say how its letters are stored; they were read as ${p.encoding}. Where letters look wrong, save it as CSV UTF-8.`,
  lettersLost: (p: { count: number }) => `Letters that cannot be read: ${p.count}. They show as “\ufffd”.`,
  quotesOdd: (p: { count: number; line: number }) =>
    `Quotation marks stand in unusual places in ${cells(p.count)} (first in line ${p.line}); look whether they were read as meant.`,
  formulas: (p: { count: number; first: string }) =>
    `${cells(p.count)} with a formula (first ${p.first}) gave the value that was there when the sheet was last saved.`,
  formulasWithoutValue: (p: { count: number; first: string }) =>
    `${cells(p.count)} with a formula (first ${p.first}) had no value and read as empty. Open the sheet in its program and save it again.`,
  faults: (p: { count: number; first: string }) =>
    `${cells(p.count)} with an error in place of a value (first ${p.first}) read as empty.`,
  merged: (p: { count: number; first: string }) =>
    `${p.count === 1 ? 'Cells that were merged' : `${p.count} groups of merged cells`} (${p.count === 1 ? '' : 'first '}${p.first}) each read as what is written in them.`,
  titleSkipped: (p: { line: number }) => `Line ${p.line} was taken for a title of the sheet and left out.`,
  headerMissing: (p: { line: number; example: string }) =>
    `Line ${p.line} should hold the names of the columns, but “${p.example}” looks like something of a row. Put a line with names above it.`,
  columnsNamedAlike: (p: { names: string }) => `Columns had the same name and were numbered: ${p.names}.`,
  columnsUnnamed: (p: { columns: string }) => `Columns without a name were left out: ${p.columns}. Write names above them.`,
  columnsTooMany: (p: { most: number; last: string }) =>
    `Only the first ${p.most} columns are read; those behind ${p.last} were left out.`,
  rowsTooLong: (p: { count: number; line: number }) =>
    `${p.count === 1 ? '1 row has' : `${p.count} rows have`} more cells than there are columns (first is line ${p.line}); look whether a separator stands inside a text.`,
  noRows: () => 'There are no rows under the names of the columns.',
} as const
