import { expect, test } from "vitest"
import { mediaPlaceOf } from "./media-hosts.ts"

const REAL = { x: "https://api.x.com", facebook: "https://graph.facebook.com" }

test.each([
  ["x", "https://pbs.twimg.com/media/a.jpg"],
  ["x", "https://video.twimg.com/ext_tw_video_thumb/1/pu/img/a.jpg"],
  ["facebook", "https://scontent-cdg4-1.xx.fbcdn.net/v/t39/a.jpg?oh=1"],
  ["facebook", "https://lookaside.fbsbx.com/a?asset_id=1"],
] as const)("%s keeps pictures at %s", (network, address) =>
  expect(mediaPlaceOf(network, address, REAL)).toMatchObject({ addresses: "public" }),
)

test.each([
  ["x", "http://pbs.twimg.com/media/a.jpg"],
  ["x", "https://pbs.twimg.com:8443/media/a.jpg"],
  ["x", "https://user:secret@pbs.twimg.com/a.jpg"],
  ["x", "https://pbs.twimg.com.attacker.test/a.jpg"],
  ["x", "https://attacker.test/pbs.twimg.com/a.jpg"],
  ["x", "https://pbs.twimg.com@attacker.test/a.jpg"],
  ["x", "https://ton.twitter.com/1.1/ton/data/dm/1/a.jpg"],
  ["x", "https://scontent.xx.fbcdn.net/a.jpg"],
  ["facebook", "https://pbs.twimg.com/media/a.jpg"],
  ["facebook", "https://fbcdn.net.attacker.test/a.jpg"],
  ["facebook", "https://attackerfbcdn.net/a.jpg"],
  ["x", "https://169.254.169.254/latest/meta-data"],
  ["x", "http://2130706433/"],
  ["x", "https://[::1]/"],
  ["x", "https://[::ffff:a9fe:a9fe]/"],
  ["x", "file:///etc/passwd"],
  ["x", "data:image/png;base64,AAAA"],
  ["x", "not an address"],
] as const)("%s keeps none at %s", (network, address) =>
  expect(mediaPlaceOf(network, address, REAL)).toBeNull(),
)

test("a redirected API hosts its pictures itself, in the clear only on this machine", () => {
  const local = { x: "http://127.0.0.1:3100" }
  expect(mediaPlaceOf("x", "http://127.0.0.1:3100/media/a.png", local)?.addresses).toBe("loopback")
  expect(mediaPlaceOf("x", "http://2130706433:3100/media/a.png", local)?.addresses).toBe("loopback")
  expect(mediaPlaceOf("x", "http://127.0.0.1:27017/", local)).toBeNull()
  expect(mediaPlaceOf("x", "http://127.0.0.2:3100/", local)).toBeNull()
  expect(mediaPlaceOf("facebook", "http://127.0.0.1:3100/media/a.png", local)).toBeNull()
  const far = { x: "https://x.test" }
  expect(mediaPlaceOf("x", "https://x.test/a.png", far)?.addresses).toBe("public")
  expect(mediaPlaceOf("x", "http://proxy.test/a.png", { x: "http://proxy.test" })).toBeNull()
})
