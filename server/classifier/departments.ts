/** The departments the shipped training text knows. A city's own corrections may add others. */
export const DEPARTMENTS = [
  "voirie",
  "proprete",
  "espaces_verts",
  "eclairage_public",
  "stationnement",
  "transports_mobilite",
  "eau_assainissement",
  "enfance_ecoles",
  "culture_sport",
  "social_logement",
  "etat_civil_demarches",
  "urbanisme",
  "police_securite_bruit",
  "finances_facturation",
  "elus_democratie",
  "other",
] as const
