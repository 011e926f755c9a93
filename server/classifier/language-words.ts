const set = (words: string) => new Set(words.trim().split(/\s+/))

/** Folded. A word that two languages share (« la », « no ») is left in neither, or in both. */
export const FRENCH_STOP_WORDS: ReadonlySet<string> = set(`
  le la les l un une des du de d au aux et ou est sont ce cet cette ces il elle on nous vous ils je j mon ma mes
  ton ta votre vos notre nos leur que qui quoi dans sur sous avec pour par pas ne plus tout tous toute chez depuis
  encore toujours jamais rien bonjour bonsoir merci quand comment pourquoi combien ou est y a ca c n s m qu bravo
  devant derriere entre apres avant mais donc car si tres trop deja aussi comme faut fait faire etre avoir svp`)

/** The languages the desk is most likely to receive; others end as « und » and go to a person all the same. */
export const FOREIGN_STOP_WORDS: readonly (readonly [string, ReadonlySet<string>])[] = [
  [
    "en",
    set(`the and is are was were to of in for it this that you your we our my i have has had not with there be been
      can could would please how when where what why who will from at they he she his her hello hi thanks thank do
      does did don doesn isn can't no any so just but if about get need help out up since still near every all any
      street city town me am an by a on one or as nobody someone good great very much love nice who's open today tomorrow`),
  ],
  [
    "es",
    set(`el los las una unos y en es son que por para con no del al se su sus mi mis muy pero como cuando donde
      quien hay esta estan este esto hola gracias favor buenos dias tardes tengo tiene necesito puedo desde hace mas
      todo todos calle ciudad ayuntamiento lo le un nos me soy estoy sin ya nadie aqui basura usted ustedes`),
  ],
  [
    "pt",
    set(`o os as um uma uns e em no na nos nas do da dos das que por para com nao ao se seu sua meu minha muito mas
      como quando onde quem ha esta estao este isto ola obrigado obrigada favor bom dia boa tarde tenho tem preciso
      posso desde mais tudo todos rua cidade camara prefeitura ninguem aqui lixo voces voce eu sou estou sem ja`),
  ],
  [
    "it",
    set(`il lo gli i una e di che per con non del della dei delle nel nella al alla sono questo questa ho ha hai
      come quando dove chi perche ciao buongiorno grazie prego molto anche piu tutto tutti strada citta mi vorrei`),
  ],
  [
    "de",
    set(`der die das und ist sind ein eine einen nicht mit fur auf zu von im ich wir sie ihr es hat haben wie wann wo
      warum wer bitte danke hallo guten tag seit noch kein keine strasse stadt mein unser bei nach aus auch sehr`),
  ],
]
