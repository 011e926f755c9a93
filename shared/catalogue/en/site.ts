import type { site as reference } from "../fr/site.ts"
import type { SameKeys } from "../same-keys.ts"

/** The public site's words, in English. */
export const site: SameKeys<typeof reference> = {
  name: "Frequent questions",
  skip: "Skip to content",
  demo: "Demonstration: this city does not exist and the social networks are simulated.",
  languages: { fr: "Français", en: "English" },
  home: {
    title: "Frequent questions",
    heading: "Anything to ask the city?",
    description: "Answers written by the city’s departments and reviewed by their heads. They are in French.",
    lead_one: "{{count}} answer, in French, written by the departments and reviewed by their heads.",
    lead_many: "{{count}} answers, in French, written by the departments and reviewed by their heads.",
    lead_other: "{{count}} answers, in French, written by the departments and reviewed by their heads.",
    departments: "By department",
    recent: "Verified lately",
    empty: "The first answers will be here soon.",
  },
  search: {
    label: "Your question, or a few words in French",
    placeholder: "such as: encombrants, crèche, carte d’identité",
    submit: "Search",
    title: "{{query}}: results",
    heading: "Results for “{{query}}”",
    found_one: "{{count}} answer found",
    found_many: "{{count}} answers found",
    found_other: "{{count}} answers found",
    none: "No answer matches “{{query}}”",
    tooVague: "Add a word that says what it is about, such as “poubelle” (bin) or “piscine” (pool).",
    next: "What now?",
    nextShorter: "Try a single word in French, or a more common one.",
    nextBrowse: "Browse the answers by department, below.",
    nextAsk:
      "Ask the city on social networks or at the town hall: if it can help others, the answer will be published here.",
  },
  department: {
    title: "{{name}}: frequent questions",
    count_one: "{{count}} answer",
    count_many: "{{count}} answers",
    count_other: "{{count}} answers",
    others: "Other departments",
  },
  entry: {
    breadcrumb: "Breadcrumb",
    home: "Frequent questions",
    verified: "Verified on",
    by: "by the department",
    related: "See also",
    again: "Looking for something else?",
  },
  gone: {
    title: "This answer is no longer online",
    text: "It was withdrawn because it was out of date, or because another one replaces it.",
  },
  deletion: {
    title: "Deletion request",
    lead: "You asked, through your social network, for your data to be erased. Here is how far this request is.",
    code: "Number of the request: {{code}}",
    requested: "Received on {{date}}.",
    pending: "It will be carried out within minutes. Reload this page to follow it.",
    done_one: "Carried out on {{date}}: {{count}} message erased, and your name with it.",
    done_many: "Carried out on {{date}}: {{count}} messages erased, and your name with them.",
    done_other: "Carried out on {{date}}: {{count}} messages erased, and your name with them.",
  },
  notFound: {
    title: "This page does not exist",
    text: "The address may be incomplete. Search for the answer, or browse the departments.",
  },
  footer: {
    text: "{{city}}: answers written and verified by its departments. No cookies, no audience measurement.",
    feed: "Follow new answers (Atom)",
    software: "Powered by Parvis, free software",
  },
  feed: { title: "{{city}}: frequent questions" },
}
