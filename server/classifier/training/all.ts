import { type LabelledText, readLabelled } from "../labelled-text.ts"
import { cultureSport } from "./culture-sport.ts"
import { eauAssainissement } from "./eau-assainissement.ts"
import { eclairagePublic } from "./eclairage-public.ts"
import { elusDemocratie } from "./elus-democratie.ts"
import { enfanceEcoles } from "./enfance-ecoles.ts"
import { espacesVerts } from "./espaces-verts.ts"
import { etatCivilDemarches } from "./etat-civil-demarches.ts"
import { financesFacturation } from "./finances-facturation.ts"
import { other } from "./other.ts"
import { policeSecuriteBruit } from "./police-securite-bruit.ts"
import { proprete } from "./proprete.ts"
import { socialLogement } from "./social-logement.ts"
import { stationnement } from "./stationnement.ts"
import { transportsMobilite } from "./transports-mobilite.ts"
import { urbanisme } from "./urbanisme.ts"
import { voirie } from "./voirie.ts"

/** Every message the classifier is taught. All were written for Parvis: none was copied from a person. */
export const trainingText: readonly LabelledText[] = Object.entries({
  voirie,
  proprete,
  espaces_verts: espacesVerts,
  eclairage_public: eclairagePublic,
  stationnement,
  transports_mobilite: transportsMobilite,
  eau_assainissement: eauAssainissement,
  enfance_ecoles: enfanceEcoles,
  culture_sport: cultureSport,
  social_logement: socialLogement,
  etat_civil_demarches: etatCivilDemarches,
  urbanisme,
  police_securite_bruit: policeSecuriteBruit,
  finances_facturation: financesFacturation,
  elus_democratie: elusDemocratie,
  other,
}).flatMap(([department, lines]) => readLabelled(department, lines))
