/** A growing byte buffer, reused between encodings: `take` copies the result out. */
export class ByteWriter {
  bytes = Buffer.allocUnsafeSlow(4096)
  length = 0

  reserve(size: number): void {
    if (this.length + size <= this.bytes.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.length + size))
    this.bytes.copy(larger, 0, 0, this.length)
    this.bytes = larger
  }

  byte(value: number): void {
    this.reserve(1)
    this.bytes[this.length++] = value
  }

  append(source: Uint8Array): void {
    this.reserve(source.length)
    this.bytes.set(source, this.length)
    this.length += source.length
  }

  /** Copies the bytes out and starts again; a buffer grown by a rare giant is given back. */
  take(): Uint8Array {
    const result = new Uint8Array(this.length)
    result.set(this.bytes.subarray(0, this.length))
    this.length = 0
    if (this.bytes.length > 1 << 20) this.bytes = Buffer.allocUnsafeSlow(4096)
    return result
  }
}
