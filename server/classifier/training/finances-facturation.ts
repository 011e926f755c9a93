/** Bills, taxes, refunds, online payment, direct debit, subsidies, public spending as money. */
export const financesFacturation = String.raw`
- Facture de cantine payée deux fois, le remboursement traîne depuis quatre mois
- Taxe foncière en hausse de 22 %, c'est du délire
= Bonjour, comment payer ma facture en ligne ?
= Puis-je obtenir un échelonnement de ma dette auprès du Trésor public ?
+ Remboursement du trop-perçu arrivé en une semaine, merci à la régie
+ Paiement en ligne simple comme bonjour, enfin ! Merci
- Relance d'huissier pour 12 euros de garderie déjà réglés, vous vous moquez de moi
- Le site de paiement refuse ma carte à chaque fois puis me débite quand même
= Quel est le RIB de la régie municipale ?
= La taxe d'ordures ménagères est-elle comprise dans la taxe foncière ?
- jai recu 1 facture de 300e alor ke mon fils va pa a la cantine, c koi ce delir
- Prélèvement non autorisé sur mon compte, qui vous a donné mon accord ?
= Comment mettre en place le prélèvement automatique pour la crèche ?
- Impôts locaux qui explosent, services qui ferment. Où va l'argent ?
= Où trouver le budget de la ville en détail ?
- 300 000 euros pour un logo. TROIS CENT MILLE
- Vous avez de l'argent pour une statue mais pas pour baisser les taxes
= Peut-on payer en espèces ou en chèque à l'accueil ?
- Avis de sommes à payer reçu après la date limite, et pénalité de retard évidemment
= J'ai perdu mon avis des sommes à payer, pouvez-vous me renvoyer un duplicata ?
- Mon fournisseur : facture impayée par la mairie depuis 120 jours, je vais mettre la clé sous la porte
= Délai de paiement des entreprises par la ville ? Facture déposée sur Chorus
- Taxe d'habitation réclamée alors que c'est ma résidence principale
= Qui est exonéré de taxe foncière à Parvis ?
- Quotient familial mal calculé, on paie le tarif maximum depuis septembre
= Comment faire recalculer mon quotient après une séparation ?
- Encore une hausse des tarifs municipaux. Piscine, cantine, cimetière, même mourir coûte plus cher
+ Bravo pour la stabilité des impôts cette année, on apprécie
= Y a-t-il un tarif réduit pour les demandeurs d'emploi ?
- Attestation fiscale de frais de garde toujours pas envoyée, la déclaration ferme jeudi
= Où télécharger l'attestation fiscale pour la garde d'enfants ?
- Titre exécutoire envoyé à mon ancienne adresse, saisie sur salaire sans avoir rien vu passer
-! Saisie sur mon compte ce matin pour une dette déjà payée, je n'ai plus rien pour nourrir mes enfants ce soir
= Bonjour j'ai payé le montant en trop, comment demander le remboursement ?
- Droits de place du marché augmentés de 15 %, les petits commerçants trinquent
= Taxe de séjour : comment la déclarer et la reverser ?
- Plateforme de taxe de séjour inutilisable, j'ai passé mon dimanche dessus
- #impots #taxefonciere on est des vaches à lait
= Mon chèque a été encaissé deux fois, que dois-je vous fournir ?
- La dette de la ville double et on construit un stade. Gestion de père de famille, paraît-il
= Subvention aux associations : date limite du dossier ?
- Les subventions aux copains, les factures aux habitants
= bjr combien je dois svp, ref client 88213
- Le guichet de la régie ferme à 15h30, comment payer quand on travaille ?
+ Merci à la comptable qui a pris le temps de m'expliquer ma facture ligne par ligne
- Montant erroné sur la facture, j'ai envoyé trois mails, on me répond par une mise en demeure
= Le paiement par chèque emploi service (CESU) est-il accepté ?
- CESU refusés sans prévenir, je me retrouve avec 200 euros de tickets inutilisables
= Pourquoi la TEOM augmente-t-elle alors qu'on trie mieux ?
- La taxe balayage alors que la balayeuse ne passe pas, fallait oser
= Reste-t-il quelque chose à régler sur mon compte famille ?
- Impossible d'avoir quelqu'un au Trésor, le numéro sonne occupé toute la journée
- Trop-perçu réclamé par la mairie à ma grand-mère décédée il y a deux ans. Bravo la délicatesse
= Caution de la salle communale : quand est-elle rendue ?
- caution toujours pas rendue 8 mois après la location, rendez l'argent
- Gaspillage : trois audits privés pour conclure qu'il faut un quatrième audit
= Un particulier peut-il faire un don à la ville et le déduire ?
+ Facture corrigée en deux jours, excuses à l'appui, rien à redire
= Proposition : afficher le coût de chaque service sur les factures
- Merci pour le chèque énergie mais la hausse de la taxe foncière l'avale trois fois
- J'exige une annulation de cette pénalité absurde
= Quand tombe la prochaine facture de périscolaire ?
- Nos impôts servent à payer les petits fours des inaugurations
`
