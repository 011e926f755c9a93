import { UploadedPicture } from "../../shared/reply.ts"
import { request } from "../lib/api.ts"
import { createCallDraft } from "../lib/call-draft.ts"
import { serverNow } from "../lib/clock.ts"
import { createDraftKeeper } from "../lib/draft-keeper.ts"
import type { DeskTools } from "../lib/desk-tools.ts"
import { createHeldReplies } from "../lib/held-replies.ts"
import type { LiveLink } from "../lib/live-link.ts"
import { createPictureKeeper } from "../lib/picture-keeper.ts"

/** The long-lived parts of the desk, around one live link. */
export function createDeskTools(link: LiveLink): DeskTools {
  return {
    link,
    held: createHeldReplies(serverNow),
    call: createCallDraft(),
    pictures: createPictureKeeper((threadId, file) =>
      request("POST", `/api/threads/${threadId}/pictures`, { file, schema: UploadedPicture }),
    ),
    drafts: createDraftKeeper((threadId, text, isLeaving) =>
      request("PUT", `/api/threads/${threadId}/draft`, { body: { text }, keepalive: isLeaving }),
    ),
  }
}
