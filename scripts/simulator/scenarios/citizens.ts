/** Someone who lives in Parvis. Handles end in `_parvis` or are plainly made up; nobody real is meant. */
export type Citizen = {
  username: string
  name: string
  colour: string
  description: string
  acceptsDirects?: boolean
}

/** White initials keep a contrast of at least 4.5 to 1 on every colour. */
export const CITIZENS: Citizen[] = [
  {
    username: "marie_parvis",
    name: "Marie Lefèvre",
    colour: "#8a3b5c",
    description: "Maman de deux, vélo par tous les temps.",
  },
  {
    username: "karim_parvis",
    name: "Karim Belkacem",
    colour: "#2d5d7b",
    description: "Boulanger rue Pasteur. Levé à 3 h.",
  },
  {
    username: "jeanclaude_72b",
    name: "Jean-Claude Mercier",
    colour: "#5b4a2f",
    description: "Retraité, observateur de trottoirs.",
  },
  {
    username: "ines_des_berges",
    name: "Inès Moreau",
    colour: "#3b6b4a",
    description: "Étudiante. Quartier des Berges.",
  },
  {
    username: "tonio_parvis",
    name: "António Ferreira",
    colour: "#7a4a1f",
    description: "Maçon. Parvis e Porto.",
  },
  {
    username: "lea_velo_parvis",
    name: "Léa Dubois",
    colour: "#1f6a6a",
    description: "Pour des pistes continues.",
  },
  {
    username: "mamadou_parvis",
    name: "Mamadou Diallo",
    colour: "#5a3d8a",
    description: "Entraîneur U13, gymnase Alice-Milliat.",
  },
  {
    username: "sylvie_tilleuls",
    name: "Sylvie Garnier",
    colour: "#8a2f2f",
    description: "Rue des Tilleuls depuis 1987.",
  },
  { username: "nguyen_linh_p", name: "Linh Nguyen", colour: "#2f4f8a", description: "Infirmière de nuit." },
  {
    username: "thomas_pt_pere",
    name: "Thomas Petit",
    colour: "#4a5a1f",
    description: "Papa solo, école Rosa-Bonheur.",
  },
  {
    username: "aicha_bs_parvis",
    name: "Aïcha Ben Salah",
    colour: "#7a3b69",
    description: "Avocate. Ici pour râler poliment.",
  },
  { username: "gaston_leblanc_", name: "Gaston Leblanc", colour: "#3f4a5a", description: "" },
  {
    username: "emma_wilson_fr",
    name: "Emma Wilson",
    colour: "#22606b",
    description: "Brit in Parvis. Learning French, slowly.",
  },
  {
    username: "carlos_parvis",
    name: "Carlos Ortega",
    colour: "#8a4a2f",
    description: "De Valencia. Cocinero.",
  },
  {
    username: "fatou_ndiaye_p",
    name: "Fatou Ndiaye",
    colour: "#6a2f6a",
    description: "Assistante maternelle.",
  },
  {
    username: "sans_filtre_",
    name: "Parvis sans filtre",
    colour: "#3a3a3a",
    description: "Ce que la mairie ne vous dit pas.",
  },
  {
    username: "mehdi_commerce",
    name: "Mehdi Haddad",
    colour: "#2f6a3b",
    description: "Épicerie de la Gare.",
  },
  {
    username: "odile_et_rex",
    name: "Odile Rousseau",
    colour: "#6b4a2b",
    description: "Et Biscuit, cocker.",
  },
  {
    username: "lucas_gamer_p",
    name: "Lucas Fontaine",
    colour: "#3b3b8a",
    description: "17 ans, 1m84, toujours faim",
  },
  {
    username: "asso_berges",
    name: "Les Amis des Berges",
    colour: "#2b6652",
    description: "Association de riverains du parc.",
  },
  {
    username: "paul_martin_p",
    name: "Paul Martin",
    colour: "#54527a",
    description: "Oui, comme la rue. Non, aucun lien.",
  },
  {
    username: "louise_michel_x",
    name: "Louise Michelet",
    colour: "#8a2f4f",
    description: "Prof d'histoire au collège Jules-Ferry.",
  },
  {
    username: "yuki_tanaka_p",
    name: "Yuki Tanaka",
    colour: "#5a5a2f",
    description: "Céramiste, passage Camille.",
  },
  {
    username: "ahmed_el_amrani",
    name: "Ahmed El Amrani",
    colour: "#1f5f5f",
    description: "Chauffeur de bus.",
  },
  {
    username: "chantal_parvis",
    name: "Chantal Vasseur",
    colour: "#7a3f3f",
    description: "Conseil syndical de la résidence du Stade.",
  },
  {
    username: "dimitri_run",
    name: "Dimitri Popov",
    colour: "#39607a",
    description: "Course à pied, 10 km en 41'.",
  },
  {
    username: "noemie_arch",
    name: "Noémie Laurent",
    colour: "#4f4f4f",
    description: "Architecte. Trames et toits.",
  },
  {
    username: "bernard_t_75ans",
    name: "Bernard Texier",
    colour: "#5f4636",
    description: "75 ans, se déplace avec une canne.",
  },
  {
    username: "samira_k_parvis",
    name: "Samira Khelifi",
    colour: "#85385f",
    description: "Trois enfants, un scooter.",
  },
  {
    username: "hugo_etudiant_p",
    name: "Hugo Blanchard",
    colour: "#3c6e3c",
    description: "Licence pro, coloc quai des Lavandières.",
  },
  {
    username: "anne_so_parvis",
    name: "Anne-Sophie Roy",
    colour: "#6a3a7a",
    description: "Déléguée de parents d'élèves.",
  },
  {
    username: "resto_le_lavoir",
    name: "Le Lavoir",
    colour: "#7a2f2f",
    description: "Restaurant, terrasse sur le quai.",
  },
  {
    username: "kevin_btp_p",
    name: "Kévin Marchal",
    colour: "#6b5a1f",
    description: "BTP. Les trous, je connais.",
  },
  { username: "rania_parvis", name: "Rania Khoury", colour: "#2f5a6b", description: "رانيا. Traductrice." },
  {
    username: "beatriz_costa_p",
    name: "Beatriz Costa",
    colour: "#2f6b5a",
    description: "Recém-chegada a Parvis.",
  },
  {
    username: "vincent_pmr",
    name: "Vincent Aubert",
    colour: "#46538a",
    description: "En fauteuil. Les trottoirs aussi me racontent des choses.",
  },
  {
    username: "mireille_choeur",
    name: "Mireille Perrin",
    colour: "#7a4569",
    description: "Soprano à la chorale municipale.",
  },
  { username: "yanis_b_parvis", name: "Yanis Boucher", colour: "#2e6258", description: "Livreur à vélo." },
  {
    username: "christelle_nou",
    name: "Christelle Picard",
    colour: "#7d3d3d",
    description: "Nounou agréée.",
  },
  {
    username: "olga_p_parvis",
    name: "Olga Petrenko",
    colour: "#3d5680",
    description: "Arrivée en 2022. Merci Parvis.",
    acceptsDirects: false,
  },
]
