/** One version of what somebody wrote. Networks that let people edit give each version an id, or only a time. */
export type Revision = { id: string; at: Date }

/** The order in which versions were written. Ids of one network grow in length, then by their characters. */
export const compareRevisions = (a: Revision, b: Revision): number =>
  a.at.getTime() - b.at.getTime() || a.id.length - b.id.length || (a.id < b.id ? -1 : Number(a.id > b.id))
