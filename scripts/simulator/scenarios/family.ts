import { type Scene } from "../pictures/scenes.ts"
import { follow, line, type ScenarioMessage } from "./scenario.ts"

/** What the Page publishes. Comments answer these by their key. */
export type PageNews = { key: string; text: string; photo?: Scene }

/** News of the town hall, in the tone of a municipal Page; oldest first. */
export const PAGE_NEWS: PageNews[] = [
  {
    key: "page-rentree",
    text: "🎒 Inscriptions au centre de loisirs des vacances d'hiver\n\nLe portail famille ouvre lundi à 8 h. Pensez à préparer l'attestation d'assurance et le quotient familial de l'année. Les familles sans Internet peuvent venir au guichet unique, mairie centrale, sans rendez-vous.",
    photo: "letter",
  },
  {
    key: "page-pasteur",
    text: "🚧 Rue Pasteur : deux jours de travaux\n\nLundi et mardi, de 9 h à 16 h, la chaussée est refaite entre le n° 2 et le n° 40. Les commerces restent accessibles à pied. Merci de retirer les véhicules avant 8 h 30.",
    photo: "pothole",
  },
  {
    key: "page-berges",
    text: "🌳 L'aire de jeux du parc des Berges rouvre samedi !\n\nNouveau toboggan, sol souple et deux bancs à l'ombre, choisis avec les enfants de l'école Rosa-Bonheur. Goûter offert à 16 h, on vous attend nombreux.",
    photo: "playground",
  },
  {
    key: "page-dechets",
    text: "♻️ Les bacs jaunes changent de jour\n\nÀ partir du 1er du mois, la collecte passe au jeudi matin dans les quartiers du Vieux-Moulin et des Tilleuls. Le calendrier est dans votre boîte aux lettres cette semaine.",
  },
  {
    key: "page-chorale",
    text: "🎶 Samedi à 15 h, la chorale municipale chante place du Parvis. Entrée libre, chocolat chaud à l'entracte, et prévoyez une écharpe !",
  },
  {
    key: "page-froid",
    text: "❄️ Plan Grand froid : le gymnase Alice-Milliat ouvre chaque nuit de 19 h à 8 h.\n\nVous voyez quelqu'un dormir dehors ? Appelez le 115, gratuit, jour et nuit. Pour aider comme bénévole, un message privé suffit.",
  },
]

/** What families write under the news and around them: longer than on X, to each other as much as to the city. */
export const FAMILY_MESSAGES: ScenarioMessage[] = [
  line(
    "famille-01",
    "thomas_pt_pere",
    "Bonjour, comme l'an dernier le portail va planter à 8 h 01… On est trois familles de l'immeuble à travailler à cette heure-là, est-ce qu'il y aura encore des places le soir ?",
    ["enfance_ecoles", "negative"],
    {
      replyTo: "page-rentree",
      then: [
        follow("Merci pour la réponse rapide, je transmets aux autres parents de la résidence 👍", [
          "enfance_ecoles",
          "positive",
        ]),
      ],
    },
  ),
  line(
    "famille-02",
    "marie_parvis",
    "Thomas même crainte ici 😅 J'ai mis un réveil. Pour ceux qui n'ont pas le quotient familial : la CAF l'envoie en deux minutes sur l'appli.",
    ["enfance_ecoles", "neutral"],
    { replyTo: "famille-01" },
  ),
  line(
    "famille-03",
    "beatriz_costa_p",
    "Bonjour la mairie, ma fille est en situation de handicap, elle a une AESH à l'école. Est-ce que le centre de loisirs peut l'accueillir pendant les vacances ? À qui je dois écrire ?",
    ["enfance_ecoles", "neutral", "high"],
    { replyTo: "page-rentree", also: "social_logement" },
  ),
  line(
    "famille-04",
    "aicha_bs_parvis",
    "Et la cantine pendant les vacances, c'est compris dans le prix ou en plus ? L'an dernier j'ai eu une surprise sur la facture.",
    ["finances_facturation", "neutral"],
    { replyTo: "page-rentree" },
  ),
  line(
    "famille-05",
    "karim_parvis",
    "Boulangerie Belkacem ouverte pendant les travaux, on passe par la cour. Merci de le mettre sur les panneaux, la dernière fois on a jeté 200 baguettes.",
    ["voirie", "negative"],
    { replyTo: "page-pasteur" },
  ),
  line(
    "famille-06",
    "odile_et_rex",
    "Courage Karim ! On viendra à pied avec Rex, ça nous fera la promenade.",
    ["other", "positive"],
    { replyTo: "famille-05" },
  ),
  line(
    "famille-07",
    "vincent_pmr",
    "« Accessibles à pied » : et en fauteuil ? Le trottoir côté pair fait 80 cm avec les barrières. J'ai rendez-vous chez le kiné au 18 mardi à 10 h.",
    ["voirie", "negative", "high"],
    { replyTo: "page-pasteur" },
  ),
  line(
    "famille-08",
    "jeanclaude_72b",
    "Troisième réfection en cinq ans. Je serais curieux de voir la facture totale, avec le détail par an. C'est public, non ?",
    ["finances_facturation", "negative"],
    { replyTo: "page-pasteur", also: "voirie" },
  ),
  line(
    "famille-09",
    "sylvie_tilleuls",
    "Jean-Claude tu oublies celle de 2022, ils avaient laissé les gravillons tout l'été…",
    ["voirie", "negative"],
    { replyTo: "famille-08" },
  ),
  line(
    "famille-10",
    "ines_des_berges",
    "Trop bien !! Mon petit frère attend ça depuis septembre 🎉 Il y aura de quoi s'abriter s'il pleut ?",
    ["espaces_verts", "positive"],
    { replyTo: "page-berges" },
  ),
  line(
    "famille-11",
    "christelle_nou",
    "Très joli. Par contre le portillon ne ferme plus côté quai, hier une petite de 3 ans est sortie toute seule vers l'eau. C'est URGENT de le réparer avant samedi svp.",
    ["espaces_verts", "negative", "emergency"],
    { replyTo: "page-berges", also: "police_securite_bruit" },
  ),
  line(
    "famille-12",
    "mamadou_parvis",
    "Je confirme pour le portillon, je l'ai attaché avec une corde de foot ce matin en attendant.",
    ["espaces_verts", "negative", "high"],
    { replyTo: "famille-11" },
  ),
  line(
    "famille-13",
    "gaston_leblanc_",
    "Le jeudi je ne suis pas là, et mon voisin non plus. On sort les bacs le mercredi soir et on prend une amende, c'est ça ?",
    ["proprete", "negative"],
    {
      replyTo: "page-dechets",
      then: [follow("Ah, 20 h, d'accord. Il fallait le dire sur le papier !", ["proprete", "neutral"])],
    },
  ),
  line(
    "famille-14",
    "nguyen_linh_p",
    "Je rentre de garde à 7 h le jeudi justement, les bacs seront sur le trottoir et je ne pourrai pas me garer. Le camion passe vers quelle heure rue Simone Veil ?",
    ["proprete", "neutral"],
    { replyTo: "page-dechets", also: "stationnement" },
  ),
  line(
    "famille-15",
    "bernard_t_75ans",
    "Je n'ai pas reçu le calendrier. Je n'ai pas Internet à la maison, c'est ma petite-fille qui écrit pour moi. Pouvez-vous l'envoyer par la poste ? Avec mes remerciements.",
    ["proprete", "neutral"],
    { replyTo: "page-dechets" },
  ),
  line(
    "famille-16",
    "chantal_parvis",
    "Bravo à la chef de chœur, quelle patience avec nos ados ! On y sera toute la famille, même mamie si le trottoir n'est pas gelé.",
    ["culture_sport", "positive"],
    { replyTo: "page-chorale" },
  ),
  line(
    "famille-17",
    "lea_velo_parvis",
    "Y aura-t-il des arceaux en plus pour les vélos ? Les quatre de la place sont toujours pleins de scooters.",
    ["transports_mobilite", "neutral"],
    { replyTo: "page-chorale" },
  ),
  line(
    "famille-18",
    "hugo_etudiant_p",
    "Un monsieur dort sous le pont des Trois-Ponts depuis deux nuits, le 115 ne répond pas. Il tousse beaucoup. Quelqu'un peut passer CE SOIR ?",
    ["social_logement", "negative", "emergency"],
    { replyTo: "page-froid" },
  ),
  line(
    "famille-19",
    "ahmed_el_amrani",
    "Je finis mon service à 22 h, je passerai avec une couverture. Hugo mets-moi un message.",
    ["social_logement", "neutral"],
    { replyTo: "famille-18" },
  ),
  line(
    "famille-20",
    "noemie_arch",
    "Je veux bien aider deux soirs par semaine au gymnase. J'ai le PSC1. Comment s'inscrire ?",
    ["social_logement", "positive"],
    { replyTo: "page-froid" },
  ),
  line(
    "famille-21",
    "tonio_parvis",
    "Bonjour. Mur tagué devant l'école du Vieux-Moulin, avec des gros mots que les petits recopient. On a une photo. Merci de passer avant lundi.",
    ["proprete", "negative"],
    { photo: "graffiti", also: "enfance_ecoles" },
  ),
  line(
    "famille-22",
    "resto_le_lavoir",
    "Merci aux jardiniers pour les massifs du quai, nos clients les prennent en photo plus que les plats 😄",
    ["espaces_verts", "positive"],
    { photo: "flowers" },
  ),
  line(
    "famille-23",
    "paul_martin_p",
    "Bonsoir, ma mère de 84 ans a reçu deux fois la même facture d'eau et elle a payé les deux. Elle n'ose pas appeler. Je peux venir à sa place avec une procuration ?",
    ["finances_facturation", "negative", "high"],
    { visibility: "direct", also: "eau_assainissement" },
  ),
  line(
    "famille-24",
    "yanis_b_parvis",
    "Bonjour, c'est au sujet de mon dossier de logement, je préfère pas en public. On est cinq dans un T2 et la petite dort dans le salon. Quel papier il manque ?",
    ["social_logement", "negative", "high"],
    {
      visibility: "direct",
      then: [
        follow("D'accord, je vous envoie ça demain. Merci de m'avoir répondu, ça fait du bien.", [
          "social_logement",
          "positive",
        ]),
      ],
    },
  ),
]

/** How one begins a message to the town hall's Page. */
export const FAMILY_OPENERS = [
  "Bonjour la mairie, ",
  "Bonjour, ",
  "Bonsoir à tous, ",
  "Coucou, petit message pour la Ville : ",
  "Bonjour, je me permets d'écrire ici car personne ne répond au téléphone. ",
  "",
]

/** What one adds: on Facebook people say who they are and ask the neighbours. */
export const FAMILY_CLOSINGS = [
  " On est plusieurs parents à le constater, merci de nous tenir au courant.",
  " Quelqu'un d'autre dans le quartier a le même problème ?",
  " J'habite ici depuis vingt ans et c'est la première fois que j'écris, c'est dire.",
  " Je mets une photo en commentaire dès que je peux. Merci d'avance et bonne journée à toute l'équipe.",
  " Mes enfants passent par là tous les matins.",
  " Partagez svp 🙏",
  "",
]
