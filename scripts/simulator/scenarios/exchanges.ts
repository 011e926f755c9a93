/* eslint-disable max-lines -- data: hand-written messages read better whole than cut in files of equal length */
import { follow, line, type Scenario } from "./scenario.ts"

/** Exchanges of several turns, and what is said in private. Phone numbers are of the range kept for fiction. */
export const exchangeScenarios: Scenario[] = [
  {
    name: "conversations",
    title: "Conversations à plusieurs tours",
    messages: [
      line(
        "fil-01",
        "aicha_bs_parvis",
        "@VilleDeParvis Le feu piéton de l'avenue de la Gare reste rouge plus de 4 minutes. Les gens traversent n'importe comment.",
        ["voirie", "negative", "high"],
      ),
      line(
        "fil-02",
        "aicha_bs_parvis",
        "@VilleDeParvis précision : c'est le feu côté pharmacie, entre 8h et 9h.",
        ["voirie", "neutral", "high"],
        { replyTo: "fil-01" },
      ),
      line(
        "fil-03",
        "vincent_pmr",
        "@VilleDeParvis je confirme, et le signal sonore pour aveugles est muet.",
        ["voirie", "negative", "high"],
        { replyTo: "fil-01" },
      ),
      line(
        "fil-04",
        "gaston_leblanc_",
        "@aicha_bs_parvis pareil pour moi, j'ai compté 5 minutes hier",
        ["voirie", "negative"],
        { replyTo: "fil-01" },
      ),
      line(
        "fil-05",
        "jeanclaude_72b",
        "@VilleDeParvis Qui a décidé de supprimer le marché du jeudi ?",
        ["elus_democratie", "negative"],
        {
          then: [
            follow("@VilleDeParvis déplacé, pas supprimé ? L'affiche dit pourtant « dernier marché ».", [
              "elus_democratie",
              "neutral",
            ]),
            follow("@VilleDeParvis Bien. Merci pour la clarification, je le dirai à mes voisins.", [
              "elus_democratie",
              "positive",
            ]),
          ],
        },
      ),
      line(
        "fil-06",
        "lea_velo_parvis",
        "@VilleDeParvis réunion publique sur le plan vélo : où et quand ?",
        ["transports_mobilite", "neutral"],
        {
          then: [
            follow("@VilleDeParvis parfait, j'y serai avec des photos 📸", [
              "transports_mobilite",
              "positive",
            ]),
          ],
        },
      ),
      line(
        "fil-07",
        "sans_filtre_",
        "@lea_velo_parvis ça servira à rien, tout est déjà décidé",
        ["elus_democratie", "negative"],
        { replyTo: "fil-06" },
      ),
      line(
        "fil-08",
        "ines_des_berges",
        "@VilleDeParvis mon vélo a été volé devant la médiathèque, y a-t-il des caméras ?",
        ["police_securite_bruit", "negative"],
        {
          then: [
            follow("@VilleDeParvis d'accord, je dépose plainte d'abord. Merci pour la marche à suivre.", [
              "police_securite_bruit",
              "neutral",
            ]),
          ],
        },
      ),
      line(
        "fil-09",
        "ines_des_berges",
        "@VilleDeParvis retrouvé ! Un voisin l'avait mis à l'abri. Désolée du dérangement 🙈",
        ["police_securite_bruit", "positive"],
        { replyTo: "fil-08" },
      ),
      line(
        "fil-10",
        "odile_et_rex",
        "@VilleDeParvis Bonjour, Biscuit a mangé quelque chose de bizarre au parc des Berges, y a-t-il eu de la mort-aux-rats ?",
        ["proprete", "negative", "high"],
        {
          also: "espaces_verts",
          then: [
            follow("@VilleDeParvis ouf. Merci beaucoup pour votre rapidité, il va mieux.", [
              "proprete",
              "positive",
            ]),
            follow("@VilleDeParvis une pancarte éviterait bien des frayeurs, si je peux me permettre", [
              "proprete",
              "neutral",
            ]),
          ],
        },
      ),
      line(
        "fil-11",
        "karim_parvis",
        "@VilleDeParvis les travaux rue Pasteur commencent bien lundi ? Je dois prévenir mes livreurs",
        ["voirie", "neutral", "high"],
        {
          then: [
            follow("@VilleDeParvis et l'accès à la boulangerie à 4 h du matin, il sera maintenu ?", [
              "voirie",
              "neutral",
              "high",
            ]),
          ],
        },
      ),
      line(
        "fil-12",
        "mehdi_commerce",
        "@VilleDeParvis même question pour l'avenue de la Gare",
        ["voirie", "neutral"],
        { replyTo: "fil-11" },
      ),
      line(
        "fil-13",
        "rania_parvis",
        "@VilleDeParvis Bonjour, faut-il une traduction assermentée pour un acte de naissance libanais ?",
        ["etat_civil_demarches", "neutral"],
        {
          then: [
            follow("@VilleDeParvis réponse claire, je n'en demandais pas tant. Merci !", [
              "etat_civil_demarches",
              "positive",
            ]),
          ],
        },
      ),
      line(
        "fil-14",
        "samira_k_parvis",
        "@VilleDeParvis pourquoi l'aire de jeux du parc des Berges est fermée ?",
        ["espaces_verts", "negative"],
        {
          then: [
            follow("@VilleDeParvis « bientôt » c'est quand ? Les enfants ne comprennent pas « bientôt » 😤", [
              "espaces_verts",
              "negative",
            ]),
          ],
        },
      ),
    ],
  },
  {
    name: "prives",
    title: "Messages privés",
    messages: [
      line(
        "prive-01",
        "samira_k_parvis",
        "Bonjour, je vous écris en privé pour mon dossier logement. Samira Khelifi, née le 14/03/1989, 7 rue de l'Abreuvoir, tél 06 39 98 12 40. Le n° est LOG-2022-4471. Où en est-il ?",
        ["social_logement", "neutral"],
        {
          visibility: "direct",
          then: [
            follow("Merci. Et pour la moisissure, quelqu'un peut venir constater ?", [
              "social_logement",
              "negative",
              "high",
            ]),
          ],
        },
      ),
      line(
        "prive-02",
        "thomas_pt_pere",
        "Bonjour, voici la facture de cantine en double. Mon numéro de famille est 20871 et mon mail thomas.petit@exemple.fr",
        ["finances_facturation", "neutral"],
        { visibility: "direct", photo: "letter" },
      ),
      line(
        "prive-03",
        "nguyen_linh_p",
        "Je ne veux pas le dire en public mais j'entends souvent des cris et des coups chez mes voisins du dessous, 9 boulevard de la République, 2e gauche. Il y a une petite fille.",
        ["police_securite_bruit", "negative", "emergency"],
        { visibility: "direct" },
      ),
      line(
        "prive-04",
        "bernard_t_75ans",
        "Bonjour, Bernard Texier, 31 allée des Platanes. Je souhaite le portage des repas pour ma sœur. Vous pouvez me joindre au 01 99 00 45 12 le matin. Merci.",
        ["social_logement", "neutral"],
        {
          visibility: "direct",
          then: [
            follow("C'est noté, j'attends l'appel demain matin. Merci infiniment.", [
              "social_logement",
              "positive",
            ]),
          ],
        },
      ),
      line(
        "prive-05",
        "olga_p_parvis",
        "Bonjour, mon titre de séjour finit le 12 décembre et je n'ai pas de rendez-vous à la préfecture. La mairie peut m'aider ? Merci beaucoup",
        ["etat_civil_demarches", "negative", "high"],
        { visibility: "direct" },
      ),
      line(
        "prive-06",
        "hugo_etudiant_p",
        "slt c hugo blanchard jai perdu ma carte d'identité a la soirée du parc, qqn vous la rapporté ? 06 39 98 77 03",
        ["etat_civil_demarches", "neutral"],
        { visibility: "direct" },
      ),
      line(
        "prive-07",
        "christelle_nou",
        "Bonsoir, une maman que je garde veut quitter son mari violent et ne sait pas où dormir ce soir. À qui s'adresser tout de suite ?",
        ["social_logement", "negative", "emergency"],
        { visibility: "direct" },
      ),
      line(
        "prive-08",
        "karim_parvis",
        "Bonjour, pour la contravention : plaque FX-482-KT, avis 8830021457, c'était pendant ma livraison à la crèche. Je demande l'annulation.",
        ["stationnement", "negative"],
        { visibility: "direct" },
      ),
      line(
        "prive-09",
        "emma_wilson_fr",
        "Hello, I was told to send you my address for the resident permit: Emma Wilson, 4 rue Simone Veil. Is that all you need?",
        ["stationnement", "neutral", "normal", "en"],
        { visibility: "direct" },
      ),
      line(
        "prive-10",
        "anne_so_parvis",
        "Ma fille Léonie (CE2, classe de Mme Roux) s'est fait insulter par un animateur hier à la cantine. Je préfère en parler ici avant toute démarche.",
        ["enfance_ecoles", "negative", "high"],
        { visibility: "direct" },
      ),
      line(
        "prive-11",
        "mehdi_commerce",
        "Voici mon RIB pour le remboursement du droit de terrasse : FR76 3000 6000 0112 3456 7890 189. Épicerie de la Gare, SIRET 000 000 000 00000.",
        ["finances_facturation", "neutral"],
        { visibility: "direct" },
      ),
      line(
        "prive-12",
        "beatriz_costa_p",
        "Boa tarde, preciso de uma certidão de residência para a escola da minha filha. Que documentos devo levar?",
        ["etat_civil_demarches", "neutral", "normal", "pt"],
        { visibility: "direct" },
      ),
      line(
        "prive-13",
        "lucas_gamer_p",
        "euh bonjour je sais pas si c ici mais jme fais racketter devant le collège par des grands, je veux pas que mes parents sachent",
        ["police_securite_bruit", "negative", "emergency"],
        { visibility: "direct" },
      ),
      line(
        "prive-14",
        "vincent_pmr",
        "Merci pour l'intervention rue Simone Veil, la place est enfin libre. Bonne soirée à l'équipe.",
        ["stationnement", "positive"],
        { visibility: "direct" },
      ),
      line("prive-15", "resto_le_lavoir", "", ["eau_assainissement", "negative", "high", "und"], {
        visibility: "direct",
        photo: "flood",
      }),
      line(
        "prive-16",
        "sans_filtre_",
        "Supprimez votre réponse d'hier ou je publie nos échanges.",
        ["elus_democratie", "negative", "high"],
        { visibility: "direct" },
      ),
    ],
  },
]
