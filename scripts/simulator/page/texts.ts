import { type Scene } from "../pictures/scenes.ts"
import { type FaultKind } from "../x-api/faults.ts"

/** The panel's words: what each fault is, for someone who has never read an API. */
export const FAULT_TEXTS: Record<FaultKind, { name: string; what: string }> = {
  "429": { name: "Quota dépassé", what: "X refuse tout pendant une minute et dit quand reprendre (429)." },
  "503": { name: "X en panne", what: "Une page d'erreur à la place de chaque réponse (503)." },
  timeout_after_accept: {
    name: "Accusé perdu",
    what: "X publie la réponse de la Ville, puis la connexion se coupe : partie, ou pas ?",
  },
  expired_token: { name: "Jeton expiré", what: "X ne reconnaît plus le compte de la Ville (401)." },
  credits_depleted: { name: "Crédit épuisé", what: "X demande à être payé avant de continuer (402)." },
  not_summoned: { name: "Réponse interdite", what: "X juge que l'auteur n'a pas appelé la Ville (403)." },
  malformed_post: { name: "Message illisible", what: "Un message abîmé arrive au milieu des bons." },
  truncated_json: { name: "Réponse coupée", what: "La réponse de X s'arrête au milieu d'un mot." },
  delay: { name: "Lenteur", what: "X répond, mais cinq secondes plus tard." },
  reset: { name: "Connexion coupée", what: "X raccroche avant d'avoir lu la demande." },
}

/** Faults that say the most when they happen once: the panel proposes that first. */
export const ONCE: readonly FaultKind[] = ["timeout_after_accept", "malformed_post"]

export const SCENE_TEXTS: Record<Scene, string> = {
  pothole: "Nid-de-poule",
  dark_street: "Rue sans lumière",
  overflowing_bin: "Poubelle pleine",
  graffiti: "Tags",
  flood: "Inondation",
  fallen_tree: "Arbre tombé",
  badly_parked_car: "Voiture gênante",
  fallen_cable: "Câble à terre",
  playground: "Aire de jeux",
  flowers: "Massif fleuri",
  letter: "Courrier",
}
