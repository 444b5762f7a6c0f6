/** A sheet as it was read: a line of names, and lines of texts under them. */
export type Sheet = {
  /** Of the sheet inside its file; empty for a CSV. */
  readonly name: string
  readonly columns: readonly string[]
  /** One text a column; as long as `columns`. */
  readonly rows: readonly SheetRow[]
  /** What was read otherwise than it was written, each a sentence. */
  readonly remarks: readonly string[]
}

export type SheetRow = {
  /** The line in the file, counted from 1 as sheets do. */
  readonly line: number
  readonly cells: readonly string[]
}
