/** Building permits, town planning, works without permit, heritage, advertising signs, unsafe buildings. */
export const urbanisme = String.raw`
- Un immeuble de six étages devant nos pavillons, adieu le soleil, merci le PLU
- Mon permis de construire traîne depuis sept mois, l'artisan m'a lâché
= Bonjour, faut-il une déclaration préalable pour un abri de jardin de 10 m2 ?
= Où consulter le plan local d'urbanisme ?
+ Merci au service urbanisme, mon dossier a été traité en trois semaines avec des conseils précis
+ La restauration de la halle est superbe, bravo d'avoir gardé les vieilles pierres
- Mon voisin construit une extension sans permis, j'ai écrit deux fois, aucune visite
- Bétonnage à tout va, plus un terrain libre, où est passée notre ville
-! Façade lézardée rue des Orfèvres, des pierres tombent sur le trottoir depuis ce matin
-!! Un immeuble vient de s'effondrer rue de l'Argenterie, il y a des gens dessous !
- Le balcon du dessus se fissure et des morceaux tombent, le syndic fait le mort
= Quelle hauteur de clôture est autorisée en limite de propriété ?
= Je souhaite repeindre ma façade, y a-t-il un nuancier imposé ?
- Architecte des bâtiments de France : mes volets sont "trop bleus". On rêve
= Mon terrain est-il constructible ? Parcelle AB 212
= Comment obtenir un certificat d'urbanisme ?
- Panneau publicitaire géant lumineux devant nos fenêtres, autorisé par qui ?
- Friche de l'ancienne usine : dix ans de promesses, dix ans de ruines
= Que va devenir l'ancien hôpital ?
- slt mon voisin a monté 1 mur de 3 metre c légal ???
= Peut-on diviser une maison en deux appartements sans autorisation ?
- Concertation bidon sur le projet des Docks, tout était déjà signé avec le promoteur
= Quand a lieu l'enquête publique sur la révision du PLU ?
- Antenne 5G à 30 mètres de l'école, on l'a découverte en ouvrant les volets
= Est-ce que le projet de tour près de la gare est abandonné ?
- Permis refusé pour dix centimètres, alors que le promoteur d'à côté fait ce qu'il veut
- On rase une maison de 1890 pour y mettre un cube en béton. Le patrimoine vous remercie
= Des aides pour ravaler ma façade dans le centre ancien ?
+ L'architecte-conseil gratuit, quelle bonne idée, vingt minutes qui m'ont évité des erreurs
- Chantier du promoteur qui déborde sur la rue, grue au-dessus de nos têtes, poussière partout
= Faut-il un permis de démolir pour un vieux garage ?
- Maison abandonnée au 14, toit crevé, squatteurs, risque d'écroulement
-! le mur de soutènement au-dessus de la ruelle gonfle et perd des pierres depuis la pluie, il faut un périmètre de sécurité
= Taxe d'aménagement : comment est-elle calculée pour une véranda ?
- Taxe d'aménagement de 8000 euros pour une véranda, personne ne m'avait prévenu au dépôt
= Suggestion : végétaliser les toits des nouveaux immeubles
- #betonnage stop aux promoteurs
- Le lotissement prévu en zone inondable, après les crues de l'an dernier, vous êtes sérieux ?
= Puis-je poser des panneaux solaires en secteur protégé ?
- Panneaux solaires refusés, pompe à chaleur refusée, double vitrage refusé. Vive la transition écologique !
= Délai pour un recours contre un permis affiché ?
- Affichage de permis illisible et planqué derrière une haie
+ Très belle place refaite, on voit que les habitants ont été écoutés. Bravo
= bjr g besoin du cadastre de ma parcelle c ou
- Enseigne clignotante du kebab autorisée en secteur sauvegardé, mais mon store est interdit
= Droit de préemption : la ville peut-elle acheter la maison que je vends ?
- La ville préempte notre maison au rabais, c'est de la spoliation
= Règlement pour changer des fenêtres en bois par du PVC ?
- Notaire bloqué depuis deux mois parce que vos services ne répondent pas à la DIA
- Local commercial transformé en meublé touristique sans changement de destination, contrôlez !
= Comment déclarer un meublé de tourisme et avoir un numéro d'enregistrement ?
+ Merci d'avoir dit non au centre commercial sur les terres agricoles
- Terrain vague revendu à une SCI une bouchée de pain, ça sent le copinage
= Les plans du futur écoquartier sont visibles quelque part ?
- Écoquartier : zéro arbre, zéro école, 400 logements. Éco-quoi ?
= Hauteur maximale pour une piscine hors sol, déclaration ou pas ?
- Voisin qui a bouché ma vue avec une terrasse surélevée, le service constate "plus tard"
- Dossier déclaré incomplet pour la quatrième fois, toujours une nouvelle pièce
- Échafaudage posé depuis deux ans sur la façade d'en face, sans un ouvrier, le permis est périmé non ?
= Avez-vous le contact de l'instructeur en charge du dossier PC 24 B0031 ?
+ Exposition sur le projet urbain claire et bien faite, les maquettes sont parlantes
- Merci pour la réunion publique, mais aucune de nos questions sur la densification n'a eu de réponse
- VOUS DÉFIGUREZ LE CENTRE HISTORIQUE
`
