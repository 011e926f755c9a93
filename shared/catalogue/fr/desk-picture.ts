/** Pictures and films in messages. */
export const picture = {
  title: "Image",
  open: "Agrandir l’image",
  altText: "Texte alternatif",
  by: {
    photo: "Photo envoyée par {{name}}",
    video: "Vidéo envoyée par {{name}}",
    gif: "Image animée envoyée par {{name}}",
  },
  gone: "L’image n’est plus ici.",
  saying: "« {{text}} »",
  play: "Regarder sur {{network}}",
  waiting: { photo: "La photo arrive…", video: "L’image de la vidéo arrive…", gif: "L’image animée arrive…" },
  refused: {
    photo: "La photo n’a pas pu être reprise ici.",
    video: "La vidéo n’a pas pu être reprise ici.",
    gif: "L’image animée n’a pas pu être reprise ici.",
  },
}
