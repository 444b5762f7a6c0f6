/** "22.18", for sentences. */
export const oldestNode: string
/** Whether this very process is a Node that runs everything of ours; Electron never is. */
export function isRecentNode(): boolean
/** The executable of the `node` package, null where it is not installed. */
export function findBundledNode(): string | null
