import { BlockList, isIPv4, isIPv6 } from "node:net"

/** What IPv4 sets apart from the public network (IANA, "IPv4 Special-Purpose Address Registry"). */
const NOT_PUBLIC_V4: readonly [string, number][] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
]
/** Within the public part of IPv6: documentation, and tunnels that carry an IPv4 address of any kind. */
const NOT_PUBLIC_V6: readonly [string, number][] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
]

const closed = new BlockList()
for (const [address, prefix] of NOT_PUBLIC_V4) closed.addSubnet(address, prefix, "ipv4")
for (const [address, prefix] of NOT_PUBLIC_V6) closed.addSubnet(address, prefix, "ipv6")
/** All that is public in IPv6: loopback, local, mapped and translated addresses lie outside. */
const open = new BlockList()
open.addSubnet("2000::", 3, "ipv6")

const loopback = new BlockList()
loopback.addSubnet("127.0.0.0", 8, "ipv4")
loopback.addAddress("::1", "ipv6")

/** True for an IP address that belongs to the public network. What is no address is not public. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !closed.check(address, "ipv4")
  return isIPv6(address) && open.check(address, "ipv6") && !closed.check(address, "ipv6")
}

/** True for an IP address of this machine itself. */
export function isLoopbackAddress(address: string): boolean {
  if (isIPv4(address)) return loopback.check(address, "ipv4")
  return isIPv6(address) && loopback.check(address, "ipv6")
}
