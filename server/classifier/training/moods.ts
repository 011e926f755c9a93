import { type Sentiment } from "../../../shared/classification.ts"

/** A turn of phrase and its mood. */
export type Turn = { sentiment: Sentiment; text: string }

/** Turns of phrase, one a line, taught to the mood alone: they come with any matter. */
const turns: Record<Sentiment, string> = {
  negative: `
    quelle honte
    c'est une honte, honte à vous
    honteux !
    scandaleux, inadmissible
    c'est inacceptable
    quel scandale
    quelle catastrophe
    quel bazar, quel bordel
    quelle déception
    quelle tristesse de voir ça
    quel manque de respect
    quel gâchis
    quel mépris pour les habitants
    quelle incompétence
    quelle organisation déplorable !
    quelle saleté !
    quelle galère
    quelle blague
    quel bruit infernal
    n'importe quoi
    c'est du n'importe quoi
    c'est nul
    nul, zéro pointé
    c'est lamentable, minable, pitoyable
    c'est abusé, ça abuse
    ras le bol
    j'en ai marre, on en a marre
    y en a marre
    ça suffit !
    ça commence à bien faire
    on n'en peut plus, je n'en peux plus
    c'est insupportable
    c'est invivable
    vous vous moquez de nous
    on se fout de nous
    vous vous foutez du monde
    bande d'incapables, bons à rien
    dégoûté, écœurée
    je suis furieux, je suis en colère
    très déçu, très déçue
    très mécontente du service
    je me plains
    c'est pas normal, ce n'est pas normal
    personne ne fait rien
    rien n'est fait, rien ne bouge
    toujours rien
    toujours pas réparé
    toujours aucune réponse
    aucune réponse à ce jour
    aucun retour de vos services
    encore et toujours le même problème
    et personne ne répond
    on attend toujours
    j'attends depuis des mois
    ça fait trois semaines que ça dure
    ça fait deux mois que je vous le signale
    quatrième signalement
    troisième relance
    depuis deux mois
    depuis une semaine
    c'est dangereux
    c'est très dangereux pour les enfants
    il va y avoir un accident
    vous attendez un mort ?
    il faut attendre un accident pour que vous réagissiez ?
    faut-il un drame pour que ça bouge ?
    vous attendez quoi ?
    vous comptez faire quelque chose ?
    à quand une vraie solution ?
    quand est-ce que vous allez enfin réparer ?
    quand allez-vous vous en occuper ???
    combien de temps encore va-t-on subir ça ?
    pourquoi personne ne vient ?
    pourquoi n'est-ce toujours pas réparé ?
    comment pouvez-vous laisser faire ça ?
    est-ce normal de payer pour ça ?
    c'est normal ça ?
    on paie des impôts pour ça ?
    à quoi servent nos impôts ?
    ne marche pas, ne marche plus, ne fonctionne plus
    en panne
    cassé, brisé, abîmé, détérioré
    hors service
    est bloqué, est bouché
    impossible de passer
    impossible de vous joindre
    impossible d'avoir un rendez-vous
    ça pue
    c'est sale, c'est dégueulasse
    c'est dégoûtant
    ça déborde
    bravo la mairie, encore en panne
    bravo, trois semaines sans rien
    bravo pour le bazar
    bravo l'organisation
    bravo les artistes
    bravo, belle réussite, tout est cassé
    félicitations, vous avez réussi à tout gâcher
    merci pour rien
    merci pour le bruit à six heures du matin
    merci pour les deux heures d'attente
    merci de nous laisser dans cette situation
    merci pour l'accident
    merci la mairie, toujours aucune réponse
    merci la ville, encore une fois oubliés
    merci qui ? merci la ville !
    un grand merci pour les poubelles jamais ramassées
    un grand bravo pour ce fiasco
    merci pour les travaux qui n'en finissent pas
    chapeau, il fallait le faire
    super, génial, encore une panne
    super, encore un retard
    génial, encore fermé
    magnifique, une heure de retard
    formidable, plus rien ne fonctionne
    quelle efficacité, six mois pour une ampoule
    quel service public formidable, personne au bout du fil
    vive la ville propre, des déchets partout
    on adore attendre dans le froid
    j'adore payer pour rien
    ah bah bravo
    de mieux en mieux
    comme d'habitude, comme d'hab
    comme par hasard
    on croit rêver
    la blague
    évidemment personne
    merci mais ça ne règle rien
    merci pour la réponse, mais le problème est toujours là
    merci d'être venus, dommage que rien n'ait changé
    c'est bien beau mais
    service déplorable
    accueil désagréable, agent impoli
    j'ai peur
    on a peur de sortir
    mes enfants ne peuvent plus dormir
    on ne dort plus
    je me suis blessé, je suis tombée
    menteurs, voleurs
    vous êtes nuls
    allez vous faire voir
    ville poubelle, ville abandonnée
    quartier abandonné, quartier oublié
    tout pour le centre, rien pour nous`,
  neutral: `
    bonjour, pourriez-vous me dire
    bonjour, je voudrais savoir
    bonjour, j'aimerais savoir
    je souhaite un renseignement
    je souhaiterais connaître la marche à suivre
    quelle est la marche à suivre ?
    quelle démarche ?
    quels sont les horaires ?
    à quelle heure ?
    à partir de quand ?
    jusqu'à quand ?
    quand aura lieu ?
    où puis-je trouver ?
    où faut-il s'adresser ?
    à qui dois-je m'adresser ?
    qui contacter ?
    comment faire ?
    comment faire pour s'inscrire ?
    comment ça marche ?
    combien ça coûte ?
    est-ce gratuit ?
    est-ce ouvert demain ?
    est-ce que c'est possible ?
    c'est possible ?
    peut-on réserver ?
    peut-on venir ?
    faut-il prendre rendez-vous ?
    faut-il une autorisation ?
    y a-t-il un numéro ?
    y aura-t-il ?
    avez-vous un lien ?
    avez-vous une adresse mail ?
    auriez-vous le formulaire ?
    savez-vous si ?
    quelqu'un sait ?
    quelqu'un connaît ?
    je cherche
    j'ai une question
    petite question
    merci pour votre réponse
    merci d'avance
    merci de votre réponse
    merci par avance pour votre retour
    en vous remerciant par avance
    merci de me répondre
    merci de me rappeler
    cordialement
    bonne journée
    serait-il possible de
    serait-il envisageable de
    pourrait-on envisager
    il serait bien de
    ce serait bien d'installer
    ce serait une bonne idée de
    je propose de
    je suggère
    suggestion
    proposition
    une idée
    pour information
    pour info
    je vous signale que
    est prévu ?
    est-il prévu de
    prévoyez-vous
    je viens d'emménager
    je viens d'arriver
    nous venons de nous installer
    quels documents fournir ?
    quels papiers apporter ?
    quel est le tarif ?
    quel est le délai ?
    quel numéro appeler ?
    bonjour
    bonsoir
    ok
    d'accord
    test`,
  positive: `
    merci beaucoup
    un grand merci
    un immense merci
    mille mercis
    merci infiniment
    merci à toute l'équipe
    merci à vos agents
    merci aux équipes
    merci pour votre travail
    merci pour votre réactivité
    merci pour votre aide
    merci pour la réparation
    merci d'être intervenus si vite
    merci d'avoir réparé
    merci d'avoir pris le temps
    merci la ville
    merci madame, merci monsieur
    bravo à tous
    bravo à toute l'équipe
    bravo aux organisateurs
    bravo aux agents
    bravo pour cette initiative
    bravo pour votre travail
    bravo, continuez
    félicitations
    toutes mes félicitations
    chapeau bas
    coup de chapeau
    super travail, beau travail
    du bon boulot
    excellente idée, très bonne idée
    belle initiative
    quelle belle initiative
    quelle réactivité, merci
    quelle efficacité, merci !
    quel plaisir
    quel bonheur
    quelle bonne surprise
    quelle belle ville
    quelle ambiance
    c'est magnifique, c'est superbe
    c'est génial
    c'est parfait
    c'est top
    au top
    nickel
    impeccable
    rien à redire
    très satisfait, très contente
    très bien accueillie
    accueil chaleureux
    agent très aimable, très gentille
    personnel à l'écoute
    je recommande
    on se régale
    j'adore, on adore
    les enfants ont adoré
    les enfants sont ravis
    enfin réparé, merci
    c'est réparé, merci
    problème réglé, merci
    réglé en deux jours
    intervention rapide
    rapide et efficace
    ça change la vie
    ça fait plaisir
    ça fait chaud au cœur
    on se sent bien ici
    fier de ma ville
    j'aime ma ville
    vive Parvis
    magnifique soirée
    superbe fête
    une réussite
    très réussi
    vous êtes formidables
    vous êtes au top
    respect
    on vous aime ❤️
    👏👏👏
    👍 merci`,
}

export const moods: readonly Turn[] = (["negative", "neutral", "positive"] as const).flatMap((sentiment) =>
  turns[sentiment]
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((text) => ({ sentiment, text })),
)
