import type { ProblemCode } from "../../problem.ts"

/** What went wrong, said to a person: a title, and what to do about it. */
export const problems: Record<ProblemCode, { title: string; detail: string }> = {
  invalid: { title: "Please check your input", detail: "Correct the marked fields, then try again." },
  unauthenticated: { title: "Session ended", detail: "Sign in again. Your drafts are kept." },
  unsigned: { title: "Signature refused", detail: "This data does not come from the network it names." },
  wrong_credentials: {
    title: "Sign-in refused",
    detail: "The address or the password matches no active account.",
  },
  forbidden: { title: "Not allowed", detail: "Your role does not allow this action." },
  cross_site: { title: "Request refused", detail: "This request does not come from the Parvis site." },
  not_found: { title: "Not found", detail: "It does not exist, or is not open to you." },
  stale_thread: {
    title: "The thread has changed",
    detail: "A message or a reply arrived while you were writing. Your text is kept: read, then send.",
  },
  stale_entry: {
    title: "The entry has changed",
    detail: "Somebody else saved it meanwhile. Your text is kept: compare before you try again.",
  },
  stale_state: {
    title: "No longer possible",
    detail: "The state changed meanwhile. The screen has just been updated.",
  },
  too_late_to_cancel: { title: "Too late to undo", detail: "The reply has already left for the network." },
  reply_too_long: { title: "Reply too long", detail: "Shorten the reply for this network." },
  not_answerable: { title: "Cannot be answered", detail: "The network does not let you answer this thread." },
  not_possible: {
    title: "The network does not allow it",
    detail: "This can no longer be done to this message.",
  },
  same_text_elsewhere: {
    title: "Text already sent from another account",
    detail:
      "The network takes the same text from two accounts for abuse. Change a few words: your text is kept.",
  },
  not_a_picture: {
    title: "Not a picture",
    detail: "Choose a JPEG, PNG, WebP or GIF picture.",
  },
  picture_gone: {
    title: "The picture is not here any more",
    detail: "Pictures are kept for a day before sending. Attach it again.",
  },
  personal_data: {
    title: "Personal data",
    detail: "Flagged words remain in the entry. Rewrite them, or say why they may stay.",
  },
  email_taken: { title: "Address already used", detail: "Somebody already has this address." },
  last_admin: { title: "Last administrator", detail: "At least one active administrator must remain." },
  not_configured: {
    title: "Network not configured",
    detail: "The keys of this network’s application are missing in the server’s configuration.",
  },
  consent_denied: {
    title: "Consent refused",
    detail: "The network did not get your consent. The account is not connected.",
  },
  consent_expired: {
    title: "Consent expired",
    detail: "The request is more than ten minutes old, or was used already. Start again from the settings.",
  },
  wrong_account: {
    title: "Another account answered",
    detail: "The network knows you under another account. Switch accounts on the network, then try again.",
  },
  network_refused: {
    title: "The network refused",
    detail: "The access is not valid for this account. Check it, then try again.",
  },
  too_many_requests: { title: "Too many attempts", detail: "Wait a little before trying again." },
  payload_too_large: { title: "Too large", detail: "Reduce the size of what you send." },
  unavailable: { title: "Unavailable for now", detail: "Try again in a moment. Nothing is lost." },
  internal: {
    title: "An error on our side",
    detail: "It has been logged. Try again; if it lasts, tell your administrator.",
  },
}
