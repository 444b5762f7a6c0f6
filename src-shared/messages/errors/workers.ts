import { fileLabel } from '../file-label.ts'

/** Of batches that several computers share. */
export const workerErrors = {
  'workers.not-set-up': (_: Record<string, never>) =>
    `No shared queue is set up on this computer. Choose it in a new batch under “Who makes them”, or make the lessons on this computer.`,
  'workers.queue-address': (_: Record<string, never>) =>
    `The queue must be an address such as “redis://server:6379”. Check it and try again.`,
  'workers.queue-unreachable': (p: { queue: string; detail: string }) =>
    `The queue ${p.queue} does not answer (${p.detail}). Check its address, and that Redis or Valkey runs there.`,
  'workers.queue-refused': (p: { queue: string }) =>
    `The queue ${p.queue} refuses the password or the name. Give the right ones; a command takes the password from TIDBIT_QUEUE_PASSWORD, too.`,
  'workers.queue-lost': (p: { queue: string; seconds: number }) =>
    `The queue ${p.queue} has not answered for ${p.seconds} s. What was made stays; run it again when the queue is back, and the rest is made.`,
  'workers.store-address': (p: { store: string }) =>
    `“${p.store}” is neither a folder nor an address such as “s3://bucket/folder”. Check it and try again.`,
  'workers.store-keys': (_: Record<string, never>) =>
    `An S3 store needs its two keys, and one that is not Amazon’s the address of its server. A command takes them from the variables AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_ENDPOINT_URL.`,
  'workers.store-refused': (p: { store: string }) =>
    `The store ${p.store} refuses access. Check its keys, and that they may read and write there.`,
  'workers.store-failed': (p: { store: string; detail: string }) =>
    `The store ${p.store} does not answer as it should (${p.detail}). Check its address and the connection.`,
  'workers.file-missing': (p: { file: string; store: string }) =>
    `“${fileLabel(p.file)}” is not in the store ${p.store}. Give the batch and its workers the same store.`,
  'workers.file-spoiled': (p: { file: string; store: string }) =>
    `“${fileLabel(p.file)}” came out of the store ${p.store} damaged. Delete it there and run the batch again.`,
  'workers.file-name': (p: { file: string }) =>
    `“${p.file}” has a name that not every computer can write. Give the file another name.`,
  'workers.file-too-large': (p: { file: string; limitGb: number }) =>
    `“${fileLabel(p.file)}” is larger than the ${p.limitGb} GB that a store takes. Make it shorter first.`,
  'workers.no-model': (p: { worker: string; model: string }) =>
    `The worker “${p.worker}” does not have the speech model “${p.model}”. Add it there with “tidbit models add”, or start a worker that has it.`,
  'workers.job-unreadable': (p: { worker: string }) =>
    `The worker “${p.worker}” could not read what it was to make. Use the same version of Tidbit everywhere.`,
  'workers.result-unreadable': (_: Record<string, never>) =>
    `A worker sent a result that cannot be read, and nothing was kept of it. Use the same version of Tidbit everywhere.`,
  'workers.disk-full': (p: { worker: string }) =>
    `The disk of the worker “${p.worker}” is full. Free some space there and run it again.`,
  'workers.died': (_: Record<string, never>) =>
    `Every worker that took this lesson ended in the middle of it. Try the clip alone with “tidbit doctor”, or start the workers again.`,
} as const
