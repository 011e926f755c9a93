/** The public site's words, in French: the language of reference. English has the same keys. */
export const site = {
  name: "Parvis",
}
