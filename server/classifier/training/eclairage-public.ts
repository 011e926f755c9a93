/** Street lights and everything that shines or hangs from a lamp post. */
export const eclairagePublic = String.raw`
- Le lampadaire devant chez moi est éteint depuis quinze jours, on rentre à tâtons
- Toute la rue des Acacias est plongée dans le noir depuis dimanche soir
= Bonjour, à quelle heure s'éteint l'éclairage public la nuit ?
= Comment signaler un lampadaire en panne ? Faut-il le numéro du mât ?
- Un réverbère clignote sous ma fenêtre toute la nuit, c'est une boîte de nuit ici
+ Réverbère réparé en 24h, merci beaucoup !
+ Enfin de la lumière sous le pont, je n'ai plus peur en rentrant du travail. Merci 🙏
- lampader cassé rue du moulin, c dangereu le soir pr les enfan
- Les ampoules grillent une par une et personne ne les remplace. On finira à la bougie
-! Câble qui pend du lampadaire au niveau de la tête des gens, l'ampoule est tombée
-!! Fils électriques à nu au pied du candélabre, ça fait des étincelles, il y a des enfants autour
- Lampadaires allumés en plein jour sur toute l'avenue, après on nous parle de sobriété
- Extinction à 23h : merci, je sors du boulot à minuit et je marche dans le noir complet
= Est-il possible de rallumer plus tôt le matin côté collège ? Les élèves partent de nuit
= L'éclairage du stade reste allumé jusqu'à quelle heure ?
- Panne d'éclairage au rond-point, aucune visibilité, un cycliste a été frôlé
- ON N'Y VOIT RIEN LE SOIR RUE PASTEUR !!!
- Le mât d'éclairage penche dangereusement depuis qu'un camion l'a heurté
-! Un candélabre couché par une voiture, les fils sortent, il bloque le trottoir
= Proposition : des détecteurs de présence sur la piste du canal plutôt que rien
- Depuis vos LED blanches, impossible de dormir, ça éclaire ma chambre comme un stade
+ Les nouvelles LED chaudes c'est bien plus doux, et moins cher, bravo
- La moitié des lampes du parking souterrain... pardon, de l'allée piétonne, ne marchent plus
- #Parvis dans le noir, acte 4
= Qui gère l'éclairage d'une voie privée ouverte au public ?
- Trois signalements, trois numéros de dossier, toujours pas d'ampoule
- Les guirlandes de Noël sont encore accrochées en mars et grillées en plus
+ Magnifiques illuminations de Noël, les enfants étaient émerveillés ✨🎅
= Quand s'allument les illumination de fin d'année ?
- Passage piéton pas éclairé du tout devant la maison de retraite
= Les lanternes du vieux pont vont-elles être changées ?
- pourquoi ya plus de lumière dans notre cité depuis 1 sem ??? on est des rats ou quoi
- Le luminaire est tombé de son poteau et pend par un fil, heureusement personne dessous
- Lampe cassée par un ballon cet été. On est en novembre
+ Le parc éclairé pour les joggeurs le soir, excellente initiative
= Vous pouvez baisser l'intensité devant le 3 rue du Four ? Une simple question de réglage je pense
- Le chemin entre la gare et les HLM : aucun éclairage, ma fille se fait accompagner chaque soir
- La minuterie des lampadaires est déréglée, ils s'allument à 21h alors qu'il fait nuit à 18h
= A-t-on une carte des points lumineux de la commune ?
- Éclairage intermittent quartier des Sources : dix minutes oui, dix minutes non
- Un lampadaire sur deux, puis un sur trois... on éteint aussi les citoyens ?
= Bonsoir pourrait-on installer un point lumineux à l'arrêt de car du hameau ?
- Obscurité totale place de la Fontaine, je me suis tordu la cheville
-! le boitier en bas du lampadaire est ouvert avec les fils dehors, juste devant la maternelle
- Le spot de l'église nous éblouit en voiture, il est mal orienté
+ Merci à l'électricien de la ville venu un dimanche réparer l'armoire de la rue Balzac
- Coupure de l'éclairage tous les soirs de pluie, c'est l'armoire électrique qui prend l'eau
= je signale poteau lumineux numero 4512 hs rue Zola
- Allée des Peupliers : 8 lampadaires, 8 pannes. Sans faute !
- Vous avez rénové les lampadaires avant de vérifier qu'ils marchaient ? Nouveau mât, toujours rien
= L'extinction nocturne est-elle une décision définitive ou un essai ?
- Insécurité garantie avec vos rues éteintes, on ne sort plus promener le chien le soir
+ La rue est de nouveau éclairée, ouf, merci pour votre réactivité
- Les bornes lumineuses du square sont cassées, il reste les socles avec les vis
- Lampadaire masqué par les feuilles, il n'éclaire que le platane 😅
= Combien la ville économise-t-elle en coupant l'éclairage la nuit ?
- Rue sombre, trottoir troué : j'ai failli me casser la figure. Réparez au moins la lampe
- 💡❌ rue Mozart depuis 5 jours
= Faut-il une autorisation pour accrocher une guirlande lumineuse entre deux façades ?
- Ils ont posé des lampadaires solaires qui tiennent une heure en hiver. Du génie
- Merci d'avoir réparé côté pair... le côté impair attend depuis Noël dernier
- Toute la zone commerciale illuminée à 3h du matin et nous rien, cherchez l'erreur
`
