import type { LookupAddress } from "node:dns"
import type { RequestListener } from "node:http"
import sharp from "sharp"
import { afterEach, expect, test } from "vitest"
import { MOST_BYTES } from "./fetch-bytes.ts"
import { createPictureTools } from "./picture-tools.ts"
import { type PictureServer, startPictureServer } from "./testing/picture-server.ts"
import { bomb, photoWithPosition, plainPng } from "./testing/pictures.ts"

let server: PictureServer
afterEach(() => server?.close())

const HERE: LookupAddress[] = [{ address: "127.0.0.1", family: 4 }]
const patience = () => new AbortController().signal

/** Fetches from a server on this machine that the API's address is redirected to. */
async function fetchFrom(answer: RequestListener, { deadlineMs = 2_000, host = "127.0.0.1" } = {}) {
  server = await startPictureServer(answer)
  const api = server.url.replace("127.0.0.1", host)
  const names: string[] = []
  const resolve = async (name: string) => (names.push(name), HERE)
  const tools = createPictureTools({ x: api }, { resolve, deadlineMs })
  return { outcome: tools.fetch("x", `${api}/media/a.jpg`, patience()), names }
}
const troubleOf = async (answer: RequestListener, options?: { deadlineMs?: number }) =>
  expect((await fetchFrom(answer, options)).outcome).rejects

/** Fetches from X's own host, whose name leads to these addresses. */
function fetchResolvedTo(...addresses: string[]) {
  const resolve = () =>
    Promise.resolve(addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })))
  return createPictureTools({ x: "https://api.x.com" }, { resolve, deadlineMs: 300 }).fetch(
    "x",
    "https://pbs.twimg.com/media/a.jpg",
    patience(),
  )
}

test("a picture comes as Parvis encoded it, asked for without cookies or keys", async () => {
  const photo = await photoWithPosition()
  const { outcome } = await fetchFrom((_req, res) =>
    res.writeHead(200, { "content-type": "image/jpeg" }).end(photo),
  )
  const picture = await outcome
  expect(picture).toMatchObject({ mime: "image/webp", width: 40, height: 60 })
  expect((await sharp(picture.bytes).metadata()).exif).toBeUndefined()
  const { headers } = server.asked[0] ?? {}
  expect([headers?.cookie, headers?.authorization, headers?.referer]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})

test("a redirection is not followed", async () => {
  const to = "http://169.254.169.254/latest/meta-data/"
  await (
    await troubleOf((_req, res) => res.writeHead(302, { location: to }).end())
  ).toMatchObject({
    trouble: "not_allowed",
  })
  expect(server.asked).toHaveLength(1)
})

test.each([
  ["the cloud's own service", "169.254.169.254"],
  ["this machine", "127.0.0.1"],
  ["this machine, in IPv6", "::1"],
  ["this machine, mapped into IPv6", "::ffff:127.0.0.1"],
  ["the city's own network", "10.20.30.40"],
  ["a unique local address", "fd00::1"],
])("a name that leads to %s is refused", async (_what, address) => {
  await expect(fetchResolvedTo(address)).rejects.toMatchObject({ trouble: "not_allowed" })
})

test("one bad address among good ones refuses the name", async () => {
  await expect(fetchResolvedTo("104.244.42.1", "192.168.0.1")).rejects.toMatchObject({
    trouble: "not_allowed",
  })
})

test("a name that changes its address between check and connection gains nothing: it is looked up once", async () => {
  const png = await plainPng()
  const { outcome, names } = await fetchFrom(
    (_req, res) => res.writeHead(200, { "content-type": "image/png" }).end(png),
    { host: "localhost" },
  )
  await outcome
  expect(names).toEqual(["localhost"])
})

test("an API on this machine opens no other machine", async () => {
  const tools = createPictureTools(
    { x: "http://localhost:9" },
    { resolve: async () => [{ address: "10.0.0.1", family: 4 }] },
  )
  await expect(tools.fetch("x", "http://localhost:9/a.png", patience())).rejects.toMatchObject({
    trouble: "not_allowed",
  })
})

test("more than 8 MB are refused, announced or not", async () => {
  const head = { "content-type": "image/png" }
  await (
    await troubleOf((_req, res) => res.writeHead(200, { ...head, "content-length": MOST_BYTES + 1 }).end("x"))
  ).toMatchObject({ trouble: "too_large" })
  await server.close()
  const endless: RequestListener = (_req, res) => {
    res.writeHead(200, head)
    const pour = (): void =>
      void (
        res.destroyed || (res.write(Buffer.alloc(256 * 1024)) ? setImmediate(pour) : res.once("drain", pour))
      )
    pour()
  }
  await (await troubleOf(endless)).toMatchObject({ trouble: "too_large" })
})

test("a picture that drips in is given up, and may be tried again", async () => {
  const drip: RequestListener = (_req, res) =>
    void res.writeHead(200, { "content-type": "image/png" }).write("x")
  await (await troubleOf(drip, { deadlineMs: 150 })).toMatchObject({ trouble: "away" })
})

test.each([
  ["a web page", 200, "text/html", "not_a_picture"],
  ["a web page that says it is a picture", 200, "image/jpeg", "not_a_picture"],
  ["an SVG", 200, "image/svg+xml", "not_a_picture"],
  ["a film", 200, "video/mp4", "not_a_picture"],
  ["nothing any more", 404, "image/jpeg", "gone"],
  ["an expired address", 403, "text/plain", "gone"],
  ["a bad moment", 503, "text/html", "away"],
  ["too many questions", 429, "text/html", "away"],
])("%s is told apart", async (_what, status, type, trouble) => {
  const body = "<!doctype html><title>Hello</title>"
  await (
    await troubleOf((_req, res) => res.writeHead(status, { "content-type": type }).end(body))
  ).toMatchObject({ trouble })
})

test("an answer compressed on the way is refused: nothing is unpacked uncounted", async () => {
  const head = { "content-type": "image/png", "content-encoding": "gzip" }
  await (
    await troubleOf((_req, res) => res.writeHead(200, head).end("x"))
  ).toMatchObject({
    trouble: "not_a_picture",
  })
})

test("a decompression bomb is refused", async () => {
  await (
    await troubleOf((_req, res) => res.writeHead(200, { "content-type": "image/png" }).end(bomb(30_000)))
  ).toMatchObject({ trouble: "too_large" })
})
