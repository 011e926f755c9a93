import type { AccountStore, SourcePlan } from "./account-store.ts"
import type { StoreChange } from "./change-feed.ts"
import type { CallbackNumberStore } from "./callback-number-store.ts"
import type { Connection, ConnectionStore } from "./connection-store.ts"
import type { ConsentStore } from "./consent-store.ts"
import type { ContactStore } from "./contact-store.ts"
import type { CorrectionStore } from "./correction-store.ts"
import type { Delivery, DeliveryStore, NewDelivery } from "./delivery-store.ts"
import type { DeletionStore } from "./deletion-store.ts"
import type { DepartmentStore } from "./department-store.ts"
import type { DraftStore } from "./draft-store.ts"
import type { EffectRecord, EffectStore } from "./effect-store.ts"
import type { EntryChange, EntryGuard, EntryStore } from "./entry-store.ts"
import type { GapStore } from "./gap-store.ts"
import type { LeaseStore } from "./lease-store.ts"
import type { MediaCopyRecord, MediaCopyStore } from "./media-copy-store.ts"
import type { MessageStore, Standing } from "./message-store.ts"
import type { MeterStore } from "./meter-store.ts"
import type { PersonStore } from "./person-store.ts"
import type { PictureStore } from "./picture-store.ts"
import type { QuarantineStore } from "./quarantine-store.ts"
import type { OutgoingRow } from "./reply-row.ts"
import type { ReplyChange, ReplyStore } from "./reply-store.ts"
import type { SessionStore } from "./session-store.ts"
import type { ThreadChange, ThreadStore } from "./thread-store.ts"
import type { TimelineStore } from "./timeline-store.ts"

/** Every store by name: all that the rest of the server sees of the database. */
export type Stores = {
  accounts: AccountStore
  callbackNumbers: CallbackNumberStore
  connections: ConnectionStore
  consents: ConsentStore
  contacts: ContactStore
  corrections: CorrectionStore
  deletions: DeletionStore
  deliveries: DeliveryStore
  departments: DepartmentStore
  drafts: DraftStore
  effects: EffectStore
  entries: EntryStore
  gaps: GapStore
  leases: LeaseStore
  mediaCopies: MediaCopyStore
  messages: MessageStore
  meters: MeterStore
  people: PersonStore
  pictures: PictureStore
  quarantine: QuarantineStore
  replies: ReplyStore
  sessions: SessionStore
  threads: ThreadStore
  timeline: TimelineStore
}

export type {
  Connection,
  Delivery,
  EffectRecord,
  EntryChange,
  EntryGuard,
  MediaCopyRecord,
  NewDelivery,
  OutgoingRow,
  ReplyChange,
  SourcePlan,
  Standing,
  StoreChange,
  ThreadChange,
}
