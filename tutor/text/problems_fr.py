"""Les problèmes d'un cours, en français. Typed with plain spaces; `typeset` puts the no-break ones."""

import re
from typing import Final

HEAD: Final = "{place}: {severity} {code}\u00a0: {message}"
SEVERITIES: Final = {"error": "erreur", "warning": "avertissement", "repair": "réparé", "advice": "conseil", "fixed": "corrigé"}
WORDS: Final = {
    "module": "aucun module",
    "lesson": "aucune leçon",
    "section": "aucune section",
    "objective": "aucun objectif",
    "question": "aucune question",
    "document": "aucun document",
    "claim": "aucune affirmation",
    "reference": "aucune référence",
    "folder": "un dossier",
    "pipe": "un tube",
    "device": "un périphérique",
}

_FIX = "écrivez : {text} (ou laissez faire « tutor check --fix »)"
_QUOTE = "mettez ce texte entre guillemets droits, ou écrivez-le après « >- » sur les lignes suivantes"

SENTENCES: Final[dict[str, tuple[str, ...]]] = {
    "E001": ("il n'y a rien ici", "vérifiez le nom du fichier ou du dossier"),
    "E002": ("ce fichier ne peut pas être lu : {reason}", "vérifiez ses droits d'accès"),
    "E003": ("ceci est {kind_of_file}, pas un fichier", "enlevez-le, ou mettez à sa place un fichier YAML"),
    "E004": ("ce fichier mène hors du dossier du cours", "remplacez le lien par une copie du fichier"),
    "E005": ("ce fichier dépasse {limit} Mo", "partagez-le en plusieurs fichiers"),
    "E006": ("ce n'est pas du texte", "enregistrez-le comme texte brut, en UTF-8"),
    "E007": ("ce fichier est vide", "écrivez-y au moins une question, ou supprimez-le"),
    "E008": (
        "ce dossier ne contient pas de course.yaml",
        "renommez « {close} » en course.yaml",
        "écrivez-y un course.yaml de deux lignes : « id: {id} » et « titre: … » ; un quiz seul s'ouvre par son fichier",
    ),
    "E009": ("ce cours a plus de {limit} fichiers ; les suivants n'ont pas été lus", "regroupez des questions"),
    "E010": ("octet qui n'est pas de l'UTF-8", "enregistrez le fichier en UTF-8, puis corrigez ce caractère"),
    "E011": ("caractère invisible interdit ({name})", "effacez-le ; il vient souvent d'un copier-coller"),
    "E012": ("caractère qui inverse le sens d'écriture ({name})", "effacez-le"),
    "E013": ("caractère perdu lors d'une conversion (�)", "retapez ce mot"),
    "E020": ("un nom de champ ne peut être ni une liste ni un bloc", "écrivez « champ: valeur »"),
    "E021": (
        "champ inconnu « {key} »",
        "« {below} » est un champ de question : mettez-le sous « questions: », en retrait, le premier de chaque question après un tiret",
        "vouliez-vous dire « {close} » ?",
        "champs possibles ici : {all}",
        "« tutor schema » montre tous les champs",
    ),
    "E022": ("champ « {key} » en double (déjà ligne {there}) ; YAML ne garderait que le dernier", "supprimez l'un des deux"),
    "E023": ("il manque le champ « {key} »", "ajoutez « {key}: … » ici"),
    "E024": ("« {key} » n'a pas de sens avec « {kind} »", "enlevez-le, ou changez le genre de la question"),
    "E025": ("la fusion « << » n'est pas acceptée", "recopiez les champs"),
    "E030": ("YAML illisible ici", "vérifiez le retrait et les guillemets de cette ligne et de la précédente"),
    "E031": (
        "ligne mal alignée",
        "alignez-la sur les autres champs de la même question, avec des espaces ; vérifiez aussi la ligne précédente",
    ),
    "E032": ("guillemets ouverts et jamais fermés", "fermez-les à la fin du texte, ou enlevez-les"),
    "E033": ("crochet ou accolade jamais fermés, ou virgule oubliée", "écrivez [un, deux] ; un texte avec « : » s'y met entre guillemets"),
    "E034": ("caractère que YAML n'accepte pas au début d'un texte", _QUOTE),
    "E035": ("il manque « : » après un nom de champ", "écrivez « champ: valeur »"),
    "E036": ("« : » au milieu d'un texte", _QUOTE),
    "E037": ("barre oblique inverse mal suivie", "écrivez \\\\ pour une barre, ou prenez des guillemets simples '…'"),
    "E038": ("l'ancre « &{name} » n'est pas acceptée", "écrivez le texte en entier ; entre guillemets si « & » en fait partie"),
    "E039": ("le renvoi « *{name} » n'est pas accepté", "écrivez le texte en entier ; entre guillemets si « * » en fait partie"),
    "E040": ("l'étiquette « {name} » n'est pas acceptée", "enlevez-la ; ou mettez le texte entre guillemets si « ! » en fait partie"),
    "E041": ("un second document commence ici ; la suite n'a pas été lue", "enlevez « --- » ou faites-en un autre fichier"),
    "E042": ("les directives YAML (%) ne sont pas acceptées", "enlevez cette ligne"),
    "E043": ("plus de {limit} niveaux imbriqués", "aucun cours n'en demande tant : vérifiez les crochets et le retrait"),
    "E044": ("plus de {limit} éléments", "partagez ce fichier en plusieurs"),
    "E045": ("texte de plus de {limit} caractères", "partagez-le en plusieurs sections ou questions"),
    "E046": ("plus de {limit} questions ; les suivantes n'ont pas été lues", "faites-en deux cours"),
    "E047": ("plus de {lines} lignes", "partagez ce fichier en plusieurs"),
    "E048": ("plus de {limit} problèmes ; les suivants ne sont pas montrés", "corrigez déjà ceux-ci"),
    "E050": ("« {key} » attend un texte", "écrivez un texte sur la même ligne ; entre guillemets s'il commence par [ ou {"),
    "E051": ("« {key} » attend une liste", "écrivez un tiret par élément : - …"),
    "E052": ("ici, il faut des champs « nom: valeur »", "écrivez-en un par ligne, en retrait"),
    "E053": ("« {key} » est vide", "complétez-le"),
    "E054": ("« {key} » attend un nombre, pas « {text} »", "écrivez par exemple 12 ou 0,5 ; l'unité va dans « unité »"),
    "E055": ("« {key} » attend oui ou non, pas « {text} »", "vouliez-vous dire « {close} » ?", "écrivez oui ou non"),
    "E056": (
        "niveau inconnu « {text} »",
        "vouliez-vous dire « {close} » ?",
        "niveaux : mémoriser, comprendre, appliquer, analyser, évaluer, créer",
    ),
    "E057": ("« {text} » ne peut pas être un identifiant", "prenez des lettres, chiffres, points, tirets, sans espace ; 64 au plus"),
    "E058": ("« {text} » n'est pas entre {low} et {high}", "choisissez une valeur entre {low} et {high}"),
    "E059": ("« {text} » n'est pas une date", "écrivez AAAA-MM-JJ, par exemple 2026-11-22"),
    "E060": ("« {text} » n'est pas un nom de fichier simple", "écrivez le nom seul, sans dossier"),
    "E061": ("« {text} » n'est pas une adresse de page", "elle commence par https:// ou http://"),
    "E062": ("« {text} » n'est pas une empreinte SHA-256", "elle a 64 chiffres ou lettres de a à f"),
    "E063": ("« {text} » n'est pas un code de langue", "écrivez fr, en…"),
    "E064": ("ceci n'est pas une question", "une question commence par un champ : question, vrai, faux, trous, recto ou cas"),
    "E065": (
        "je ne vois pas la réponse de cette question",
        "ajoutez un champ parmi : choix, réponse, associer, classer, ordonner, nombre ; ou trous",
    ),
    "E066": ("« {key} » et « {kind} » font deux questions en une", "gardez l'un des deux, ou faites-en deux questions"),
    "E067": ("question sans énoncé", "ajoutez « question: … » et la réponse"),
    "E068": ("« {key} » : il en faut au moins {least}, il y en a {count}", "ajoutez-en"),
    "E069": ("aucun choix n'est juste", "marquez-en un par « juste: »"),
    "E070": ("ce choix n'est marqué ni juste ni faux", "écrivez « - juste: … » ou « - faux: … »"),
    "E071": ("ce choix est à la fois juste et faux", "il manque sans doute un tiret au début de cette ligne"),
    "E072": ("« {text} » en double (déjà ligne {there})", "changez l'un des deux"),
    "E073": ("aucun trou", "écrivez la réponse entre accolades : Le {PD-1} est…"),
    "E074": ("trou mal écrit, vide, ou plus de {limit} trous", "écrivez {réponse}, {réponse|autre forme} ou {réponse::indice}"),
    "E075": ("« {text} » est à la fois parmi les bonnes réponses et parmi les mauvaises", "enlevez-le de l'une des deux"),
    "E076": ("« {text} » n'est pas dans cette question", "vouliez-vous dire « {close} » ?", "recopiez le texte exact d'un élément"),
    "E077": ("« {text} » est juste, ce n'est pas une erreur", "indiquez une place fausse"),
    "E078": ("« {key} » n'a pas de sens sur ce choix", "indispensable va avec juste, inacceptable avec faux"),
    "E080": ("identifiant « {id} » déjà utilisé : {other}", "donnez-en un autre à celui des deux qui n'a jamais été étudié"),
    "E081": (
        "{what} n'a l'identifiant « {id} »",
        "vouliez-vous dire « {close} » ?",
        "vérifiez l'identifiant, ou si ce qu'il nomme a une erreur",
    ),
    "E082": (
        "« {text} » n'est pas dans la section « {section} »",
        "ces mots sont dans la section « {elsewhere} »",
        "la section dit : {nearest}",
        "recopiez les mots exacts de la section",
    ),
    "E083": ("la fin ({end}) n'est pas après le début ({start})", "vérifiez les positions dans le document"),
    "E084": ("« {lesson} » et « {id} » sont chacune un prérequis de l'autre", "enlevez ce prérequis"),
    "E085": ("« {id} » ne peut pas être une variante d'elle-même", "nommez la question d'origine"),
    "E086": (
        "{place} et {other} ont le même identifiant, « {id} », et des questions différentes",
        "donnez à l'un des deux un « id: … » à lui",
    ),
    "A001": ("ce fichier n'est pas en UTF-8 ; il a été lu comme « Windows-1252 »", "enregistrez-le en UTF-8"),
    "A002": ("ce fichier est en UTF-16", "enregistrez-le en UTF-8"),
    "A003": ("ce qui suit « # » n'est pas lu (commentaire)", "si c'est du texte, mettez tout le texte entre guillemets"),
    "A010": (
        "question sans identifiant ; elle s'appelle « {id} » jusqu'à ce que son texte change",
        "écrivez « id: {id} » (ou laissez faire « tutor check --fix »)",
    ),
    "A011": ("tous les choix sont justes", "ajoutez un choix faux, ou vérifiez les marques"),
    "A012": ("la leçon « {id} » n'est dans aucun module", "ajoutez-la aux leçons d'un module, dans course.yaml"),
    "A013": ("l'ancien identifiant « {id} » est aussi celui d'une autre question", "enlevez-le de « était »"),
    "A014": ("des affirmations ou références sont nommées, mais il n'y a pas de sources.yaml", "écrivez ce fichier, ou enlevez ces champs"),
    "A015": ("« {key} » est vide", "complétez-le ou enlevez-le"),
    "A016": (
        "« {old} » a disparu, et cette question lui ressemble",
        "si c'est la même, ajoutez-lui « était: [{old}] » : les étudiants gardent leurs révisions",
    ),
    "A017": (
        "rien ne lit ce fichier",
        "nommez-le {right}",
        "mettez-le directement dans {folder}/, pas dans un dossier à l'intérieur",
        "les quiz vont dans quiz/, les leçons dans lessons/ ; à la racine : course.yaml, glossary.yaml et sources.yaml",
    ),
    "R001": ("« : » au milieu d'un texte ; lu tel quel", _FIX),
    "R002": ("premier caractère que YAML prendrait pour un signe ; lu tel quel", _FIX),
    "R003": ("guillemets qui n'entourent pas tout le texte ; lu tel quel", _FIX),
    "R004": ("« # » dans un texte, que YAML prendrait pour un commentaire ; lu tel quel", _FIX),
    "R005": (
        "retrait qui n'est pas fait d'espaces, ou décalé ; la ligne est lue alignée",
        "alignez-la avec des espaces (ou « tutor check --fix »)",
    ),
    "R006": ("espace manquante ou inhabituelle après « : » ou « - »", _FIX),
    "R007": ("saut de ligne invisible ({name}) ; lu comme une espace", "remplacez-le par une espace (ou « tutor check --fix »)"),
    "R008": (
        "texte que YAML lirait mal entre crochets ou accolades ; lu tel quel",
        "écrivez : {text} (ou laissez faire « tutor check --fix »)",
    ),
    "R009": ("suite d'un texte qui a perdu son retrait ; lue avec ce texte", "mettez-la en retrait (ou « tutor check --fix »)"),
    "R010": ("tiret long ou puce au lieu d'un tiret simple", _FIX),
}

_BEFORE = re.compile(" (?=[:»%])")
_THIN = re.compile(" (?=[;!?])")


def typeset(text: str) -> str:
    """No-break spaces where French puts them: full before `: » %` and after `«`, narrow before `; ! ?`; ’ for apostrophes."""
    text = _THIN.sub("\u202f", _BEFORE.sub("\u00a0", text)).replace("« ", "«\u00a0")
    return re.sub(r"(?<=\w)'(?=\w)", "’", text)
