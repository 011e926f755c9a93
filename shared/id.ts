import { z } from "zod"

/** An identifier of ours: 24 hexadecimal digits. */
export const Id = z.string().regex(/^[0-9a-f]{24}$/)
export type Id = z.infer<typeof Id>

/** An instant as ISO 8601 with milliseconds, in UTC. */
export const Instant = z.iso.datetime()
export type Instant = z.infer<typeof Instant>
