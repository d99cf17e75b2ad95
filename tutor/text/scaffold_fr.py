"""Les fichiers que « tutor new » écrit, en français : un exemple de chaque genre, expliqué. @TITRE@ et @ID@ sont remplacés."""

from typing import Final

COURSE: Final = """\
# Un cours : ce fichier, les leçons dans lessons/, les questions dans quiz/.
# Vérifier : tutor check .     Étudier : tutor --content . learn
id: @ID@
titre: @TITRE@
langue: fr
description: >-
  Ce que l'on saura faire à la fin, en quelques phrases.
modules:
  - id: m1
    titre: Premier module
    leçons: [l1]          # les identifiants des leçons, dans l'ordre de lecture
"""

LESSON: Final = """\
# Une leçon : quelques sections courtes, chacune suivie d'une question.
id: @ID@
titre: @TITRE@
objectifs:
  - id: @ID@.o1
    texte: Expliquer à quoi sert une pile
    niveau: comprendre    # mémoriser, comprendre, appliquer, analyser, évaluer, créer
# amorce: id d'une question de quiz/ posée avant la lecture
sections:
  - id: @ID@-s1
    titre: La pile
    texte: |
      Une pile **pousse** le courant dans le circuit.

      - une borne est positive
      - l'autre est négative
    à-retenir: Sans pile, le courant ne circule pas.
    # questions: [id d'une question, posée juste après cette section]
"""

QUIZ: Final = """\
# Un quiz : une liste de questions. Le genre se voit aux champs ; rien d'autre à déclarer.
# Un texte qui contient « : » ou « # » se met entre guillemets droits, ou après >- sur la ligne suivante.
# Vérifier : tutor check FICHIER     Réparer et nommer : tutor check --fix FICHIER
# id : le nom de ce quiz, à lui seul parmi tous les quiz : la progression est gardée sous ce nom, où que soit le fichier
id: @QUIZ@
titre: @TITRE@
langue: fr
# leçon: id de la leçon de ces questions
questions:
  # Un choix : une réponse juste, des erreurs que l'on fait vraiment, chacune avec sa raison.
  - id: @ID@-01
    question: Que fait une pile dans un circuit ?
    choix:
      - juste: Elle pousse le courant
      - faux: Elle freine le courant
        pourquoi: C'est le rôle d'une résistance.
      - faux: Elle mesure le courant
        pourquoi: C'est le rôle d'un ampèremètre.
    explication: La pile met les charges en mouvement.
    niveau: comprendre
    # source: {section: id d'une section, citation: "des mots de cette section"}

  # Vrai ou faux : l'affirmation suit le mot qui la juge.
  - id: @ID@-02
    faux: Une ampoule brille même quand le circuit est ouvert.
    pourquoi: Il suffit d'une coupure pour tout arrêter.
    source: @SECTION@

  # Une réponse à taper : la première est celle que l'on montre ; fautes de frappe pardonnées.
  - id: @ID@-03
    question: Quelle est l'unité de la tension électrique ?
    réponse: [volt, V]
    refuser: {ampère: C'est l'unité de l'intensité.}
    source: @SECTION@

  # Un texte à trous : {réponse|autre forme::indice}.
  - id: @ID@-04
    trous: Le courant sort de la borne {positive|plus::le signe +}.
    source: @SECTION@

  # Autres genres : associer, classer, ordonner, nombre, recto + verso, cas + étapes. Tous les champs : tutor schema quiz
"""
