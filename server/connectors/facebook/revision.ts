import { createHash } from "node:crypto"
import type { Revision } from "../../../shared/revision.ts"
import type { IncomingMedia } from "../incoming.ts"

/** A few characters that tell one text from another: 72 bits. */
export const digestOf = (text: string): string =>
  createHash("sha256").update(text).digest("base64url").slice(0, 12)

/**
 * Facebook numbers no versions: the words themselves are the id, so that a poll and a push that tell the same words
 * tell the same version. Pictures count only as there or not: their addresses are signed anew in every answer.
 *
 * `at` is the last moment when these words were known to stand there: for a poll, the time of the answer (Facebook's
 * clock), as comments have no time of their own for edits and a post's `updated_time` only counts whole seconds;
 * for a push, the time of what it tells. An old copy that comes a day late then is older than any poll since, and a
 * poll is newer than the edit it shows.
 */
export const revisionOf = (text: string, media: readonly IncomingMedia[], at: Date): Revision => ({
  id: digestOf(`${media.length > 0 ? "+" : "-"}${text.normalize("NFC").replace(/\s+/gu, " ").trim()}`),
  at,
})
