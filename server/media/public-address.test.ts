import { expect, test } from "vitest"
import { isLoopbackAddress, isPublicAddress } from "./public-address.ts"

test.each(["104.244.42.1", "157.240.22.35", "2a03:2880:f12f:83:face:b00c:0:25de", "2606:1f80::1"])(
  "%s is on the public network",
  (address) => expect(isPublicAddress(address)).toBe(true),
)

test.each([
  "127.0.0.1",
  "127.9.9.9",
  "0.0.0.0",
  "10.1.2.3",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.1.1",
  "169.254.169.254",
  "100.64.0.1",
  "198.18.0.1",
  "224.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "fe80::1",
  "fe80::1%eth0",
  "fc00::1",
  "fd12:3456::1",
  "ff02::1",
  "::ffff:127.0.0.1",
  "::ffff:8.8.8.8",
  "::ffff:7f00:1",
  "64:ff9b::169.254.169.254",
  "2002:7f00:1::",
  "2001:0:1::1",
  "2001:db8::1",
  "2130706433",
  "pbs.twimg.com",
  "",
])("%s is not", (address) => expect(isPublicAddress(address)).toBe(false))

test("only this machine's own addresses are loopback", () => {
  expect(["127.0.0.1", "::1"].every(isLoopbackAddress)).toBe(true)
  expect(["10.0.0.1", "169.254.169.254", "localhost"].some(isLoopbackAddress)).toBe(false)
})
