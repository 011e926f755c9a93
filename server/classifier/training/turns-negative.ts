/** Turns of phrase that complain, outright or by mock praise, one a line: they come with any matter. */
export const negativeTurns = `
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
    tout pour le centre, rien pour nous`
