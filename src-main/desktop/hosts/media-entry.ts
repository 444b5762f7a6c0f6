// oxlint-disable import/no-unassigned-import -- an entry: it runs what it imports
// The media process as the app forks it: what the oldest runtime lacks, then the process itself.
import './disposable-stack.ts'
import '#main/media-process/main.ts'
