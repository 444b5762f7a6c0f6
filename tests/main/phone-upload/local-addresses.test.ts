import type { NetworkInterfaceInfo } from 'node:os'
import { describe, expect, it } from 'vitest'
import { isPrivateAddress, listLocalAddresses } from '#main/core/phone-upload/local-addresses.ts'

const at = (address: string, internal = false): NetworkInterfaceInfo =>
  ({ address, internal, family: address.includes(':') ? 'IPv6' : 'IPv4' }) as NetworkInterfaceInfo

describe('a private address', () => {
  it.each(['10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.5', '169.254.3.4', '127.0.0.1', '::1'])('is %s', (address) => {
    expect(isPrivateAddress(address)).toBe(true)
  })
  it.each(['fd12:3456::1', 'fe80::1%en0', '::ffff:192.168.1.5'])('is %s', (address) => {
    expect(isPrivateAddress(address)).toBe(true)
  })
  it.each(['8.8.8.8', '172.32.0.1', '192.169.0.1', '100.64.0.1', '2001:db8::1', '::ffff:8.8.8.8', '', 'localhost'])(
    'is not %j',
    (address) => {
      expect(isPrivateAddress(address)).toBe(false)
    },
  )
})

describe('the addresses of this computer', () => {
  it('are those a phone can reach, the likeliest first', () => {
    const found = listLocalAddresses({
      lo: [at('127.0.0.1', true), at('::1', true)],
      docker0: [at('172.17.0.1')],
      eth1: [at('203.0.113.7')],
      en0: [at('fe80::1'), at('fd00::2'), at('192.168.1.5')],
    })
    expect(found).toEqual([
      { address: '192.168.1.5', connection: 'en0' },
      { address: 'fd00::2', connection: 'en0' },
      { address: '172.17.0.1', connection: 'docker0' },
    ])
  })
})
