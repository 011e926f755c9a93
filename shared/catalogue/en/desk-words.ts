import type { words as reference } from "../fr/desk-words.ts"
import type { SameKeys } from "../same-keys.ts"

/** Words for the values of the contract. */
export const words: SameKeys<typeof reference> = {
  network: { x: "X", facebook: "Facebook", phone: "Phone", web: "Website" },
  visibility: { public: "Public", direct: "Private message" },
  sentiment: { negative: "Negative", neutral: "Neutral", positive: "Positive" },
  urgency: { normal: "Normal", high: "Priority", emergency: "Emergency" },
  threadState: {
    new: "New",
    open: "Open",
    waiting_department: "With the department",
    ready: "Ready to answer",
    answered: "Answered",
    closed: "Closed",
  },
  role: { agent: "Agent", head: "Department head", admin: "Administrator" },
  accountState: {
    ok: "Working",
    delayed: "Waiting for the network",
    reconnect: "To reconnect",
    billing: "Payment due",
  },
  entryState: { draft: "Draft", review: "In review", published: "Published", archived: "Archived" },
  reason: {
    rate_limited: "{{network}} limits how much can be sent.",
    network_unavailable: "{{network}} does not answer.",
    timeout: "{{network}} did not answer in time.",
    token_rejected: "{{network}} no longer accepts the account’s connection.",
    credits_depleted: "The account’s call credit with {{network}} is used up.",
    not_summoned: "{{network}} does not allow this reply: the message does not mention the city.",
    recipient_closed: "This person does not accept private messages from the city.",
    parent_deleted: "The message you are answering was removed by its author.",
    duplicate_text: "{{network}} refuses the same text twice: change a few words.",
    text_too_long: "{{network}} finds this text too long.",
    forbidden: "{{network}} does not allow this account to do that.",
    invalid_request: "{{network}} did not accept the request.",
    unreadable_answer: "{{network}}’s answer cannot be read.",
  },
  personalData: {
    handle: "Username",
    email: "E-mail address",
    phone: "Phone number",
    social_security: "Social security number",
    plate: "Number plate",
    iban: "Bank account",
    address: "Address",
    birth_date: "Date of birth",
    name: "Person’s name",
    file_number: "File number",
  },
}
