/* eslint-disable max-lines -- The answers of a fictional town: one subject, data only. */
import type { Override } from "../../../shared/entry.ts"

/** `age`: how many days ago it was approved, before the demo starts. */
export type DemoText = {
  /** Never changes: the entry's id comes from it. */
  key: string
  department: string
  question: string
  answer: string
  age: number
  overrides?: Omit<Override, "by">[]
}

const SERVICE_PHONE = "Numéro d’un service de la ville, pas d’une personne."
const SERVICE_PLACE = "Adresse d’un bâtiment de la ville."

/** What the fictional town of Parvis answers. Laws and delays are those of France in general; places do not exist. */
export const demoTexts: readonly DemoText[] = [
  {
    key: "voirie-nid-de-poule",
    department: "voirie",
    age: 12,
    question: "Comment signaler un nid-de-poule ou un trou dans la chaussée ?",
    answer: `Écrivez-nous ici ou sur les réseaux sociaux en donnant la rue, le sens de circulation et un repère proche (carrefour, commerce, arrêt de bus). Une photo aide beaucoup.

Nous intervenons :
- sous 24 heures quand le trou est dangereux pour les deux-roues ;
- sous 10 jours ouvrés dans les autres cas.

Si votre véhicule a été abîmé, gardez les photos et la facture de réparation : elles seront demandées pour une indemnisation.`,
  },
  {
    key: "voirie-trottoir",
    department: "voirie",
    age: 96,
    question: "Qui répare un trottoir abîmé devant un immeuble ?",
    answer: `La ville entretient tous les trottoirs ouverts au public, y compris devant les immeubles privés.

Le riverain doit seulement garder le passage libre et, en hiver, dégager la neige et le verglas devant son entrée.

Signalez une dalle descellée ou une racine qui soulève le sol avec la rue et une photo.`,
  },
  {
    key: "voirie-neige",
    department: "voirie",
    age: 20,
    question: "Que fait la ville quand il neige ou qu’il y a du verglas ?",
    answer: `Les équipes salent d’abord les ponts, les lignes de bus, les abords des écoles et les rues en pente, dès 4 heures du matin.

Chaque occupant dégage le trottoir devant chez lui sur toute la longueur de sa façade. Des bacs de sel sont en libre service dans tous les quartiers de novembre à mars.`,
  },
  {
    key: "voirie-travaux",
    department: "voirie",
    age: 41,
    question: "Comment savoir quels travaux sont prévus dans ma rue ?",
    answer: `La carte des chantiers indique les dates, les déviations et l’interlocuteur de chaque chantier : https://www.parvis.example/travaux

Les riverains reçoivent un avis dans leur boîte aux lettres au moins 8 jours avant le début. L’accès à pied aux immeubles est toujours maintenu.`,
  },
  {
    key: "proprete-encombrants",
    department: "proprete",
    age: 3,
    question: "Comment se débarrasser d’un canapé, d’un matelas ou d’autres encombrants ?",
    answer: `Prenez rendez-vous : l’enlèvement est gratuit, à votre adresse, en moins de 5 jours. https://www.parvis.example/encombrants

- Sortez les objets la veille au soir, après 19 h.
- Trois mètres cubes au plus par rendez-vous.
- Gravats, peintures et pneus ne sont pas ramassés : portez-les à la déchèterie.

Déposer des meubles dans la rue sans rendez-vous est puni d’une amende.`,
  },
  {
    key: "proprete-jours-collecte",
    department: "proprete",
    age: 7,
    question: "Quels sont les jours de ramassage des poubelles ?",
    answer: `- Bac gris (ordures ménagères) : lundi et jeudi.
- Bac jaune (emballages et papiers) : mercredi.
- Biodéchets : vendredi.
- Verre : dans les colonnes de quartier, à toute heure sauf la nuit.

Sortez les bacs la veille après 19 h et rentrez-les avant midi. Les jours fériés, la collecte est assurée, sauf le 1er mai.`,
  },
  {
    key: "proprete-decheterie",
    department: "proprete",
    age: 64,
    question: "Quels sont les horaires de la déchèterie et que peut-on y apporter ?",
    answer: `La déchèterie des Ateliers, 4 rue des Forges, est ouverte du mardi au samedi de 9 h à 18 h et le dimanche de 9 h à 13 h.

On y accepte les gravats, le bois, les déchets verts, les appareils électriques, les peintures et les huiles. L’accès est gratuit pour les habitants, sur présentation d’un justificatif de domicile.`,
    overrides: [{ kind: "address", text: "4 rue des Forges", reason: SERVICE_PLACE }],
  },
  {
    key: "proprete-depot-sauvage",
    department: "proprete",
    age: 15,
    question: "Comment signaler un dépôt sauvage ou une rue sale ?",
    answer: `Envoyez-nous la rue, un repère et si possible une photo. Les dépôts sont enlevés sous 48 heures, et le jour même devant une école.

Si vous avez vu qui a déposé, ne publiez ni nom ni plaque sur les réseaux : donnez-les seulement à la police municipale.`,
  },
  {
    key: "proprete-bac-casse",
    department: "proprete",
    age: 130,
    question: "Comment faire remplacer un bac cassé ou volé ?",
    answer: `Demandez un bac neuf en ligne : il est livré gratuitement en 7 jours. https://www.parvis.example/bacs

En attendant, vos sacs sont collectés s’ils sont fermés et posés à l’emplacement habituel du bac.`,
  },
  {
    key: "proprete-tags",
    department: "proprete",
    age: 55,
    question: "La ville enlève-t-elle les tags et les graffitis sur une façade privée ?",
    answer: `Oui, gratuitement, jusqu’à 3 mètres de haut et avec l’accord du propriétaire. Comptez 10 jours ouvrés.

Les inscriptions injurieuses ou racistes sont effacées sous 24 heures, sans attendre cet accord.`,
  },
  {
    key: "espaces-verts-arbre",
    department: "espaces_verts",
    age: 33,
    question: "Comment demander l’élagage d’un arbre ou signaler une branche dangereuse ?",
    answer: `Une branche cassée au-dessus d’un passage est une urgence : appelez le standard de la ville, une équipe passe dans la journée.

Les autres tailles se font de novembre à mars, quand les oiseaux ne nichent pas. Indiquez la rue et, s’il y en a un, le numéro gravé sur la plaque de l’arbre.

La ville ne taille pas les arbres des jardins privés.`,
  },
  {
    key: "espaces-verts-horaires",
    department: "espaces_verts",
    age: 80,
    question: "Quels sont les horaires d’ouverture des parcs et jardins ?",
    answer: `Les parcs ouvrent à 8 h en semaine et à 9 h le week-end. Ils ferment à 17 h 45 en hiver, à 20 h 30 au printemps et à 21 h 30 en été.

Six jardins restent ouverts toute la nuit pendant les canicules. En cas de tempête annoncée, tous les parcs ferment.`,
  },
  {
    key: "espaces-verts-chiens",
    department: "espaces_verts",
    age: 150,
    question: "Les chiens sont-ils admis dans les parcs ?",
    answer: `Oui, tenus en laisse, sur les grandes allées. Ils sont interdits dans les aires de jeux et sur les pelouses.

Trois espaces clos leur permettent de courir sans laisse. Des distributeurs de sacs se trouvent à chaque entrée : ramasser est obligatoire, partout.`,
  },
  {
    key: "eclairage-lampadaire",
    department: "eclairage_public",
    age: 5,
    question: "Comment signaler un lampadaire éteint ou qui clignote ?",
    answer: `Donnez-nous la rue et le numéro inscrit sur le mât (une étiquette à 1,50 m du sol). Sans numéro, un repère précis suffit.

- Un seul lampadaire : réparé sous 5 jours ouvrés.
- Une rue entière dans le noir : le jour même.
- Fils apparents ou mât penché : ne touchez à rien et appelez le 18.`,
  },
  {
    key: "eclairage-extinction",
    department: "eclairage_public",
    age: 110,
    question: "Pourquoi les lumières s’éteignent-elles la nuit ?",
    answer: `Entre 1 h et 5 h du matin, l’éclairage baisse de moitié dans les rues calmes et s’éteint dans les zones sans logement. Les carrefours, les passages piétons et les arrêts de bus restent éclairés.

Cette mesure votée en conseil municipal épargne un tiers de l’électricité et protège la faune.`,
  },
  {
    key: "stationnement-resident",
    department: "stationnement",
    age: 9,
    question: "Comment obtenir une carte de stationnement résident ?",
    answer: `La demande se fait en ligne, avec la carte grise à votre nom et un justificatif de domicile de moins de 3 mois. https://www.parvis.example/stationnement

Le tarif est de 45 € par an pour un premier véhicule et de 90 € pour le second. La carte est dématérialisée : les agents lisent votre plaque, rien n’est à coller sur le pare-brise.`,
  },
  {
    key: "stationnement-fps",
    department: "stationnement",
    age: 28,
    question: "Comment contester un forfait de post-stationnement (FPS) ?",
    answer: `Vous avez un mois après la date de l’avis pour déposer un recours gratuit auprès de la ville, en ligne ou par courrier, avec l’avis et vos preuves.

Sans réponse au bout d’un mois, ou si la réponse est négative, vous pouvez saisir le tribunal du stationnement payant : https://www.ctsp.fr

Une contravention (stationnement gênant, par exemple) se conteste autrement : https://www.antai.gouv.fr`,
  },
  {
    key: "stationnement-fourriere",
    department: "stationnement",
    age: 47,
    question: "Ma voiture a été enlevée : comment la récupérer à la fourrière ?",
    answer: `Appelez la police municipale au 01 99 00 75 17 pour savoir où elle se trouve, puis allez la chercher avec votre pièce d’identité, la carte grise, le permis et l’attestation d’assurance.

Les frais d’enlèvement se paient sur place. Après 15 jours, le véhicule peut être vendu ou détruit.`,
    overrides: [{ kind: "phone", text: "01 99 00 75 17", reason: SERVICE_PHONE }],
  },
  {
    key: "stationnement-demenagement",
    department: "stationnement",
    age: 70,
    question: "Comment réserver des places de stationnement pour un déménagement ?",
    answer: `Faites la demande en ligne au moins 10 jours avant : https://www.parvis.example/demenagement

L’autorisation est gratuite pour une journée. Posez vous-même les panneaux prêtés par la ville, 3 jours avant, et prenez-les en photo.`,
  },
  {
    key: "transports-velo",
    department: "transports_mobilite",
    age: 18,
    question: "La ville aide-t-elle à acheter un vélo électrique ?",
    answer: `Oui : 25 % du prix, jusqu’à 300 €, pour un vélo neuf ou d’occasion acheté chez un professionnel depuis moins de 6 mois. L’aide monte à 500 € pour un vélo cargo ou adapté au handicap.

Elle dépend de vos revenus. Déposez la facture et votre avis d’imposition : https://www.parvis.example/velo`,
  },
  {
    key: "transports-bus-retard",
    department: "transports_mobilite",
    age: 60,
    question: "À qui se plaindre d’un bus en retard ou supprimé ?",
    answer: `Les bus dépendent du réseau de l’agglomération, pas de la ville : https://www.reseau-parvis.example/reclamation

Gardez le numéro de la ligne, l’arrêt et l’heure. Pour un abri cassé ou un arrêt mal éclairé, écrivez-nous : la ville s’en charge.`,
  },
  {
    key: "transports-trottinettes",
    department: "transports_mobilite",
    age: 22,
    question: "Où signaler une trottinette ou un vélo en libre-service mal garé ?",
    answer: `Dans l’application de l’opérateur, qui a 3 heures pour l’enlever. S’il ne vient pas, envoyez-nous la rue et une photo : la ville le fait enlever à ses frais.

Les trottinettes doivent rester sur les emplacements peints au sol. Sur un trottoir, c’est une amende.`,
  },
  {
    key: "eau-fuite",
    department: "eau_assainissement",
    age: 14,
    question: "Que faire en cas de fuite d’eau dans la rue ou de coupure d’eau ?",
    answer: `Appelez le service des eaux, jour et nuit, au 01 99 00 75 35. Une équipe vient en moins de 2 heures pour une fuite sur la voie publique.

Les coupures pour travaux sont annoncées 48 heures avant. Si l’eau sort trouble après une coupure, laissez couler deux minutes.`,
    overrides: [{ kind: "phone", text: "01 99 00 75 35", reason: SERVICE_PHONE }],
  },
  {
    key: "eau-qualite",
    department: "eau_assainissement",
    age: 125,
    question: "Peut-on boire l’eau du robinet ?",
    answer: `Oui. Elle est contrôlée chaque semaine par l’agence régionale de santé et les résultats sont publics : https://sante.gouv.fr

Un goût de chlore disparaît si vous laissez l’eau une heure au réfrigérateur dans une carafe ouverte.`,
  },
  {
    key: "eau-egout",
    department: "eau_assainissement",
    age: 88,
    question: "À qui signaler une mauvaise odeur d’égout ou un avaloir bouché ?",
    answer: `Écrivez-nous avec la rue et l’heure à laquelle l’odeur est la plus forte. Les avaloirs bouchés sont curés sous 3 jours ouvrés, le jour même s’il pleut.

Une odeur d’œuf pourri dans un logement vient souvent d’un siphon vide : versez-y un verre d’eau avant d’appeler.`,
  },
  {
    key: "enfance-creche",
    department: "enfance_ecoles",
    age: 2,
    question: "Comment demander une place en crèche ?",
    answer: `Inscrivez-vous à partir du sixième mois de grossesse, en ligne ou à la mairie : https://www.parvis.example/creche

Une commission attribue les places en mai pour septembre, et en novembre pour janvier, selon des critères publics (situation familiale, emploi, handicap, fratrie). Confirmez votre demande après la naissance, sinon elle est retirée.`,
  },
  {
    key: "enfance-inscription-ecole",
    department: "enfance_ecoles",
    age: 35,
    question: "Comment inscrire un enfant à l’école maternelle ou élémentaire ?",
    answer: `L’inscription se fait à la mairie, de janvier à mars pour la rentrée suivante, puis l’école vous reçoit pour l’admission.

Apportez :
- le livret de famille ou un acte de naissance ;
- un justificatif de domicile de moins de 3 mois ;
- le carnet de vaccination.

L’école dépend de votre adresse. Une dérogation se demande avant le 31 mars.`,
  },
  {
    key: "enfance-cantine",
    department: "enfance_ecoles",
    age: 4,
    question: "Comment inscrire mon enfant à la cantine et combien coûte un repas ?",
    answer: `Réservez les jours de cantine sur l’espace famille, au plus tard le jeudi pour la semaine suivante : https://www.parvis.example/famille

Le repas coûte de 0,50 € à 6 € selon le quotient familial. Un repas sans viande est proposé chaque jour. En cas d’allergie, l’école établit avec vous un projet d’accueil individualisé.`,
  },
  {
    key: "enfance-centre-loisirs",
    department: "enfance_ecoles",
    age: 51,
    question: "Comment réserver le centre de loisirs du mercredi et des vacances ?",
    answer: `Les réservations ouvrent 6 semaines avant chaque période de vacances sur l’espace famille, et toute l’année pour le mercredi.

On peut annuler sans frais jusqu’à 7 jours avant. Une absence pour maladie n’est pas facturée si vous envoyez un certificat sous 3 jours.`,
  },
  {
    key: "culture-piscine",
    department: "culture_sport",
    age: 6,
    question: "Quels sont les horaires et les tarifs de la piscine ?",
    answer: `La piscine municipale est ouverte tous les jours sauf le lundi matin : de 12 h à 20 h en période scolaire, de 10 h à 20 h pendant les vacances.

- Plein tarif : 3,80 €.
- Tarif réduit : 2 €.
- Gratuit avant 4 ans et pour les demandeurs d’emploi.

Le bonnet est obligatoire, les shorts de bain sont interdits.`,
  },
  {
    key: "culture-bibliotheque",
    department: "culture_sport",
    age: 72,
    question: "Comment s’inscrire à la médiathèque et emprunter des livres ?",
    answer: `L’inscription est gratuite pour tous, sur place, avec une pièce d’identité. Pour les mineurs, un parent signe l’autorisation.

Vous pouvez emprunter 20 documents pour 4 semaines et les rendre à toute heure dans la boîte de retour. Les livres numériques s’empruntent sans se déplacer.`,
  },
  {
    key: "culture-salle",
    department: "culture_sport",
    age: 105,
    question: "Comment louer une salle municipale pour une fête ou une association ?",
    answer: `Consultez les salles, leurs tarifs et les dates libres : https://www.parvis.example/salles

La demande se fait au moins 6 semaines avant. Les associations de la ville ont deux prêts gratuits par an. Une caution et une attestation d’assurance sont demandées à tous.`,
  },
  {
    key: "social-logement",
    department: "social_logement",
    age: 25,
    question: "Comment demander un logement social ?",
    answer: `La demande est la même pour toute la région et se fait en ligne : https://www.demande-logement-social.gouv.fr

Vous recevez un numéro unique. Renouvelez la demande chaque année, sinon elle est annulée, et signalez tout changement de situation. Le service logement vous aide à la remplir, sur rendez-vous à la mairie.`,
  },
  {
    key: "social-aide",
    department: "social_logement",
    age: 44,
    question: "Quelles aides la ville peut-elle apporter en cas de difficulté financière ?",
    answer: `Le centre communal d’action sociale (CCAS) reçoit sans rendez-vous le matin. Il peut aider pour un repas, une facture d’énergie, la cantine ou un loyer en retard, après étude de la situation.

Tout ce que vous y dites est confidentiel. Si vous n’avez pas d’endroit où dormir ce soir, appelez le 115 : l’appel est gratuit.`,
  },
  {
    key: "etat-civil-carte-identite",
    department: "etat_civil_demarches",
    age: 1,
    question: "Comment faire ou renouveler une carte d’identité ou un passeport ?",
    answer: `Remplissez la pré-demande en ligne, puis prenez rendez-vous dans n’importe quelle mairie équipée : https://passeport.ants.gouv.fr

Venez avec votre ancien titre, une photo de moins de 6 mois et un justificatif de domicile. Le délai est en ce moment de 3 à 5 semaines à Parvis.

La carte d’identité est gratuite, sauf en cas de perte ou de vol (25 € de timbre fiscal). Un passeport d’adulte coûte 86 €.`,
  },
  {
    key: "etat-civil-acte-naissance",
    department: "etat_civil_demarches",
    age: 38,
    question: "Comment obtenir un acte de naissance, de mariage ou de décès ?",
    answer: `La demande est gratuite et se fait auprès de la mairie du lieu de l’événement : https://www.service-public.fr

Vous recevez l’acte par courrier en une semaine environ. Au guichet, il est remis aussitôt sur présentation d’une pièce d’identité. Méfiez-vous des sites qui font payer.`,
  },
  {
    key: "etat-civil-mariage",
    department: "etat_civil_demarches",
    age: 90,
    question: "Comment se marier ou conclure un PACS à la mairie ?",
    answer: `Retirez le dossier à l’état civil ou en ligne et déposez-le complet, ensemble, au moins 2 mois avant la date souhaitée pour un mariage. Un des deux futurs époux, ou l’un de leurs parents, doit habiter la commune.

Pour un PACS, la convention s’enregistre sur rendez-vous, en 20 minutes, avec une pièce d’identité et un acte de naissance de moins de 3 mois.`,
  },
  {
    key: "etat-civil-elections",
    department: "etat_civil_demarches",
    age: 16,
    question: "Comment s’inscrire sur les listes électorales et voter par procuration ?",
    answer: `Inscrivez-vous en ligne toute l’année ; pour un scrutin donné, au plus tard le sixième vendredi qui le précède. https://www.service-public.fr

Pour une procuration, faites la demande sur https://www.maprocuration.gouv.fr puis faites-la valider au commissariat ou à la gendarmerie. La personne qui vote pour vous peut habiter ailleurs, mais vote dans votre bureau.`,
  },
  {
    key: "etat-civil-recensement",
    department: "etat_civil_demarches",
    age: 140,
    question: "Mon enfant a 16 ans : comment le faire recenser ?",
    answer: `Le recensement citoyen se fait dans les 3 mois qui suivent les 16 ans, en ligne ou à la mairie, avec la pièce d’identité et le livret de famille.

L’attestation remise est demandée pour passer le permis de conduire ou le bac. Gardez-la : il n’est pas délivré de duplicata.`,
  },
  {
    key: "urbanisme-permis",
    department: "urbanisme",
    age: 31,
    question: "Faut-il une autorisation pour construire une véranda, un abri ou une piscine ?",
    answer: `Cela dépend surtout de la surface :
- jusqu’à 5 m² : aucune formalité, sauf en secteur protégé ;
- de 5 à 20 m² : déclaration préalable ;
- au-delà de 20 m² : permis de construire (40 m² pour une extension en zone urbaine).

Le dépôt est gratuit, en ligne : https://www.parvis.example/urbanisme. Le délai est d’un mois pour une déclaration, de deux mois pour un permis de maison.`,
  },
  {
    key: "urbanisme-plu",
    department: "urbanisme",
    age: 118,
    question: "Où consulter le plan local d’urbanisme (PLU) et le cadastre ?",
    answer: `Le PLU, ses cartes et son règlement sont sur https://www.geoportail-urbanisme.gouv.fr et au service Urbanisme, aux heures d’ouverture.

Le plan cadastral est gratuit sur https://www.cadastre.gouv.fr. Pour le nom d’un propriétaire, adressez une demande écrite à la mairie, limitée à cinq parcelles par mois.`,
  },
  {
    key: "police-bruit",
    department: "police_securite_bruit",
    age: 8,
    question: "Que faire contre le bruit d’un voisin ou d’un bar la nuit ?",
    answer: `Entre 22 h et 7 h, tout bruit gênant est interdit, sans qu’il faille le mesurer.

1. Parlez d’abord à la personne, calmement : beaucoup ignorent qu’on les entend.
2. Si cela continue, appelez la police municipale jusqu’à 1 h, puis le 17.
3. Si cela se répète, le conciliateur de justice reçoit gratuitement à la mairie.

Pour un bar ou une terrasse, écrivez-nous : la ville contrôle les autorisations.`,
  },
  {
    key: "police-objets-trouves",
    department: "police_securite_bruit",
    age: 58,
    question: "Où récupérer un objet perdu ?",
    answer: `Les objets trouvés sont gardés un an et un jour à l’accueil de la police municipale, ouvert du lundi au samedi de 9 h à 18 h.

Déclarez la perte en ligne : https://www.parvis.example/objets-trouves. Nous vous prévenons si l’objet arrive. Les papiers d’identité sont renvoyés à la préfecture après 2 mois.`,
  },
  {
    key: "police-tranquillite-vacances",
    department: "police_securite_bruit",
    age: 100,
    question: "Comment faire surveiller mon logement pendant les vacances ?",
    answer: `L’opération tranquillité vacances est gratuite. Inscrivez-vous une semaine avant le départ, en ligne ou à la police municipale, avec vos dates et une personne à prévenir.

Des patrouilles passent de jour et de nuit. En cas d’effraction, vous êtes appelé aussitôt.`,
  },
  {
    key: "finances-payer-facture",
    department: "finances_facturation",
    age: 11,
    question: "Comment payer une facture de la ville (cantine, crèche, activités) ?",
    answer: `- En ligne par carte, jour et nuit, sur l’espace famille.
- Par prélèvement automatique, à activer avant le 20 du mois.
- En espèces jusqu’à 300 € ou par carte chez un buraliste agréé, avec le code imprimé sur la facture.

Si vous ne pouvez pas payer en une fois, écrivez-nous avant la date limite : un échelonnement est possible.`,
  },
  {
    key: "finances-taxe-fonciere",
    department: "finances_facturation",
    age: 132,
    question: "Pourquoi ma taxe foncière a-t-elle augmenté ?",
    answer: `La base de calcul est fixée par l’État et suit chaque année l’inflation ; le taux est voté par la ville et l’agglomération. À Parvis, le taux communal n’a pas changé depuis trois ans.

Pour une question sur votre avis, écrivez au centre des impôts depuis votre espace particulier : https://www.impots.gouv.fr`,
  },
  {
    key: "elus-rendez-vous",
    department: "elus_democratie",
    age: 30,
    question: "Comment rencontrer le maire ou un élu de quartier ?",
    answer: `Les élus de quartier tiennent une permanence sans rendez-vous le samedi de 10 h à 12 h, dans les mairies de quartier.

Pour le maire, demandez un rendez-vous en disant le sujet : https://www.parvis.example/rencontrer. La réponse arrive sous 15 jours.`,
  },
  {
    key: "elus-conseil-municipal",
    department: "elus_democratie",
    age: 66,
    question: "Peut-on assister au conseil municipal et lire les délibérations ?",
    answer: `Oui, les séances sont publiques et filmées. Elles se tiennent le premier mardi du mois à 19 h, dans la grande salle de l’hôtel de ville, accessible aux fauteuils roulants.

L’ordre du jour paraît 5 jours avant, les délibérations une semaine après : https://www.parvis.example/conseil`,
  },
  {
    key: "autres-horaires-mairie",
    department: "other",
    age: 10,
    question: "Quels sont les horaires de la mairie et comment la contacter ?",
    answer: `L’hôtel de ville, 1 place du Parvis, est ouvert du lundi au vendredi de 8 h 30 à 17 h 30 (20 h le jeudi) et le samedi de 9 h à 12 h pour l’état civil.

Standard : 01 99 00 75 00. Le bâtiment est accessible aux fauteuils roulants et l’accueil est équipé d’une boucle magnétique.`,
    overrides: [
      { kind: "address", text: "1 place du Parvis", reason: SERVICE_PLACE },
      { kind: "phone", text: "01 99 00 75 00", reason: SERVICE_PHONE },
    ],
  },
  {
    key: "autres-rats",
    department: "other",
    age: 40,
    question: "À qui signaler des rats, des punaises de lit ou un nid de frelons ?",
    answer: `Dans la rue ou un parc : signalez-le ici, le service d’hygiène passe sous 5 jours ouvrés.

Chez vous, prévenez d’abord le propriétaire ou le syndic. La ville prête du matériel contre les punaises de lit et tient la liste des entreprises certifiées.

Les nids de frelons asiatiques sont enlevés gratuitement sur le domaine public ; sur un terrain privé, la ville paie la moitié.`,
  },
]
