/* global document */
import { say } from "./dom.js"

const REFUSALS = {
  not_editable: "X ne permet plus de modifier ce message.",
  duplicate: "Ces mots viennent d'être publiés au même endroit.",
  gone: "Ce message n'existe plus.",
}

/** Asks for other words in the dialog; `act` gets them when they are kept. */
export function askForWords(words, hint, act) {
  const dialog = document.querySelector("dialog.edit")
  const field = dialog.querySelector("textarea")
  field.value = words
  dialog.querySelector("[data-edit-hint]").textContent = hint
  dialog.onclose = () => {
    if (dialog.returnValue === "save") void act(field.value)
  }
  dialog.returnValue = ""
  dialog.showModal()
}

/** Does something on the network and says how it went. */
export async function attempt(act, done) {
  try {
    await act()
    if (done) say(done)
  } catch (error) {
    say(REFUSALS[error.message] ?? `Refusé : ${error.message}`)
  }
}
