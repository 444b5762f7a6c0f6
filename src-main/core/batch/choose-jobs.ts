import { availableParallelism } from 'node:os'

/** What a render at 1080x1920 with overlays and the looks beside it take at most, in bytes. */
const bytesPerJob = 900e6

type Machine = { readonly cores: number; readonly freeBytes: number }

/** This machine, or the share of it that this process may use. */
export function measureMachine(): Machine {
  return { cores: availableParallelism(), freeBytes: process.availableMemory() }
}

/**
 * How many items are made at once: x264 keeps two cores busy by itself, and one item more fills the pauses in which others read and write;
 * no more than the memory holds.
 */
export function chooseJobs({ cores, freeBytes }: Machine): number {
  return Math.max(1, Math.min(Math.ceil(cores / 2) + 1, Math.floor((freeBytes * 0.8) / bytesPerJob)))
}
