/** The fictional town of Parvis: 24,000 inhabitants, a river, a tram. Streets and places that messages name. */
export const STREETS = [
  "rue Pasteur",
  "rue des Tilleuls",
  "avenue de la Gare",
  "boulevard Émile-Zola",
  "rue Jean Moulin",
  "rue Marguerite Duras",
  "quai des Lavandières",
  "rue du Vieux-Moulin",
  "impasse des Glycines",
  "rue Victor Hugo",
  "allée des Platanes",
  "chemin des Sources",
  "rue Louise Michel",
  "rue de l'Abreuvoir",
  "boulevard de la République",
  "rue Paul Martin",
  "rue Simone Veil",
  "rue des Trois-Ponts",
  "avenue du Stade",
  "passage Camille",
]

/** With the article that French needs after « devant », « près de »… */
export const PLACES = [
  "la place du Parvis",
  "la place aux Herbes",
  "le parc des Berges",
  "le square Colette",
  "l'école Rosa-Bonheur",
  "l'école du Vieux-Moulin",
  "le collège Jules-Ferry",
  "la médiathèque Aimé-Césaire",
  "la piscine des Berges",
  "le gymnase Alice-Milliat",
  "la halte Parvis-Centre",
  "la crèche Les Petits Pas",
]
