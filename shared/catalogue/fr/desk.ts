import { calls } from "./desk-calls.ts"
import { context } from "./desk-context.ts"
import { faq } from "./desk-faq.ts"
import { inbox } from "./desk-inbox.ts"
import { profile, settings } from "./desk-settings.ts"
import { picture } from "./desk-picture.ts"
import { shell } from "./desk-shell.ts"
import { composer, reply, thread, timeline, trouble } from "./desk-thread.ts"
import { words } from "./desk-words.ts"

/** The desk's words, in French: the language of reference. English has the same keys. */
export const desk = {
  ...shell,
  words,
  inbox,
  thread,
  composer,
  picture,
  reply,
  trouble,
  calls,
  timeline,
  context,
  faq,
  settings,
  profile,
}
