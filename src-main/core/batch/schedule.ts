/** Takes the next piece of work; null when there is none now. */
type Take<T> = () => T | null | Promise<T | null>

/**
 * Hands work to workers as each becomes free, in order, until there is none left or `signal` is aborted. Who finds none asks again when
 * another has ended its own: more may have come meanwhile. What `take` or `work` throws ends all: no more is begun, what runs comes to its
 * end, and the first reason is thrown.
 */
export async function shareWork<T, Worker>(
  take: Take<T>,
  workers: readonly Worker[],
  work: (item: T, worker: Worker) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const failures: unknown[] = []
  const idle = new Set<() => void>()
  let busy = 0
  await Promise.all(
    workers.map(async (worker) => {
      while (!signal.aborted && failures.length === 0) {
        try {
          const item = await take()
          if (item === null && busy === 0) return
          if (item === null) {
            await new Promise<void>((resolve) => idle.add(resolve))
            continue
          }
          busy += 1
          await work(item, worker).finally(() => {
            busy -= 1
            for (const wake of idle) wake()
            idle.clear()
          })
        } catch (thrown) {
          failures.push(thrown)
        }
      }
    }),
  )
  if (failures.length > 0) throw failures[0]
}
