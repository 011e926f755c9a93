import { fold, stem } from "./words.ts"

/**
 * What residents say for what a city hall writes: words of a line stand for each other.
 * A first list, meant to become data that a city edits.
 */
const GROUPS = [
  "poubelle dechet ordure ordures bac collecte ramassage eboueur",
  "encombrant encombrants meuble canape matelas monstre debarras jeter",
  "decheterie dechetterie dechets gravats",
  "depot sauvage decharge ordures",
  "carte cni titre identite piece",
  "passeport titre voyage",
  "lampadaire reverbere candelabre eclairage lumiere lampe",
  "trou nid poule chaussee route",
  "trottoir chaussee voirie",
  "garderie periscolaire loisirs mercredi",
  "centre loisirs mercredi vacances aere",
  "cantine restauration repas menu",
  "creche nounou assistante bebe garde",
  "ecole scolaire maternelle primaire rentree",
  "stationnement parking garer parcmetre place",
  "amende contravention fps pv forfait prune",
  "fourriere enlevement enlevee remorque",
  "velo cyclable bicyclette piste",
  "bus transport tram navette",
  "bruit tapage voisin voisinage nuisance musique",
  "arbre elagage branche",
  "parc jardin square",
  "jeux toboggan aire balancoire",
  "eau fuite canalisation robinet",
  "egout assainissement odeur avaloir",
  "facture paiement payer regler reglement",
  "impot taxe fonciere",
  "logement hlm social appartement",
  "aide ccas secours solidarite",
  "mariage marier noces epouser",
  "pacs union",
  "deces mort obseques cimetiere concession tombe",
  "naissance naitre acte bebe",
  "demenagement demenager camion",
  "permis construire construction travaux declaration veranda piscine abri",
  "cadastre plan plu urbanisme",
  "vote voter election electeur electorale procuration urne",
  "conseil municipal seance deliberation",
  "maire elu rendez vous permanence",
  "piscine nager natation bassin",
  "bibliotheque mediatheque livre emprunter",
  "sport gymnase stade club",
  "association salle louer location",
  "rat rats rongeur deratisation cafard punaise nuisible",
  "chien crotte dejection canisac",
  "tag graffiti",
  "neige verglas sel deneigement",
  "internet fibre reseau",
  "perdu trouve objet vole perte",
  "horaire ouverture ouvert",
  "telephone appeler contacter joindre contact",
  "handicap handicape pmr fauteuil accessibilite",
  "recensement recenser jdc",
  "toilettes wc sanitaires",
  "fontaine boire",
  "moustique guepe frelon nid",
  "police tranquillite securite",
  "camera videoprotection",
  "marche halle forain commercant",
  "terrasse cafe restaurant",
  "compost composteur biodechet epluchure",
  "verre bouteille tri recyclage jaune",
]

const STANDS_FOR = new Map<string, Set<string>>()
for (const group of GROUPS) {
  const words = group.split(" ")
  for (const word of words)
    for (const key of new Set([fold(word), stem(word)])) {
      const others = STANDS_FOR.get(key) ?? new Set<string>()
      for (const other of words) if (stem(other) !== stem(word)) others.add(other)
      STANDS_FOR.set(key, others)
    }
}

/** Other words for the same matter, folded. */
export function synonymsOf(folded: string): string[] {
  return [...(STANDS_FOR.get(folded) ?? STANDS_FOR.get(stem(folded)) ?? [])]
}
