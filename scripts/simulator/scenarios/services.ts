/* eslint-disable max-lines -- data: hand-written messages read better whole than cut in files of equal length */
import { follow, line, type Scenario } from "./scenario.ts"

/** What people ask of the city's services. */
export const serviceScenarios: Scenario[] = [
  {
    name: "eau",
    title: "Eau et assainissement",
    messages: [
      line(
        "eau-01",
        "marie_parvis",
        "@VilleDeParvis plus une goutte d'eau au robinet depuis 6h rue Pasteur, deux enfants à préparer pour l'école. C'est prévu jusqu'à quand ?",
        ["eau_assainissement", "negative", "high"],
        {
          then: [
            follow("@VilleDeParvis merci, l'eau est revenue mais elle est marron. On peut la boire ?", [
              "eau_assainissement",
              "neutral",
              "high",
            ]),
          ],
        },
      ),
      line(
        "eau-02",
        "gaston_leblanc_",
        "@VilleDeParvis odeur d'égout insupportable impasse des Glycines dès qu'il fait chaud",
        ["eau_assainissement", "negative"],
      ),
      line(
        "eau-03",
        "chantal_parvis",
        "@VilleDeParvis fuite sur le trottoir avenue du Stade, ça coule jour et nuit depuis dimanche. Et on nous parle de sobriété.",
        ["eau_assainissement", "negative", "high"],
      ),
      line(
        "eau-04",
        "tonio_parvis",
        "@VilleDeParvis l'avaloir au coin de la rue des Trois-Ponts est bouché, à chaque averse on a 10 cm d'eau devant le garage",
        ["eau_assainissement", "negative"],
        { photo: "flood" },
      ),
      line(
        "eau-05",
        "beatriz_costa_p",
        "@VilleDeParvis Bonjour, l'eau de Parvis est-elle très calcaire ? Ma machine souffre. Où voir les analyses ?",
        ["eau_assainissement", "neutral"],
      ),
      line(
        "eau-06",
        "resto_le_lavoir",
        "@VilleDeParvis merci à l'équipe de l'eau venue un dimanche soir réparer la canalisation du quai. Service sauvé.",
        ["eau_assainissement", "positive"],
      ),
      line(
        "eau-07",
        "odile_et_rex",
        "@VilleDeParvis Goût de javel très fort dans l'eau du quartier du Vieux-Moulin depuis hier, même Biscuit n'en veut pas.",
        ["eau_assainissement", "negative"],
      ),
    ],
  },
  {
    name: "ecoles",
    title: "Petite enfance et écoles",
    messages: [
      line(
        "ecoles-01",
        "anne_so_parvis",
        "@VilleDeParvis 14 °C dans la classe de CE2 à Rosa-Bonheur ce matin. Les enfants gardent leur manteau. Chaudière en panne depuis jeudi.",
        ["enfance_ecoles", "negative", "high"],
        {
          then: [
            follow("@VilleDeParvis 19° ce matin, merci aux techniciens. Les parents vous remercient !", [
              "enfance_ecoles",
              "positive",
            ]),
          ],
        },
      ),
      line(
        "ecoles-02",
        "thomas_pt_pere",
        "@VilleDeParvis le portail famille plante depuis 3 jours, impossible d'inscrire mon fils à la cantine pour lundi",
        ["enfance_ecoles", "negative", "high"],
      ),
      line(
        "ecoles-03",
        "christelle_nou",
        "@VilleDeParvis bonjour quand sortent les résultats de la commission crèche ? Les parents que j'accompagne attendent une place depuis mars",
        ["enfance_ecoles", "neutral"],
      ),
      line(
        "ecoles-04",
        "samira_k_parvis",
        "@VilleDeParvis ma fille a encore eu un repas avec porc alors que c'est noté sur sa fiche. 2e fois ce mois ci",
        ["enfance_ecoles", "negative", "high"],
      ),
      line(
        "ecoles-05",
        "marie_parvis",
        "@VilleDeParvis un grand merci aux animatrices du centre de loisirs, ma fille a pleuré… pour y rester 😂",
        ["enfance_ecoles", "positive"],
      ),
      line(
        "ecoles-06",
        "aicha_bs_parvis",
        "@VilleDeParvis Quel document fournir pour une dérogation de carte scolaire ? Nous déménageons au printemps chemin des Sources.",
        ["enfance_ecoles", "neutral"],
      ),
      line(
        "ecoles-07",
        "fatou_ndiaye_p",
        "@VilleDeParvis pas d'ATSEM pour remplacer celle en congé à l'école du Vieux-Moulin, 29 petits et une seule adulte",
        ["enfance_ecoles", "negative", "high"],
      ),
      line(
        "ecoles-08",
        "kevin_btp_p",
        "@VilleDeParvis la grille de l'école Rosa-Bonheur ne ferme plus, un petit est sorti seul sur le trottoir hier à la récré !!",
        ["enfance_ecoles", "negative", "emergency"],
      ),
      line(
        "ecoles-09",
        "lucas_gamer_p",
        "@VilleDeParvis y a une aide pour passer le permis qd on est lycéen ? un pote d'une autre ville a touché 500€",
        ["enfance_ecoles", "neutral"],
      ),
      line(
        "ecoles-10",
        "louise_michel_x",
        "@VilleDeParvis mes 4e aimeraient visiter la salle du conseil et interroger un élu sur la laïcité. À qui écrire ?",
        ["elus_democratie", "neutral"],
        { also: "enfance_ecoles" },
      ),
    ],
  },
  {
    name: "culture-sport",
    title: "Culture, sport, fêtes",
    messages: [
      line(
        "culture-01",
        "mamadou_parvis",
        "@VilleDeParvis pas d'eau chaude aux vestiaires du gymnase Alice-Milliat. Mes U13 rentrent chez eux trempés par 3 °C.",
        ["culture_sport", "negative", "high"],
      ),
      line(
        "culture-02",
        "mireille_choeur",
        "@VilleDeParvis La salle de répétition de la chorale est-elle toujours libre le mardi ? On nous annonce un cours de zumba à la même heure…",
        ["culture_sport", "neutral"],
      ),
      line(
        "culture-03",
        "ines_des_berges",
        "@VilleDeParvis la médiathèque ouverte le dimanche pendant les révisions, meilleure idée de l'année 🙌",
        ["culture_sport", "positive"],
      ),
      line(
        "culture-04",
        "lucas_gamer_p",
        "@VilleDeParvis le skatepark a des vis qui dépassent de la rampe, un copain s'est ouvert le genou",
        ["culture_sport", "negative", "high"],
      ),
      line(
        "culture-05",
        "hugo_etudiant_p",
        "@VilleDeParvis c'est combien la piscine pour les étudiants et est ce que le bassin ext ouvre en mai ?",
        ["culture_sport", "neutral"],
      ),
      line(
        "culture-06",
        "dimitri_run",
        "@VilleDeParvis inscriptions pour les 10 km de Parvis : le lien renvoie une page blanche, quelqu'un est au courant ?",
        ["culture_sport", "negative"],
      ),
      line(
        "culture-07",
        "yuki_tanaka_p",
        "@VilleDeParvis Comment exposer mes céramiques dans le hall de la mairie ? J'ai une petite série sur les lavoirs.",
        ["culture_sport", "neutral"],
      ),
      line(
        "culture-08",
        "jeanclaude_72b",
        "@VilleDeParvis Feu d'artifice annulé « pour cause de budget ». Et la soirée VIP de l'office de tourisme, elle, maintenue. Comprenne qui pourra.",
        ["culture_sport", "negative"],
        { also: "elus_democratie" },
      ),
      line(
        "culture-09",
        "rania_parvis",
        "@VilleDeParvis Merci pour le fonds de livres en arabe à la médiathèque Aimé-Césaire, mes nièces sont ravies.",
        ["culture_sport", "positive"],
      ),
    ],
  },
  {
    name: "social",
    title: "Social et logement",
    messages: [
      line(
        "social-01",
        "nguyen_linh_p",
        "@VilleDeParvis un monsieur dort dans sa voiture devant chez nous rue Jean Moulin depuis une semaine. Il fait -4. Qui peut l'aider ?",
        ["social_logement", "negative", "emergency"],
      ),
      line(
        "social-02",
        "samira_k_parvis",
        "@VilleDeParvis 4 ans que j'attends un T4. 4 ANS. Trois enfants dans une chambre et de la moisissure sur les murs.",
        ["social_logement", "negative", "high"],
      ),
      line(
        "social-03",
        "bernard_t_75ans",
        "@VilleDeParvis Comment s'inscrire au portage de repas pour personnes âgées ? Ma sœur sort de l'hôpital vendredi.",
        ["social_logement", "neutral", "high"],
      ),
      line(
        "social-04",
        "olga_p_parvis",
        "@VilleDeParvis Merci au CCAS, madame du guichet 2 est très patiente avec mon français 🙏",
        ["social_logement", "positive"],
      ),
      line(
        "social-05",
        "christelle_nou",
        "@VilleDeParvis l'épicerie solidaire a changé d'adresse ? j'ai trouvé porte close ce matin avec une maman en détresse",
        ["social_logement", "negative", "high"],
      ),
      line(
        "social-06",
        "chantal_parvis",
        "@VilleDeParvis l'ascenseur HLM du 5 avenue du Stade en panne depuis 3 semaines, Mme Aubry, 83 ans, 6e étage, ne sort plus",
        ["social_logement", "negative", "high"],
      ),
      line(
        "social-07",
        "fatou_ndiaye_p",
        "@VilleDeParvis les chèques énergie de la ville c'est fini ? on m'avait parlé d'une aide pour le chauffage",
        ["social_logement", "neutral"],
      ),
    ],
  },
  {
    name: "demarches",
    title: "État civil et démarches",
    messages: [
      line(
        "demarches-01",
        "emma_wilson_fr",
        "@VilleDeParvis bonjour, quels papiers pour un passeport quand on est née à l'étranger ? Merci beaucoup",
        ["etat_civil_demarches", "neutral"],
      ),
      line(
        "demarches-02",
        "aicha_bs_parvis",
        "@VilleDeParvis Aucun créneau de carte d'identité avant quatre mois ? Mon voyage est dans six semaines. Existe-t-il une procédure d'urgence ?",
        ["etat_civil_demarches", "negative", "high"],
        {
          then: [
            follow("@VilleDeParvis j'ai eu un créneau annulé mardi, merci du conseil !", [
              "etat_civil_demarches",
              "positive",
            ]),
          ],
        },
      ),
      line(
        "demarches-03",
        "hugo_etudiant_p",
        "@VilleDeParvis slt, pr le recensement faut venir en personne ou c en ligne ?",
        ["etat_civil_demarches", "neutral"],
      ),
      line(
        "demarches-04",
        "tonio_parvis",
        "@VilleDeParvis j'ai fait 1h30 de queue à l'état civil pour qu'on me dise qu'il manquait une photocopie. Une photocopie !",
        ["etat_civil_demarches", "negative"],
      ),
      line(
        "demarches-05",
        "beatriz_costa_p",
        "@VilleDeParvis peut-on se pacser un samedi à la mairie de Parvis ?",
        ["etat_civil_demarches", "neutral"],
      ),
      line(
        "demarches-06",
        "sylvie_tilleuls",
        "@VilleDeParvis Merci à l'agent de l'accueil qui a retrouvé l'acte de naissance de ma grand-mère de 1931. J'en ai pleuré.",
        ["etat_civil_demarches", "positive"],
      ),
      line(
        "demarches-07",
        "mamadou_parvis",
        "@VilleDeParvis comment voter par procuration pour le 2e tour si le mandataire habite une autre commune ?",
        ["etat_civil_demarches", "neutral"],
        { also: "elus_democratie" },
      ),
      line(
        "demarches-08",
        "karim_parvis",
        "@VilleDeParvis bonjour, horaires de la mairie annexe pendant les vacances svp ? Le site et la porte ne disent pas pareil",
        ["etat_civil_demarches", "negative"],
      ),
    ],
  },
  {
    name: "urbanisme",
    title: "Urbanisme et chantiers privés",
    messages: [
      line(
        "urbanisme-01",
        "noemie_arch",
        "@VilleDeParvis délai actuel d'instruction d'une déclaration préalable pour des panneaux solaires en secteur protégé ?",
        ["urbanisme", "neutral"],
      ),
      line(
        "urbanisme-02",
        "sylvie_tilleuls",
        "@VilleDeParvis six étages autorisés au bout de la rue des Tilleuls. Adieu soleil, adieu jardin. Où est l'affichage du permis ?",
        ["urbanisme", "negative"],
      ),
      line(
        "urbanisme-03",
        "gaston_leblanc_",
        "@VilleDeParvis mon voisin monte une véranda sans panneau de permis. Je ne veux pas d'histoires, juste savoir si c'est légal.",
        ["urbanisme", "neutral"],
      ),
      line(
        "urbanisme-04",
        "asso_berges",
        "@VilleDeParvis L'enquête publique sur les Berges se termine quand ? Le registre était fermé à clé samedi.",
        ["urbanisme", "negative"],
        { also: "elus_democratie" },
      ),
      line(
        "urbanisme-05",
        "kevin_btp_p",
        "@VilleDeParvis bravo au service urbanisme : réponse en 9 jours et au téléphone des gens qui savent. Rare.",
        ["urbanisme", "positive"],
      ),
      line(
        "urbanisme-06",
        "paul_martin_p",
        "@VilleDeParvis Une maison tombe en ruine au 3 impasse des Glycines, des tuiles glissent sur le trottoir à chaque coup de vent.",
        ["urbanisme", "negative", "high"],
        { also: "voirie" },
      ),
    ],
  },
  {
    name: "tranquillite",
    title: "Sécurité et bruit",
    messages: [
      line(
        "bruit-01",
        "nguyen_linh_p",
        "@VilleDeParvis rodéos à moto avenue du Stade de 23 h à 2 h, troisième nuit. Je me lève à 5. Vous attendez quoi, un mort ?",
        ["police_securite_bruit", "negative", "high"],
      ),
      line(
        "bruit-02",
        "mireille_choeur",
        "@VilleDeParvis Le bar de la place aux Herbes met sa sono en terrasse jusqu'à 1 h du matin. Existe-t-il un horaire légal ?",
        ["police_securite_bruit", "negative"],
      ),
      line(
        "bruit-03",
        "mehdi_commerce",
        "@VilleDeParvis vitrine cassée cette nuit, la 2e en un mois avenue de la Gare. À quand la caméra promise ?",
        ["police_securite_bruit", "negative", "high"],
      ),
      line(
        "bruit-04",
        "odile_et_rex",
        "@VilleDeParvis j'ai trouvé une perruche verte bien fatiguée square Colette. Qui dois-je prévenir ?",
        ["police_securite_bruit", "neutral"],
      ),
      line(
        "bruit-05",
        "resto_le_lavoir",
        "@VilleDeParvis travaux au marteau-piqueur à 6h45 un samedi quai des Lavandières, mes clients de l'hôtel apprécient beaucoup",
        ["police_securite_bruit", "negative"],
      ),
      line(
        "bruit-06",
        "jeanclaude_72b",
        "@VilleDeParvis Merci à la police municipale d'avoir raccompagné ma femme, désorientée, jusqu'à la maison. Avec beaucoup de douceur.",
        ["police_securite_bruit", "positive"],
      ),
      line(
        "bruit-07",
        "samira_k_parvis",
        "@VilleDeParvis un chien sans muselière ni laisse fonce sur les gamins au parc des Berges tous les mercredis, son maître rigole",
        ["police_securite_bruit", "negative", "high"],
      ),
      line(
        "bruit-08",
        "gaston_leblanc_",
        "@VilleDeParvis feux d'artifice sauvages hier soir, mon chat est sous le lit depuis 14 heures",
        ["police_securite_bruit", "negative"],
      ),
    ],
  },
  {
    name: "finances",
    title: "Factures et impôts",
    messages: [
      line(
        "finances-01",
        "thomas_pt_pere",
        "@VilleDeParvis facturé DEUX FOIS la cantine d'octobre, et le service ne répond pas au téléphone",
        ["finances_facturation", "negative"],
        { also: "enfance_ecoles" },
      ),
      line(
        "finances-02",
        "jeanclaude_72b",
        "@VilleDeParvis +14 % de taxe foncière. Et les trottoirs, eux, sont à -14 %.",
        ["finances_facturation", "negative"],
      ),
      line(
        "finances-03",
        "marie_parvis",
        "@VilleDeParvis est-ce qu'on peut payer la crèche en plusieurs fois ? Mois compliqué, merci de votre compréhension.",
        ["finances_facturation", "neutral"],
      ),
      line(
        "finances-04",
        "mehdi_commerce",
        "@VilleDeParvis reçu un titre de recettes pour une terrasse que je n'ai plus depuis 2023, comment contester ?",
        ["finances_facturation", "negative"],
        { photo: "letter" },
      ),
      line(
        "finances-05",
        "anne_so_parvis",
        "@VilleDeParvis le nouveau quotient familial nous fait économiser 30 € par mois, merci pour la réforme des tarifs",
        ["finances_facturation", "positive"],
      ),
      line(
        "finances-06",
        "tonio_parvis",
        "@VilleDeParvis le prélèvement automatique de l'eau a été rejeté alors que mon compte est bon. Pénalité 15 €. Pas content.",
        ["finances_facturation", "negative"],
        { also: "eau_assainissement" },
      ),
    ],
  },
  {
    name: "democratie",
    title: "Élus et démocratie",
    messages: [
      line(
        "elus-01",
        "sans_filtre_",
        "@VilleDeParvis 2,3 M€ pour une fontaine, 0 € pour les vestiaires du stade. Priorités.",
        ["elus_democratie", "negative"],
      ),
      line(
        "elus-02",
        "louise_michel_x",
        "@VilleDeParvis Le compte rendu du dernier conseil municipal n'est pas en ligne. C'est une obligation, non ?",
        ["elus_democratie", "negative"],
      ),
      line(
        "elus-03",
        "asso_berges",
        "@VilleDeParvis comment déposer une idée au budget participatif ? La page indique « bientôt » depuis septembre.",
        ["elus_democratie", "neutral"],
      ),
      line(
        "elus-04",
        "noemie_arch",
        "@VilleDeParvis Belle réunion de quartier hier, on a enfin pu parler sans langue de bois. À refaire.",
        ["elus_democratie", "positive"],
      ),
      line(
        "elus-05",
        "sylvie_tilleuls",
        "@VilleDeParvis Je demande un rendez-vous avec l'adjoint au cadre de vie depuis juillet. Trois courriers. Aucune réponse.",
        ["elus_democratie", "negative"],
      ),
      line(
        "elus-06",
        "hugo_etudiant_p",
        "@VilleDeParvis c koi le conseil des jeunes et comment on y rentre ?",
        ["elus_democratie", "neutral"],
      ),
      line(
        "elus-07",
        "aicha_bs_parvis",
        "@VilleDeParvis une pétition de 800 habitants du quartier de la Gare vous est adressée ce matin. Nous attendons une date, pas un accusé de réception.",
        ["elus_democratie", "negative", "high"],
      ),
    ],
  },
  {
    name: "autre",
    title: "Inclassables",
    messages: [
      line(
        "autre-01",
        "carlos_parvis",
        "@VilleDeParvis qui gagne au concours de tartes dimanche ? La mienne est à l'orange, je préviens",
        ["other", "positive"],
      ),
      line(
        "autre-02",
        "emma_wilson_fr",
        "@VilleDeParvis j'ai perdu mon bonnet bleu dans le bus 4, y a-t-il un bureau des objets trouvés ?",
        ["other", "neutral"],
      ),
      line(
        "autre-03",
        "gaston_leblanc_",
        "@VilleDeParvis Vous êtes combien derrière ce compte ? Toujours la même qui répond à 7h, reposez-vous un peu !",
        ["other", "positive"],
      ),
      line("autre-04", "sans_filtre_", "@VilleDeParvis ratio", ["other", "negative"]),
      line(
        "autre-05",
        "kevin_btp_p",
        "@VilleDeParvis le wifi de la médiathèque demande un mot de passe que personne ne connaît, même l'agent à l'accueil",
        ["other", "negative"],
        { also: "culture_sport" },
      ),
      line("autre-06", "yuki_tanaka_p", "@VilleDeParvis Bonne année à toute l'équipe municipale 🎍", [
        "other",
        "positive",
      ]),
      line(
        "autre-07",
        "dimitri_run",
        "@VilleDeParvis c'est vous la maintenance du distributeur de billets place du Parvis ou c'est la banque ?",
        ["other", "neutral"],
      ),
    ],
  },
]
