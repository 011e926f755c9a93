/** The shape of a catalogue with other words in it: a missing or a stray key is a type error. */
export type SameKeys<T> = { [K in keyof T]: T[K] extends string ? string : SameKeys<T[K]> }
