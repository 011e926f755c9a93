/** Turns of phrase that ask or suggest, one a line. */
export const neutralTurns = `
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
    test`

/** Turns of phrase that thank or praise, one a line. */
export const positiveTurns = `
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
    👍 merci`
