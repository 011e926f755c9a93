import type { Account } from "../../shared/account.ts"
import type { ThreadDetail, Workspace } from "../../shared/api.ts"
import type { Classification } from "../../shared/classification.ts"
import type { Department } from "../../shared/department.ts"
import type { Entry } from "../../shared/entry.ts"
import type { Media, Message } from "../../shared/message.ts"
import type { Person } from "../../shared/person.ts"
import type { Reply } from "../../shared/reply.ts"
import type { Thread } from "../../shared/thread.ts"

let last = 0

/** A new identifier of ours. */
export const newId = (): string => (++last).toString(16).padStart(24, "0")

/** The instant that tests count from. */
export const NOON = "2026-11-24T11:00:00.000Z"

/** So many minutes after (or before) noon. */
export const minutes = (count: number): string => new Date(Date.parse(NOON) + count * 60_000).toISOString()

export const buildDepartment = (overrides: Partial<Department> = {}): Department => ({
  id: "voirie",
  name: { fr: "Voirie", en: "Roads" },
  position: 0,
  active: true,
  ...overrides,
})

export const buildPerson = (overrides: Partial<Person> = {}): Person => ({
  id: newId(),
  email: "nadia@parvis.local",
  name: "Nadia Benali",
  role: "agent",
  departments: [],
  locale: "fr",
  active: true,
  createdAt: minutes(-10_000),
  ...overrides,
})

export const buildAccount = (overrides: Partial<Account> = {}): Account => ({
  id: newId(),
  network: "x",
  externalId: "1",
  username: "VilleDeParvis",
  name: "Ville de Parvis",
  state: "ok",
  trouble: null,
  lastPollAt: minutes(0),
  lastPushAt: null,
  lastMessageAt: minutes(-3),
  ...overrides,
})

export const buildWorkspace = (overrides: Partial<Workspace> = {}): Workspace => ({
  me: buildPerson(),
  city: "Ville de Parvis",
  departments: [
    buildDepartment(),
    buildDepartment({ id: "proprete", name: { fr: "Propreté", en: "Cleaning" }, position: 1 }),
    buildDepartment({
      id: "eclairage",
      name: { fr: "Éclairage public", en: "Street lighting" },
      position: 2,
    }),
  ],
  accounts: [buildAccount()],
  demo: false,
  simulatorUrl: null,
  undoSeconds: 10,
  doors: [],
  ...overrides,
})

export function buildThread(overrides: Partial<Thread> = {}): Thread {
  const at = overrides.lastMessageAt ?? minutes(-5)
  return {
    id: newId(),
    network: "x",
    visibility: "public",
    accountId: newId(),
    contact: { id: newId(), username: "camille_d", name: "Camille Dupré" },
    state: "new",
    addressed: true,
    department: "eclairage",
    departmentScore: 0.82,
    sentiment: "negative",
    urgency: "normal",
    language: "fr",
    assignee: null,
    escalation: null,
    excerpt: "Le lampadaire devant le 12 rue Pasteur est éteint depuis 3 semaines",
    messageCount: 1,
    lastReply: null,
    version: 1,
    lastInboundAt: at,
    lastMessageAt: at,
    createdAt: at,
    ...overrides,
  }
}

export const buildClassification = (overrides: Partial<Classification> = {}): Classification => ({
  language: "fr",
  department: "eclairage",
  candidates: [
    { department: "eclairage", score: 0.82 },
    { department: "voirie", score: 0.11 },
  ],
  sentiment: "negative",
  urgency: "normal",
  words: [],
  ...overrides,
})

export const buildMessage = (overrides: Partial<Message> = {}): Message => ({
  id: newId(),
  threadId: newId(),
  accountId: newId(),
  network: "x",
  externalId: newId(),
  earlier: [],
  editedAt: null,
  removedAt: null,
  hidden: false,
  liked: false,
  addressed: true,
  underOurs: false,
  isEncrypted: false,
  direction: "in",
  visibility: "public",
  text: "Le lampadaire devant le 12 rue Pasteur est éteint depuis 3 semaines",
  author: { username: "camille_d", name: "Camille Dupré" },
  permalink: "https://x.example/camille_d/status/1",
  parentExternalId: null,
  media: [],
  sentAt: minutes(-5),
  receivedAt: minutes(-5),
  classification: buildClassification(),
  replyId: null,
  threadVersion: 1,
  ...overrides,
})

/** A picture in a message whose copy is here. */
export const buildMedia = (overrides: Partial<Media> = {}): Media => ({
  kind: "photo",
  altText: null,
  copy: { state: "ready", version: "abc123abc123", width: 800, height: 600 },
  ...overrides,
})

export const buildReply = (overrides: Partial<Reply> = {}): Reply => ({
  id: newId(),
  threadId: newId(),
  accountId: newId(),
  clientId: crypto.randomUUID(),
  visibility: "public",
  parentExternalId: "41",
  isPrivateReply: false,
  text: "Bonjour, une équipe passe demain.",
  pictures: [],
  by: { id: newId(), name: "Nadia Benali" },
  state: "sent",
  reason: null,
  detail: "",
  dueAt: null,
  attempts: 1,
  externalId: "42",
  permalink: "https://x.example/VilleDeParvis/status/42",
  createdAt: minutes(-2),
  sentAt: minutes(-2),
  threadVersion: 2,
  ...overrides,
})

export const buildEntry = (overrides: Partial<Entry> = {}): Entry => ({
  id: newId(),
  state: "draft",
  question: "Que faire quand un lampadaire est éteint ?",
  answer: "Signalez-le sur le site de la ville. Une équipe passe sous cinq jours.",
  department: "eclairage",
  slug: "",
  sourceThreadId: null,
  overrides: [],
  version: 1,
  createdBy: { id: newId(), name: "Nadia Benali" },
  updatedBy: { id: newId(), name: "Nadia Benali" },
  reviewedBy: null,
  reviewNote: null,
  createdAt: minutes(-60),
  updatedAt: minutes(-60),
  publishedAt: null,
  published: null,
  ...overrides,
})

/** A thread with everything in it; the parts are made to belong to it. */
export function buildDetail(overrides: Partial<ThreadDetail> = {}): ThreadDetail {
  const thread = overrides.thread ?? buildThread()
  const inThread = { threadId: thread.id, accountId: thread.accountId }
  return {
    messages: [
      buildMessage({
        ...inThread,
        text: thread.excerpt,
        author: thread.contact,
        sentAt: thread.lastInboundAt,
        visibility: thread.visibility,
      }),
    ],
    replies: [],
    timeline: [],
    draft: { text: "", savedAt: null },
    entries: [],
    ...overrides,
    ...(overrides.messages && { messages: overrides.messages.map((each) => ({ ...each, ...inThread })) }),
    ...(overrides.replies && { replies: overrides.replies.map((each) => ({ ...each, ...inThread })) }),
    thread,
  }
}
