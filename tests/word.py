"""A quiz typed from memory of one example with the habits of a word processor, and what it means."""

NB, THIN = "\u00a0", "\u202f"
TYPED = f"""Titre{NB}: Les points de contrôle
Questions{NB}:
 – Question{NB}: Que font les inhibiteurs de points de contrôle{NB}?
   Choix{NB}:
    -Juste{NB}: Ils lèvent un frein{NB}: celui de la réponse immunitaire
    -Faux{NB}: Ils tuent directement la cellule tumorale
     Pourquoi{NB}: C’est le mode d’action d’une chimiothérapie.
    -Faux : Ils préparent l’organisme contre un microbe
     pourquoi: C’est le rôle d’un vaccin « ordinaire ».
   Explication: Le frein levé, le lymphocyte attaque.
 – Vrai{NB}: Tous les patients ne répondent pas à l’immunothérapie.
   Pourquoi{NB}: Une partie seulement répond{THIN}; c’est 20{THIN}% à 40{THIN}%.
 – Question : Comment nomme-t-on les lymphocytes T modifiés au laboratoire ?
   Réponse : CAR-T
 – Trous : Les inhibiteurs de {{points de contrôle}} lèvent les {{freins}}.
 – Question : Reliez chaque élément à sa nature.
   Associer :
\tAnticorps : protéine
\tGlobule blanc : cellule
 – Question : Combien de signes d’alerte ?
   Nombre : 4
 -Question : Remettez dans l’ordre.
  Ordonner :
  -Prélever
  -Modifier
  – Réinjecter
 •Faux : Un vaccin est un anticorps.
""".replace("\n", "\r\n")
