"""Conseils sur la qualité des questions, en français. Typed with plain spaces, like `problems_fr`."""

from typing import Final

WORDS: Final = {
    "longest": "choisir la réponse la plus longue",
    "hedge": "choisir la réponse nuancée (« peut », « souvent »)",
    "absolute": "écarter « toujours », « jamais », « tous »",
    "first": "choisir la première",
    "second": "choisir la deuxième",
    "third": "choisir la troisième",
    "last": "choisir la dernière",
    "true": "toujours répondre « vrai »",
    "false": "toujours répondre « faux »",
}

SENTENCES: Final[dict[str, tuple[str, ...]]] = {
    "Q001": (
        "le choix juste est bien plus long que les autres ({count} caractères contre {other})",
        "raccourcissez-le, ou précisez un choix faux",
    ),
    "Q002": (
        "le choix juste est le plus long dans {count} questions sur {all} ({percent} %, hasard : {chance} %)",
        "allongez des choix faux, raccourcissez des choix justes",
    ),
    "Q003": ("un terme absolu (« {word} ») ne se trouve que dans un choix faux", "enlevez-le, ou mettez-en un dans le choix juste aussi"),
    "Q004": ("seul le choix juste est nuancé (« {word} »)", "nuancez un choix faux, ou affirmez le juste"),
    "Q005": (
        "question négative (« {word} ») que rien ne souligne",
        "demandez plutôt ce qui est vrai, ou écrivez « **{word}** »",
    ),
    "Q006": ("un choix qui parle des autres choix", "remplacez-le par une erreur que l'on fait vraiment, ou enlevez-le"),
    "Q007": ("ce choix dit la même chose que « {other} »", "remplacez l'un des deux par une autre erreur"),
    "Q008": ("« {word} », mot de l'énoncé, ne revient que dans le choix juste", "dites-le autrement, ou mettez ce mot dans un choix faux"),
    "Q009": (
        "l'énoncé ne demande rien par lui-même",
        "posez une question à laquelle on peut répondre sans lire les choix ; ou faites-en des vrai ou faux",
    ),
    "Q010": ("choix faux sans raison ({count})", "ajoutez « pourquoi: … » : ce qui attire dans cette erreur, et ce qui la réfute"),
    "Q011": ("la question « {other} » donne la réponse de celle-ci (« {key} »)", "changez l'une des deux"),
    "Q012": ("la réponse (« {key} ») se lit ici", "prenez un détour : à quoi elle sert, d'où vient son nom"),
    "Q013": ("{percent} % des {all} affirmations sont vraies", "visez la moitié"),
    "Q014": (
        "le choix juste est à la place {position} dans {count} questions sur {all}",
        "changez-le de place, ou laissez le programme mélanger",
    ),
    "Q015": ("aucune source ({count})", "ajoutez « source: {section: …, citation: …} » ou « références: […] »"),
    "Q016": ("énoncé long : {count} caractères ({most} au plus)", "gardez ce qui sert à répondre ; une situation peut devenir un « cas »"),
    "Q017": ("choix long : {count} caractères ({most} au plus)", "mettez dans l'énoncé ce qui se répète ; l'explication dira le reste"),
    "Q018": ("retour long : {count} caractères ({most} au plus)", "une idée suffit : ce qui réfute, ou ce qui prouve"),
    "Q020": ("une seule réponse est acceptée, qui en contient plusieurs", "si l'étudiant peut donner l'une ou l'autre : [{list}]"),
    "Q019": (
        "l'étudiant rusé, qui ne sait rien, aurait {score} % aux {count} questions à choix (hasard : {chance} %)",
        "ce qui paie le plus : {trick} ({best} %)",
    ),
}

WHY: Final[dict[str, str]] = {
    "Q001": "Qui ne sait rien choisit la réponse la plus longue : l'auteur précise ce qui est juste, et bâcle le reste.",
    "Q002": "Qui ne sait rien choisit la réponse la plus longue. Une ou deux fois est un hasard ; une habitude se voit.",
    "Q003": "« Toujours », « jamais », « tous » sont presque toujours faux, et tout le monde le sait.",
    "Q004": "« Peut », « souvent », « en général » sont presque toujours vrais, et tout le monde le sait.",
    "Q005": "On lit vite : un « pas » passe inaperçu, et l'erreur ne dit rien de ce que l'on sait.",
    "Q006": "Reconnaître deux choix justes suffit pour « toutes » ; « aucune » ne montre pas si l'on connaît la réponse.",
    "Q007": "Deux choix qui disent la même chose ne peuvent pas être justes : on les écarte tous deux sans rien savoir.",
    "Q008": "Un mot rare répété désigne la réponse. Les mots du sujet, présents partout, ne comptent pas.",
    "Q009": "Un bon énoncé a une réponse avant ses choix. Sinon, ce sont plusieurs vrai ou faux sous un seul titre.",
    "Q010": "C'est au moment de l'erreur que l'on apprend : une raison par choix faux vaut mieux qu'une explication pour tous.",
    "Q011": "Une phrase d'une autre question contient la réponse et la moitié des mots de l'énoncé.",
    "Q012": "Un indice rapproche de la réponse sans la contenir ; sinon ce n'est plus une question.",
    "Q013": "Qui répond toujours pareil ne doit pas gagner.",
    "Q014": "Les choix sont mélangés à chaque fois, sauf avec « mélanger: non » : là, leur ordre compte.",
    "Q015": "Avec une source, l'étudiant voit la phrase de la leçon qui prouve la réponse, et vous savez quoi relire.",
    "Q016": "Ce qu'il faut lire avant de répondre n'est pas ce que l'on veut mesurer.",
    "Q017": "Des choix courts se comparent d'un coup d'œil.",
    "Q018": "Un retour long n'est pas lu.",
    "Q020": "Sans crochets, c'est un seul texte : il faudrait le taper tout entier, virgules comprises.",
    "Q019": "Sans rien savoir : écarter les termes absolus, garder les réponses nuancées, prendre la plus longue.",
}
