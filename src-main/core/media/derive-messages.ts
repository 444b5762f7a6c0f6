/** Of an examination, 0 to 1. */
export type ProbeProgress = { readonly fraction: number }
