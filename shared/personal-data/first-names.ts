/** Frequent first names in France, of all origins, without accents nor capitals. A fact, gathered from common knowledge. */
export const FIRST_NAMES = new Set(
  `
  aaron abdel abdelkader abdou abdoulaye abel achille adam adama adele adeline adem adil adrien agathe agnes ahmed aicha aida
  aime aimee aissata aissatou akim alain alassane alban albane albert alberto ale alessandro alex alexandra alexandre alexia
  alexis alfred ali alice alicia aline alioune alix aliyah alma alphonse amadou amanda amandine amar ambre ambroise amel amelie
  amin amina aminata amine amir amira amy ana anais anastasia anatole andre andrea andree andreas andrei angel angela angele
  angelina angeline angelique anis anissa anita ann anna annabelle anne annick annie anouk anthony antoine antoinette antonin
  antonio apolline ariane aristide arlette armand armelle arnaud arthur arturo assa astrid assia assya aubin aude audrey auguste
  augustin aurelie aurelien aurore axel axelle aya ayla ayman aymen aymeric ayoub aziz aziza babacar bakary baptiste barbara
  basile bastien beatrice benedicte benjamin benoit bernadette bernard berthe bertrand bilal bintou binta blaise blanche blandine
  boris boubacar brahim brandon brice brigitte bruno bryan camelia camille candice capucine carine carla carlos carmen carole
  caroline catherine cecile cedric celeste celestin celia celine chadi chaima chantal charlene charles charlie charlotte chloe
  christel christelle christian christiane christine christophe cindy claire clara clarisse claude claudette claudie claudine
  clea clemence clement clementine cleo clothilde clotilde clovis colette colin come constance constant coralie corentin corinne
  cyprien cyril cyrille cyrine dalia damien dan daniel daniele daniella danielle dany daouda daphne dave david deborah delphine
  demba denis denise desire diana diane didier diego dimitri djamel djamila djibril dominique donatien donovan dorian doriane
  dorothee dylan edgar edith edmond edouard edwige elena eleonore eli elia eliane elias elie eliot elisa elisabeth elise elliot
  elma elodie eloise elsa elvira elyes emeline emilie emile emilien emilio emma emmanuel emmanuelle emmy enzo eric erica erik
  ernest erwan esma esteban estelle esther ethan etienne eugene eugenie eva evan eve evelyne fabien fabienne fabio fabrice fadila
  faiza fanny fanta farah farid farida fatiha fatima fatma fatou fatoumata faustine felicie felix ferdinand fernand fernande
  fernando fiona firmin flavie flavien fleur flora flore florence florent florian florine francesca francesco francine francis
  francisco franck francois francoise frank frederic frederique fredo gabin gabriel gabriela gabriella gabrielle gael gaelle
  gaetan garance gaspard gaston gauthier gautier genevieve geoffrey george georges georgette geraldine gerald gerard germain
  germaine ghislain ghislaine gilbert gilberte gilles gina ginette giovanni gisele giulia gladys goran gregoire gregory guilhem
  guillaume gustave guy gwenael gwenaelle gwendoline habib hadrien hafida hakim halima hamed hamid hamidou hamza hanane hanna
  hannah harouna hasan hassan hassane hawa hector helena helene henri henriette herve hicham hippolyte hocine honore honorine
  hortense houda houria hubert hugo hugues ibrahim ibrahima idir idriss idrissa igor iheb ilan iliana ilham ilian ilies ilona
  ilyana ilyas ilyes imane imran imrane ines ingrid inaya irene irina iris irma isaac isabel isabelle isaline ismael ismail issa
  issam ivan ivana jack jacky jacqueline jacques jade jalil jamal james jamila jan jane janine jasmine jason javier jawad jean
  jeanette jeanine jeanne jeannine jennifer jenny jeremie jeremy jerome jessica jessy jessie jihane jimmy joachim joan joanna joao
  joaquin joel joelle johan johann johanna john johnny jonas jonathan jordan jordane jorge jose josee joseph josephine josette
  joshua josiane josue jovana joyce juan judith jules julia julian juliana julie julien julienne juliette juline justin justine
  kaan kadiatou kais kamel kamil karen karim karima karine karl kateryna katia katty kelly kelyan kenan kenny kenza kerem kevin
  khadidja khadija khaled khalid kilian killian kim kylian kyllian laetitia laila lamia lamine lana lara larissa larbi laszlo
  laura laure laurence laurent laurie laurine layla lea leana leandre leila lena lenny leo leon leonard leonie leonor leopold
  leslie lesly leticia levi lia liam lila lilas lili lilia lilian liliane lilou lily lina linda line linh lino lionel lisa lise
  lison livia liya loan loane loana logan lohan lois loic lola lorena lorenzo loris lou louane louis louisa louise louison louna
  luc luca lucas luce lucette lucia lucie lucien lucienne lucile lucille ludivine ludovic luis luisa luka lukas luna lya lyam
  lydia lydie lyes lyna lynda madeleine madison mael maelle maelys maeva magali magalie mahamadou mahdi maia maimouna maissa
  maite malak malek malik malika malo malone mamadou manal manel manon manuel manuela marc marcel marceau marcelin marceline
  marcelle marco marcos margaret margaux margot marguerite maria mariam mariama mariana marianne marie mariela marielle marilou
  marilyne marin marina marine mario marion marius marjorie mark marlene marley marta martha marthe martial martin martine marwa
  marwan mary maryam marylene marylin maryline maryse maryvonne mateo mathias mathieu mathilde mathis mathys matilda matteo
  matheo matthew matthias matthieu matthis maud maurice mauricette max maxence maxim maxime maximilien maxine maya mayssa medhi
  mehdi mehmet melanie melina melinda meline melisande melissa melody mercedes meriem meryem mia michael michel michele micheline
  michelle mickael miguel mika mike mikael mila milan milena milica milo mina mireille miriam mireya modou mohamed mohamadou
  mohammed moise mokhtar mona monique morgan morgane morad moriba mouad mouhamed mounia mounir mourad moussa moustapha mustafa
  mustapha mylene myriam nabil nabila nacer nacera nadege nadia nadine nadir nadira nael naima naomi narcisse nassim nassima
  natacha natalia natasha nathalie nathan nathanael nawal nawel nazim neila nelly nelson nermine nesrine nicolas nicole nikola
  nina ninon nino noa noah noam noe noel noelle noelie noemie nolan nolwenn nora norah norbert nordine noree nouhaila nour noura
  nourredine noureddine nina oceane octave odette odile olga olive oliver olivia olivier olympe omar ombeline ondine ophelie
  oriane orlane oscar osman othman oumar oumou oumy ousmane owen pablo paloma paola pascal pascale pascaline patrice patricia
  patrick paul paula paulette paulin pauline paulo pedro penelope perrine peter philibert philippe philippine philomene pierre
  pierrette pierrick pietro prosper prudence prune quentin rachel rachid rachida radia radouane rafael raissa ralph ramata rania
  raoul raphael raphaelle rayan rayane raymond raymonde rebecca reda regine regis reine remi remy renan renaud rene renee rita
  rim riyad robert roberto robin robinson rodolphe rodrigo rodrigue roger roland rolande romain romane romaric romeo romuald romy
  rosa rosalie rose roseline roxane roza ruben ruth ryan ryad sabah sabine sabri sabrina sacha sadio safia safiya said saida
  salim salima salimata salma salome salomon salvador sam samantha sami samia samir samira samuel samy sana sandra sandrine sandy
  sarah sara saskia sasha satine saul sebastien sekou selena selim selma sephora serena serge sergei sergio sergueï sevan
  severine seydou shaima shana shanon sharon sheila sherine shirine sibylle sidonie siham silvia simao simon simona simone
  sixtine sofia sofiane sofiia sohan solal solange solene soline solveig sonia sophia sophie soraya souad soufiane souleymane
  soumaya stan stanislas stephan stephane stephanie stephen steve steven suzanne suzette svetlana swann sylvain sylvaine sylvette
  sylviane sylvie tamara tania tanguy taoufik tarek tarik tatiana tayeb teddy teo terence teresa tess tessa thais thea theo
  theodore theophile therese thi thibaud thibault thibaut thiago thierry thierno tiago tidiane tiffany tim timeo timothe timothee
  tina titouan tom tomas tommy tony toufik tristan ugo ulysse umberto urbain ursula vadim valentin valentina valentine valerie
  valery vanessa vera veronique vicky victoire victor victoria victorien vincent violette virgile virginia virginie viviane
  vivien vladimir volodymyr wafa wahid walid wanda warren wassim wei wendy wesley wilfried william willy xavier yacine yael yan
  yanis yann yannick yannis yaya yasmina yasmine yassin yassine yassir ying yoan yoann yoanna yohan yohann yolande youcef youness
  younes youri yousra youssef youssouf youssoupha ysee yuna yvan yves yvette yvon yvonne zacharie zakaria zakariya zakia zelie
  zeynep zhen zineb zinedine zita zoe zohra zora zoubida zoulikha oksana olena svitlana oleksandr dmytro yuliia sergei serhii
  bintou nadege oumayma khady awa coumba aliou cheikh ibra mame lamine penda rokhaya astou fode mahamat kofi kwame yao koffi
  akissi adjoua affoue ngone chantal ramazan murat emre burak ayse elif fatih hatice huseyin selin can deniz
  mei li hao jun xin yi minh anh hoa huong lan long nam phuong quang thanh thao thu tuan van viet hanh dung
  emily grace harry oliver poppy amelia ethel gordon hermann jurgen klaus heike ute wolfgang giuseppe luigi chiara paolo
  ricardo joana ines rui nuno tomas beatriz duarte goncalo catarina filipa
  `
    .trim()
    .split(/\s+/),
)

/** First names that are also words, towns or days: never a name by themselves. */
export const WORDS_TOO = new Set(
  `
  rose pierre claire blanche marguerite violette iris jade ambre olive prune fleur aurore aube clemence constance constant
  prudence victoire florence lorraine france noel noelle max ange angel reine celeste melody harmonie flore flora capucine lilas
  avril carmen sofia milan vincennes valence marina asia alma eve lou nour sam dan line luce come colin marin marine luna nina
  cyprien germain urbain honore prosper modeste parfait desire aime aimee alban basile marianne olympe reda ale li long nam van
  lan can hao jun xin yi mei anh hoa thu dung minh long grace poppy harry mark jordan jordane chelsea charlie morgan thi barbara
  swann blaise narcisse achille hercule ulysse penelope bernard martin vincent laurent robert thomas gilbert henri simon andre
  david paul michel gabriel denis jean charles louis marie anne catherine madeleine paulo diego cheikh mame awa fanta vera roger
  kim tim stan mike mika ana mia lia lya elma wanda lison maria victor hugo jules rachel judith esther saul salomon
  `
    .trim()
    .split(/\s+/),
)
