/** The desk's words, in French: the language of reference. English has the same keys. */
export const desk = {
  app: { name: "Parvis" },
}
