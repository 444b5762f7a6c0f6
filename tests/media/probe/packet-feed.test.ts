import type { Packet } from 'node-av/lib'
import { expect, test } from 'vitest'
import { openPacketFeed } from '#main/media-process/probe/packet-feed.ts'

/** A file whose packets are numbered by their time stamps, and what was asked of it. */
function numberedFile() {
  let count = 0
  const asked: Packet[] = []
  const read = async (packet: Packet): Promise<number> => {
    asked.push(packet)
    const number = count
    count += 1
    await Promise.resolve()
    packet.pts = BigInt(number)
    return 0
  }
  return { read, asked }
}

test('packets that are read ahead come in order, and the one that is looked at stays as it is', async () => {
  const { read, asked } = numberedFile()
  const feed = openPacketFeed(read)
  for (let number = 0; number < 6; number += 1) {
    expect(await feed.next()).toBe(0)
    if (number % 3 !== 1) feed.readAhead()
    await new Promise((resolve) => setImmediate(resolve))
    expect(asked).toHaveLength(number % 3 === 1 ? number + 1 : number + 2)
    expect(Number(feed.packet.pts)).toBe(number)
  }
  await feed.close()
})

test('a file that fails is heard of by whoever wants the next packet, and not before', async () => {
  let reads = 0
  const feed = openPacketFeed(() => {
    reads += 1
    return reads === 1 ? 0 : Promise.reject(new Error('gone'))
  })
  expect(await feed.next()).toBe(0)
  feed.readAhead()
  await new Promise((resolve) => setImmediate(resolve))
  await expect(feed.next()).rejects.toThrow('gone')
  await feed.close()
})

test('it is closed only when nothing reads any more', async () => {
  let finish: (code: number) => void = () => {}
  const feed = openPacketFeed(() => new Promise((resolve) => (finish = resolve)))
  feed.readAhead()
  let closed = false
  const closing = feed.close().then(() => (closed = true))
  await new Promise((resolve) => setImmediate(resolve))
  expect(closed).toBe(false)
  finish(0)
  await closing
})
