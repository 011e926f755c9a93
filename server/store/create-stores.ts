import type { Connection } from "mongoose"
import { createAccountStore } from "./account-store.ts"
import { createCallbackNumberStore } from "./callback-number-store.ts"
import { createConnectionStore } from "./connection-store.ts"
import { createConsentStore } from "./consent-store.ts"
import { createContactStore } from "./contact-store.ts"
import { createCorrectionStore } from "./correction-store.ts"
import { createDeletionStore } from "./deletion-store.ts"
import { createDeliveryStore } from "./delivery-store.ts"
import { createDepartmentStore } from "./department-store.ts"
import { createDraftStore } from "./draft-store.ts"
import { createEffectStore } from "./effect-store.ts"
import { createEntryStore } from "./entry-store.ts"
import { createGapStore } from "./gap-store.ts"
import { createLeaseStore } from "./lease-store.ts"
import { createMediaCopyStore } from "./media-copy-store.ts"
import { createMessageStore } from "./message-store.ts"
import { createMeterStore } from "./meter-store.ts"
import { createPersonStore } from "./person-store.ts"
import { createPictureStore } from "./picture-store.ts"
import { createQuarantineStore } from "./quarantine-store.ts"
import { createReplyStore } from "./reply-store.ts"
import { createSessionStore } from "./session-store.ts"
import type { Stores } from "./stores.ts"
import { createThreadStore } from "./thread-store.ts"
import { createTimelineStore } from "./timeline-store.ts"

/** Builds the stores of one database. Nothing connects here. */
export function createStores(connection: Connection): Stores {
  return {
    accounts: createAccountStore(connection),
    callbackNumbers: createCallbackNumberStore(connection),
    connections: createConnectionStore(connection),
    consents: createConsentStore(connection),
    contacts: createContactStore(connection),
    corrections: createCorrectionStore(connection),
    deletions: createDeletionStore(connection),
    deliveries: createDeliveryStore(connection),
    departments: createDepartmentStore(connection),
    drafts: createDraftStore(connection),
    effects: createEffectStore(connection),
    entries: createEntryStore(connection),
    gaps: createGapStore(connection),
    leases: createLeaseStore(connection),
    mediaCopies: createMediaCopyStore(connection),
    messages: createMessageStore(connection),
    meters: createMeterStore(connection),
    people: createPersonStore(connection),
    pictures: createPictureStore(connection),
    quarantine: createQuarantineStore(connection),
    replies: createReplyStore(connection),
    sessions: createSessionStore(connection),
    threads: createThreadStore(connection),
    timeline: createTimelineStore(connection),
  }
}
