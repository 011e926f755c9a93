/** The fields of a `multipart/form-data` body (RFC 7578), as bytes. Null when the body is not one. */
export function readMultipart(contentType: string, body: Buffer): Record<string, Buffer> | null {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1]
  if (!contentType.startsWith("multipart/form-data") || boundary === undefined) return null
  const mark = Buffer.from(`--${boundary}`)
  const fields: Record<string, Buffer> = {}
  for (let at = body.indexOf(mark); at >= 0;) {
    const next = body.indexOf(mark, at + mark.length)
    if (next < 0) break
    const part = body.subarray(at + mark.length + 2, next - 2)
    const split = part.indexOf("\r\n\r\n")
    const name = /name="([^"]*)"/.exec(part.toString("latin1", 0, Math.max(0, split)))?.[1]
    if (name !== undefined) fields[name] = part.subarray(split + 4)
    at = next
  }
  return fields
}
