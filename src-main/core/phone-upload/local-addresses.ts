import { BlockList, isIP } from 'node:net'
import { networkInterfaces } from 'node:os'

export type LocalAddress = {
  readonly address: string
  /** As the system calls the connection: "Wi-Fi", "en0". */
  readonly connection: string
}

/** Addresses that are never routed on the internet (RFC 1918, RFC 3927, RFC 4193, RFC 4291). */
const privateRanges = new BlockList()
privateRanges.addSubnet('10.0.0.0', 8, 'ipv4')
privateRanges.addSubnet('172.16.0.0', 12, 'ipv4')
privateRanges.addSubnet('192.168.0.0', 16, 'ipv4')
privateRanges.addSubnet('169.254.0.0', 16, 'ipv4')
privateRanges.addSubnet('127.0.0.0', 8, 'ipv4')
privateRanges.addSubnet('fc00::', 7, 'ipv6')
privateRanges.addSubnet('fe80::', 10, 'ipv6')
privateRanges.addAddress('::1', 'ipv6')

/** Bridges to virtual machines, containers and tunnels: a phone is hardly ever behind one. */
const virtualConnection = /^(docker|br-|veth|virbr|vmnet|vboxnet|utun|tun|tap|wg|zt|bridge)|vethernet|virtual|vmware|hyper-v|wsl/i

/** Without the zone of a link and the wrapping of an IPv4 address in an IPv6 one. */
export function plainAddress(address: string): string {
  const [bare = ''] = address.split('%')
  return bare.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')
}

/** Whether an address (IPv4 or IPv6) is one of a private network or of this computer itself. */
export function isPrivateAddress(address: string): boolean {
  const plain = plainAddress(address)
  const family = isIP(plain)
  return family !== 0 && privateRanges.check(plain, family === 4 ? 'ipv4' : 'ipv6')
}

/**
 * The addresses under which a phone in the same network reaches this computer, the likeliest first. An IPv6 address only works
 * where the network has a range of its own (fc00::/7): one of the link alone cannot stand in a browser's address.
 */
export function listLocalAddresses(interfaces = networkInterfaces()): readonly LocalAddress[] {
  const found = Object.entries(interfaces).flatMap(([connection, addresses = []]) =>
    addresses
      .filter(({ internal, address }) => !internal && isPrivateAddress(address) && !/^fe[89ab]/i.test(address))
      .map(({ address, family }) => ({
        address,
        connection,
        rank:
          (virtualConnection.test(connection) ? 2 : 0) + (family === 'IPv4' ? 0 : 1) + (address.startsWith('169.254.') ? 4 : 0),
      })),
  )
  return found.toSorted((one, other) => one.rank - other.rank).map(({ address, connection }) => ({ address, connection }))
}
