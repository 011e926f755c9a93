import { type Scene } from "../pictures/scenes.ts"
import { type FaultKind } from "../wire/faults.ts"

/** The panel's words: what each fault is, for someone who has never read an API. */
export const FAULT_TEXTS: Record<FaultKind, { name: string; what: string }> = {
  "429": { name: "Quota dépassé", what: "Le réseau refuse tout pendant une minute et dit quand reprendre." },
  "503": { name: "Réseau en panne", what: "Une page d'erreur à la place de chaque réponse (503)." },
  timeout_after_accept: {
    name: "Accusé perdu",
    what: "Le réseau publie la réponse de la Ville, puis la connexion se coupe : partie, ou pas ?",
  },
  expired_token: { name: "Jeton expiré", what: "Le réseau ne reconnaît plus le compte de la Ville." },
  credits_depleted: { name: "Crédit épuisé", what: "X demande à être payé avant de continuer (402)." },
  not_summoned: { name: "Réponse interdite", what: "X juge que l'auteur n'a pas appelé la Ville (403)." },
  malformed_post: { name: "Message illisible", what: "Un message abîmé arrive au milieu des bons." },
  truncated_json: { name: "Réponse coupée", what: "La réponse du réseau s'arrête au milieu d'un mot." },
  delay: { name: "Lenteur", what: "Le réseau répond, mais cinq secondes plus tard." },
  window_closed: {
    name: "Délai Messenger passé",
    what: "Facebook juge que les 24 heures pour répondre sont écoulées.",
  },
  policy_block: {
    name: "Page bloquée",
    what: "Facebook refuse tout ce que la Page écrit, au nom de ses règles (368).",
  },
  page_restricted: {
    name: "Messenger restreint",
    what: "La Page ne peut plus envoyer de message privé pour un temps.",
  },
  person_unavailable: {
    name: "Personne injoignable",
    what: "Le destinataire ne reçoit plus les messages de la Page (551).",
  },
  password_changed: {
    name: "Mot de passe changé",
    what: "Facebook rejette le jeton : il faut reconnecter la Page (190).",
  },
  webhook_duplicate: {
    name: "Annonces en double",
    what: "Chaque événement est annoncé deux fois au bureau.",
  },
  webhook_shuffled: {
    name: "Annonces en désordre",
    what: "Les événements d'un même instant arrivent à l'envers.",
  },
  webhook_late: {
    name: "Annonces en retard",
    what: "Les événements arrivent vingt secondes après les suivants.",
  },
  stream_split: {
    name: "Flux haché",
    what: "Chaque message du flux arrive en deux morceaux, coupés au milieu d'une lettre accentuée.",
  },
  stream_cut: { name: "Flux coupé", what: "X raccroche brutalement après le message suivant du flux." },
  stream_disconnect: {
    name: "Flux fermé",
    what: "X annonce dans le flux qu'il le ferme ; le message suivant est perdu pour lui.",
  },
  stream_duplicate: { name: "Flux en double", what: "Chaque message du flux arrive deux fois." },
  reset: { name: "Connexion coupée", what: "Le réseau raccroche avant d'avoir lu la demande." },
}

/** The panel's order: what any network suffers, then each network's own. */
export const FAULT_GROUPS: { title: string; kinds: FaultKind[] }[] = [
  {
    title: "Communes",
    kinds: [
      "429",
      "503",
      "timeout_after_accept",
      "expired_token",
      "malformed_post",
      "truncated_json",
      "delay",
      "reset",
    ],
  },
  { title: "De X", kinds: ["credits_depleted", "not_summoned"] },
  {
    title: "De Facebook",
    kinds: ["window_closed", "person_unavailable", "policy_block", "page_restricted", "password_changed"],
  },
  {
    title: "Du flux de X",
    kinds: ["stream_split", "stream_duplicate", "stream_cut", "stream_disconnect"],
  },
  { title: "Des annonces (webhooks)", kinds: ["webhook_duplicate", "webhook_shuffled", "webhook_late"] },
]

/** Faults that say the most when they happen once: the panel proposes that first. */
export const ONCE: readonly FaultKind[] = [
  "timeout_after_accept",
  "malformed_post",
  "window_closed",
  "person_unavailable",
  "stream_cut",
  "stream_disconnect",
]

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
