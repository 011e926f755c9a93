import { createHmac } from "node:crypto"
import { expect, test } from "vitest"
import { readSignedRequest } from "./signed-request.ts"

const SECRET = "app-secret-of-a-test"
const payload = { user_id: "7281930485019283", algorithm: "HMAC-SHA256", issued_at: 1_795_428_672 }

function form(content: unknown, secret = SECRET): Buffer {
  const body = Buffer.from(typeof content === "string" ? content : JSON.stringify(content)).toString(
    "base64url",
  )
  const signature = createHmac("sha256", secret).update(body).digest("base64url")
  return Buffer.from(new URLSearchParams({ signed_request: `${signature}.${body}` }).toString())
}

test("a request that Meta signed tells whom it is about", () => {
  expect(readSignedRequest(form(payload), SECRET)).toEqual({ personExternalId: "7281930485019283" })
  expect(readSignedRequest(form({ ...payload, user_id: 42 }), SECRET)).toEqual({ personExternalId: "42" })
})

test.each([
  ["another signature", form(payload, "another secret")],
  ["no person", form({ algorithm: "HMAC-SHA256" })],
  ["another algorithm", form({ ...payload, algorithm: "none" })],
  ["a person who is none", form({ ...payload, user_id: '{"$gt":""}' })],
  ["no JSON", form("not json")],
  ["no request at all", Buffer.from("hello=world")],
  ["parts too many", Buffer.from(`${form(payload).toString()}.more`)],
  ["far too much", Buffer.alloc(10_000, "a")],
  ["nothing", Buffer.alloc(0)],
])("%s is refused", (_what, body) => {
  expect(readSignedRequest(body, SECRET)).toBeNull()
})
