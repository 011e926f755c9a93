import type { ProblemCode } from "../../problem.ts"

/** What went wrong, said to a person: a title, and what to do about it. */
export const problems: Record<ProblemCode, { title: string; detail: string }> = {
  invalid: { title: "Saisie incorrecte", detail: "Vérifiez les champs signalés, puis recommencez." },
  unauthenticated: {
    title: "Session terminée",
    detail: "Connectez-vous de nouveau. Vos brouillons sont gardés.",
  },
  unsigned: {
    title: "Signature refusée",
    detail: "Ces données ne viennent pas du réseau qu’elles annoncent.",
  },
  wrong_credentials: {
    title: "Connexion refusée",
    detail: "L’adresse ou le mot de passe ne correspond à aucun compte actif.",
  },
  forbidden: { title: "Action réservée", detail: "Votre rôle ne permet pas cette action." },
  cross_site: { title: "Demande refusée", detail: "Cette demande ne vient pas du site de Parvis." },
  not_found: { title: "Introuvable", detail: "Cet élément n’existe pas, ou ne vous est pas ouvert." },
  stale_thread: {
    title: "Le fil a changé",
    detail:
      "Un message ou une réponse est arrivé pendant que vous écriviez. Votre texte est gardé : relisez, puis envoyez.",
  },
  stale_entry: {
    title: "La fiche a changé",
    detail:
      "Quelqu’un d’autre l’a enregistrée entre-temps. Votre texte est gardé : comparez avant de recommencer.",
  },
  stale_state: {
    title: "Ce n’est plus possible",
    detail: "L’état a changé entre-temps. L’écran vient d’être mis à jour.",
  },
  too_late_to_cancel: {
    title: "Trop tard pour annuler",
    detail: "La réponse est déjà partie vers le réseau.",
  },
  reply_too_long: { title: "Réponse trop longue", detail: "Raccourcissez la réponse pour ce réseau." },
  not_answerable: { title: "Réponse impossible", detail: "Le réseau ne permet pas de répondre à ce fil." },
  not_possible: {
    title: "Le réseau ne le permet pas",
    detail: "Cette action n’est plus possible pour ce message.",
  },
  same_text_elsewhere: {
    title: "Texte déjà envoyé d’un autre compte",
    detail:
      "Le réseau prend le même texte venu de deux comptes pour de l’abus. Changez quelques mots : votre texte est gardé.",
  },
  not_a_picture: {
    title: "Ce n’est pas une image",
    detail: "Choisissez une image JPEG, PNG, WebP ou GIF.",
  },
  picture_gone: {
    title: "L’image n’est plus là",
    detail: "Avant l’envoi, les images sont gardées un jour. Joignez-la de nouveau.",
  },
  personal_data: {
    title: "Données personnelles",
    detail:
      "Des éléments signalés restent dans la fiche. Réécrivez-les, ou dites pourquoi ils peuvent rester.",
  },
  email_taken: { title: "Adresse déjà utilisée", detail: "Une personne a déjà cette adresse." },
  last_admin: {
    title: "Dernier administrateur",
    detail: "Il doit rester au moins un administrateur actif.",
  },
  not_configured: {
    title: "Réseau non configuré",
    detail: "Les clés de l’application de ce réseau manquent dans la configuration du serveur.",
  },
  consent_denied: {
    title: "Autorisation refusée",
    detail: "Le réseau n’a pas reçu votre accord. Le compte n’est pas relié.",
  },
  consent_expired: {
    title: "Autorisation expirée",
    detail: "La demande date de plus de dix minutes, ou a déjà servi. Recommencez depuis les réglages.",
  },
  wrong_account: {
    title: "Un autre compte a répondu",
    detail: "Le réseau vous connaît sous un autre compte. Changez de compte sur le réseau, puis recommencez.",
  },
  network_refused: {
    title: "Le réseau a refusé",
    detail: "L’accès n’est pas valable pour ce compte. Vérifiez-le, puis recommencez.",
  },
  too_many_requests: { title: "Trop d’essais", detail: "Attendez un peu avant de recommencer." },
  payload_too_large: { title: "Envoi trop volumineux", detail: "Réduisez la taille de ce que vous envoyez." },
  unavailable: {
    title: "Momentanément indisponible",
    detail: "Réessayez dans un instant. Rien n’est perdu.",
  },
  internal: {
    title: "Erreur de notre côté",
    detail: "L’incident est noté. Réessayez ; si cela dure, prévenez votre administrateur.",
  },
}
