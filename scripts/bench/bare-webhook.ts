import { createHmac, timingSafeEqual } from "node:crypto"
import express from "express"

/** The floor: an Express handler that verifies X's signature over the raw bytes, answers, and keeps nothing. */
const secret = process.argv[2] ?? ""
const app = express().disable("x-powered-by")
app.post("/", express.raw({ type: () => true, limit: "8mb" }), (req, res) => {
  const body: unknown = req.body
  const given = /^sha256=(.{44})$/.exec(req.get("x-twitter-webhooks-signature") ?? "")?.[1]
  const isGenuine =
    Buffer.isBuffer(body) &&
    given !== undefined &&
    timingSafeEqual(Buffer.from(given, "base64"), createHmac("sha256", secret).update(body).digest())
  res.status(isGenuine ? 200 : 401).end()
})
const server = app.listen(0, "127.0.0.1", () => {
  const address = server.address()
  console.log(typeof address === "object" && address ? `http://127.0.0.1:${address.port}/` : "")
})
