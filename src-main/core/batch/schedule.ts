/** Takes the next piece of work; null when there is none for this worker any more. */
type Take<T> = () => T | null | Promise<T | null>

/**
 * Hands work to workers as each becomes free, in order, until there is none left or `signal` is aborted. What `take` or `work` throws ends all:
 * no more is begun, what runs comes to its end, and the first reason is thrown.
 */
export async function shareWork<T, Worker>(
  take: Take<T>,
  workers: readonly Worker[],
  work: (item: T, worker: Worker) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const failures: unknown[] = []
  await Promise.all(
    workers.map(async (worker) => {
      while (!signal.aborted && failures.length === 0) {
        try {
          const item = await take()
          if (item === null) return
          await work(item, worker)
        } catch (thrown) {
          failures.push(thrown)
        }
      }
    }),
  )
  if (failures.length > 0) throw failures[0]
}
