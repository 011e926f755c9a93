/** Roads and pavements: holes, kerbs, signs, road works, markings, snow and ice, dangerous crossings. */
export const voirie = String.raw`
-! @VilleDeParvis nid de poule énorme avenue Foch juste après le rond-point, j'ai éclaté un pneu ce matin
- Le trottoir de la rue Gambetta est complètement défoncé, ma mère de 80 ans n'ose plus sortir.
- Les pavés de la place du Marché se descellent les uns après les autres. Ça fait trois ans qu'on le signale...
- Encore des travaux rue Lamartine, encore une déviation sans panneau, encore vingt minutes perdues. Merci qui ?
= Bonjour, savez-vous jusqu'à quand la rue Jules-Ferry reste barrée pour travaux ?
= Serait-il possible de poser un ralentisseur devant le 40 rue des Tilleuls ? Les voitures y passent vite.
+ Bravo aux équipes de la voirie, le trou signalé lundi est rebouché mercredi. Efficace 👏
+ Le nouveau revêtement du boulevard Voltaire est une merveille, plus un seul cahot, merci !
- slt ya un gro trou ds la rue devan chez moi sa fai 2 mois ke jle di
-! Plaque d'égout qui bouge au milieu du carrefour Thiers / Carnot, un scooter a failli tomber tout à l'heure
- Le marquage au sol a disparu au passage piéton de l'école, on traverse au petit bonheur
= Le panneau stop à l'angle de la rue Monge est tourné dans le mauvais sens, je vous le signale
- Panneau de sens interdit arraché depuis la tempête rue de Verdun, tout le monde prend la rue à contresens.
-! Verglas partout sur le pont ce matin, aucune saleuse en vue, trois voitures en travers
- Aucun déneigement dans les rues pentues du quartier des Coteaux. On paye les mêmes impôts que le centre pourtant !
= Bonsoir, est-ce que le salage est prévu cette nuit côté Hauts de Parvis ? On annonce -6
- Quelle honte l'état de nos routes. Des rustines sur des rustines sur des rustines.
= Pourriez-vous me dire à qui revient l'entretien du chemin derrière la ferme Morel, commune ou particulier ?
- La bordure du trottoir est cassée devant le numéro 7, impossible de passer avec un fauteuil roulant
- Bateau de trottoir oublié lors de la réfection de la rue Kléber : les poussettes doivent descendre sur la chaussée
+ Merci pour le passage piéton surélevé rue Ampère, enfin on respire en traversant avec les petits
-! le feu tricolore du carrefour des Quatre-Vents est en panne, c'est le chaos total
- Feu rouge beaucoup trop long pour les piétons place Carnot, personne n'attend et ça finira mal
= Le bouton d'appel piéton du feu boulevard Pasteur ne répond plus.
- Chantier laissé en plan depuis Pâques rue Racine : tranchée ouverte, barrières couchées, pas un ouvrier
-! Barrière de chantier envolée avec le vent, tranchée d'un mètre ouverte sur le trottoir, il fait nuit dans une heure
- #RoutesPourries #Parvis à quand le goudron ???
= Proposition : mettre la rue des Lilas à sens unique, deux bus ne s'y croisent pas
= Est-ce que le pont Saint-Michel sera fermé aux voitures ce week-end ?
- On refait la même chaussée pour la 3ème fois en deux ans, une fois le gaz, une fois la fibre, une fois l'eau. Coordination zéro
+ Chapeau pour la réfection du chemin du lavoir, un vrai plaisir d'y marcher maintenant
- Dos d'âne trop haut rue Diderot, le bas de caisse y passe à chaque fois
- LES RALENTISSEURS DE LA RUE BARBUSSE SONT ILLÉGAUX ET CASSENT NOS AMORTISSEURS
= Je cherche l'arrêté de circulation pour les travaux de la semaine prochaine avenue de la Gare.
- Bravo champion, le trou a été rebouché avec du gravier, il a tenu une pluie
- Deux mois que les plots en plastique orange sont là "provisoirement". Le provisoire qui dure, spécialité locale
= Y a-t-il un plan de réfection des trottoirs pour le quartier Belle-Épine l'an prochain ?
+ Merci au monsieur de l'équipe de voirie qui m'a aidée à passer la tranchée avec la poussette, adorable
-! Un potelet arraché laisse une tige en métal pointue qui dépasse du trottoir, les gamins jouent à côté
- Le miroir au croisement de la route de Lyon et du chemin vert est cassé, on sort à l'aveugle
- Nids-de-poule sur tout le parking... non pardon, sur toute la RUE. On dirait la lune
= bjr qui contacter pr une demande de permission de voirie (échafaudage devant mon immeuble) ?
= Peut-on poser une benne sur le trottoir pour des travaux ? Quel délai pour l'autorisation ?
- Affaissement de la chaussée devant la boulangerie, ça se creuse un peu plus à chaque passage de camion
-! La chaussée s'affaisse à vue d'œil rue du Puits, il y a un creux de 50 cm, il faut barrer la rue
- travaux a 7h du mat devant ma fenetre, marteau piqueur, et personne ne nous a prévenus
- Le trottoir d'en face est un champ de bosses à cause des racines, j'ai chuté hier et cassé mes lunettes
= Où en est la demande de pose de barrières devant le portail du 18 ? Référence envoyée en mars
= Suggestion : un stop plutôt qu'un cédez-le-passage à la sortie du lotissement
+ Les nouveaux pavés de la rue piétonne ont de l'allure, félicitations
- Votre "zone 30" sans un panneau ni un marquage, personne ne la respecte évidemment
- Camions de 38 tonnes dans une rue interdite aux poids lourds, la chaussée est ruinée, les murs tremblent
= Hello, les travaux du giratoire de l'hôpital finissent quand svp ?
- La rampe d'accès du pont est impraticable en fauteuil, merci de penser à nous un jour
- Regards d'assainissement mal remis à niveau après l'enrobé : ça cogne à chaque voiture, on ne dort plus
= J'ai endommagé ma jante sur un nid de poule, comment faire une déclaration de sinistre auprès de la ville ?
- Trottoir trop étroit, poteau au milieu : faut choisir entre la poussette et le bébé 🙄
+ Rapide, propre, bien signalé : le chantier de la rue Molière a été exemplaire
-!! Un trou vient de s'ouvrir au milieu de la route, une voiture est tombée dedans, il y a quelqu'un à l'intérieur !
-!! le pont est en train de s'effondrer des morceaux de béton tombent sur les voitures
- Panneaux de rue illisibles dans tout le quartier nord, même les livreurs se perdent
- Chaussée glissante à cause des gravillons laissés après travaux, ma fille est tombée à vélo
= On voudrait savoir si l'enrobé de notre impasse est prévu au budget voirie
`
