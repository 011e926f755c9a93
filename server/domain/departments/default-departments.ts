import type { Department } from "../../../shared/department.ts"

const names: [id: string, fr: string, en: string][] = [
  ["voirie", "Voirie", "Roads"],
  ["proprete", "Propreté et déchets", "Cleaning and waste"],
  ["espaces_verts", "Espaces verts", "Parks and gardens"],
  ["eclairage_public", "Éclairage public", "Street lighting"],
  ["stationnement", "Stationnement", "Parking"],
  ["transports_mobilite", "Transports et mobilités", "Transport and mobility"],
  ["eau_assainissement", "Eau et assainissement", "Water and sewers"],
  ["enfance_ecoles", "Enfance et écoles", "Children and schools"],
  ["culture_sport", "Culture et sport", "Culture and sport"],
  ["social_logement", "Action sociale et logement", "Social services and housing"],
  ["etat_civil_demarches", "État civil et démarches", "Civil registry and formalities"],
  ["urbanisme", "Urbanisme", "Town planning"],
  ["police_securite_bruit", "Police municipale et bruit", "Municipal police and noise"],
  ["finances_facturation", "Finances et facturation", "Finance and billing"],
  ["elus_democratie", "Élus et démocratie locale", "Elected members and local democracy"],
  ["other", "Autres demandes", "Other matters"],
]

/** What a city starts with. The classifier knows these ids; names, order and use are the city's to change. */
export const defaultDepartments: readonly Department[] = names.map(([id, fr, en], position) => ({
  id,
  name: { fr, en },
  position,
  active: true,
}))
