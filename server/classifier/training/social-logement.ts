/** Social help, social housing, homelessness, elderly, disability, food aid, unfit housing, health access. */
export const socialLogement = String.raw`
- Cinq ans que j'attends un logement social, trois enfants dans un T2, et rien
- Le CCAS ne répond ni au téléphone ni aux mails
= Bonjour, comment déposer une demande de logement HLM ?
= Quels documents pour une aide alimentaire d'urgence ?
+ Merci à l'assistante sociale du CCAS, elle m'a sortie d'une très mauvaise passe
+ Le portage de repas pour ma maman fonctionne à merveille, les livreurs sont adorables
-! Un monsieur dort dehors devant la Poste, il fait -5, il ne répond presque plus quand on lui parle
-! Je suis à la rue ce soir avec mes deux enfants, le 115 est saturé, aidez-nous
- Moisissures noires sur tous les murs de mon HLM, mon bébé fait de l'asthme, le bailleur s'en fiche
- Ascenseur en panne dans la tour depuis trois semaines, ma voisine de 90 ans vit recluse au 8e
= Comment faire une demande d'APA pour mon père ?
= Y a-t-il un plan canicule pour les personnes âgées isolées ? Comment s'inscrire ?
-! Ma voisine âgée ne répond plus depuis deux jours, volets fermés, je suis inquiète
- jai pa de chofage ds mon hlm depui 1 mois, ya un bebe de 3 mois
- Propriétaire marchand de sommeil rue des Teinturiers : huit personnes dans une cave
= Qui contacter pour un logement insalubre ?
- Pour avoir un rendez-vous avec une assistante sociale : deux mois. On a faim maintenant
= Le CCAS aide-t-il à payer une facture d'électricité ?
- Charges de mon logement social augmentées de 60 euros sans explication
= Existe-t-il une résidence autonomie avec des places libres à Parvis ?
- EHPAD en sous-effectif, maman attend une heure pour aller aux toilettes
+ Repas de Noël des anciens très réussi, on a dansé jusqu'à 17h, merci !
- Colis de Noël des aînés réservé aux plus de 75 ans maintenant, la pingrerie
= Où retirer le colis des seniors ?
-!! je veux en finir, j'ai plus de logement plus de travail, ça sert à rien
-!! Mon ex menace de me tuer, il est devant la porte, je suis seule avec ma fille
= Où trouver un hébergement pour une femme victime de violences ?
- Expulsion prévue la semaine prochaine avec un enfant malade, aucune solution de la ville
= Comment contester un refus de logement social ?
- Maison du handicap : dossier MDPH en attente depuis quatorze mois
= Quelle aide pour aménager la salle de bain de ma mère handicapée ?
- La mairie loge qui elle veut, toujours les copains. On connaît le système
+ Clés de notre nouvel appartement aujourd'hui ! Merci au service logement, on n'y croyait plus 🙏😭
- Punaises de lit dans tout le bâtiment B, l'office HLM dit que c'est notre faute
= La permanence de la mutuelle communale, c'est quel jour ?
- Plus un médecin dans le quartier, le centre de santé refuse les nouveaux patients
= Le centre municipal de santé prend-il de nouveaux patients ?
- Les Restos fermés, l'épicerie solidaire débordée, et la ville ? rien
= bénévole : comment donner du temps à la banque alimentaire ?
- Coupure de chauffage collectif à la résidence des Pins, thermomètre à 13 dans les chambres
-! Chauffage et eau chaude coupés dans la tour depuis hier, il y a des nourrissons et des malades sous oxygène
= Suis-je éligible à l'allocation logement ? Je suis étudiant
- Toujours pas de place en foyer de jeunes travailleurs, je dors dans ma voiture
- "Votre dossier est en cours d'étude" depuis 2019. Étudiez moins fort
= Comment signaler une personne âgée en difficulté dans mon immeuble ?
+ Un grand bravo aux maraudes, vous sauvez des vies chaque hiver
- #logement #parvis mon dossier numero 4 fois perdu
- Appartement attribué plein de fuites et fenêtres cassées, on a signé sans pouvoir visiter
= Une domiciliation au CCAS, ça se demande comment ?
- Les loyers explosent, les Airbnb aussi, et vous regardez
= Y a-t-il une aide pour le permis de conduire des jeunes ?
- Handicapés oubliés : rampe d'accès du CCAS à 12 %, il fallait le faire
= Atelier numérique pour seniors, encore des places ?
+ Les ateliers mémoire au club des aînés font un bien fou à mon mari, merci
- J'ai demandé un bon alimentaire, on m'a fait sentir que je mendiais. Humiliant
- Campement de familles sous la rocade, des petits dans la boue, c'est indigne de nous
= Une aide au déménagement existe-t-elle pour les bénéficiaires du RSA ?
- tlm dit d appeler le ccas, le ccas dit d appeler la caf, la caf dit d appeler le ccas
- Aide ménagère de mon père supprimée sans remplaçante, il ne mange plus chaud
= Peut-on échanger son logement HLM avec un autre locataire ?
- Gardien d'immeuble supprimé par l'office, halls squattés, boîtes aux lettres éventrées
- Merci pour la prime énergie, mais elle couvre à peine une semaine de chauffage
+ Accueil humain et chaleureux au centre social, ça fait du bien
`
