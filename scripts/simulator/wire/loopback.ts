/** Whether an address is on this machine: the simulator speaks to no other. */
export function isLoopback(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return ["http:", "https:"].includes(protocol) && ["127.0.0.1", "localhost", "[::1]"].includes(hostname)
}
