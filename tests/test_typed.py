"""Typed answers: what counts as the same, what as a slip, and what is another thing. Pairs are (typed, accepted)."""

import unicodedata
from itertools import permutations
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.course import Refused
from tutor.letters import typeset
from tutor.spelling import distance
from tutor.typed import Listed, Matches, Misspelt, NearMiss, Reading, Unlike, judge_text

SAME = (
    ("immunotherapie", "immunothérapie"),
    ("IMMUNOTHÉRAPIE", "immunothérapie"),
    ("  immunothérapie ", "immunothérapie"),
    ("l'immunologie", "immunologie"),
    ("L’immunologie", "immunologie"),
    ("la chimiothérapie", "chimiothérapie"),
    ("immunologie", "l'immunologie"),
    ("the immune system", "immune system"),
    ("an antibody", "antibody"),
    ("une cytokine", "cytokine"),
    ("les lymphocytes T", "lymphocyte T"),
    ("biomarqueurs", "biomarqueur"),
    ("noeud", "nœud"),
    ("OEDEME", "œdème"),
    ("cœur", "coeur"),
    ("caecum", "cæcum"),
    ("PD1", "PD-1"),
    ("pd 1", "PD-1"),
    ("PD‑1", "PD-1"),
    ("PD–1", "PD-1"),
    ("PDL1", "PD-L1"),
    ("CTLA4", "CTLA-4"),
    ("ctla-4", "CTLA-4"),
    ("IL2", "IL-2"),
    ("cd8+", "CD8+"),
    ("CD8⁺", "CD8+"),
    ("A −", "A-"),
    ("TNF-alpha", "TNF-α"),
    ("tnf α", "TNF-α"),
    ("TNFα", "TNF-alpha"),
    ("interféron gamma", "interféron γ"),
    ("bêta", "β"),
    ("TGF-bêta", "TGF-β"),
    ("CAR T", "CAR-T"),
    ("Car-t", "CAR-T"),
    ("sous ensemble", "sous-ensemble"),
    ("micro-environnement", "microenvironnement"),
    ("micro environnement", "microenvironnement"),
    ("neo-adjuvant", "néoadjuvant"),
    ("« point de contrôle »", "point de contrôle"),
    ("point de contrôle.", "point de contrôle"),
    ("points de contrôle", "point de contrôle"),
    ("inhibiteur des points de contrôle", "inhibiteurs de points de contrôle"),
    ("récepteur d’antigène chimérique", "récepteur d'antigène chimérique"),
    ("tumoraux", "tumoral"),
    ("therapies", "therapy"),
    ("globules  blancs", "globule blanc"),
    ("phase ii", "phase II"),
    ("0.5 mg", "0,5 mg"),
    ("5 000", "5000"),
    ("1 000 000", "1000000"),
    ("10^6", "10⁶"),
    ("igm", "IgM"),
    ("hla dr", "HLA-DR"),
    ("ﬁbrose", "fibrose"),
)
SLIPS = (
    ("imunothérapie", "immunothérapie"),
    ("immunothérapi", "immunothérapie"),
    ("immunotéhrapie", "immunothérapie"),
    ("imunotherapi", "immunothérapie"),
    ("immunohtérapie", "immunothérapie"),
    ("lymphocite", "lymphocyte"),
    ("limphocyte", "lymphocyte"),
    ("lymfocyte", "lymphocyte"),
    ("macrofage", "macrophage"),
    ("métastaze", "métastase"),
    ("metastasse", "métastase"),
    ("anticors", "anticorps"),
    ("antigenne", "antigène"),
    ("chimiotérapie", "chimiothérapie"),
    ("chimiothérapiie", "chimiothérapie"),
    ("radiotherpie", "radiothérapie"),
    ("biomarqeur", "biomarqueur"),
    ("biomarkeur", "biomarqueur"),
    ("néoadjuvent", "néoadjuvant"),
    ("cytotoxyque", "cytotoxique"),
    ("inocuité", "innocuité"),
    ("résistence", "résistance"),
    ("tolérence", "tolérance"),
    ("surveillence immunitaire", "surveillance immunitaire"),
    ("microenvironement", "microenvironnement"),
    ("micro environement", "microenvironnement"),
    ("émoglobine", "hémoglobine"),
    ("inibiteur de point de contrôle", "inhibiteur de point de contrôle"),
    ("récepteur antigénique chymérique", "récepteur antigénique chimérique"),
    ("anticorps monoclonnal", "anticorps monoclonal"),
    ("sinergie", "synergie"),
    ("leucemie", "leucémmie"),
    ("antibidy", "antibody"),
    ("checkpont", "checkpoint"),
    ("oncolgie", "oncologie"),
    ("vacsin", "vaccin"),
    ("sécrésion", "sécrétion"),
)
WRONG = (
    ("PD-L1", "PD-1"),
    ("PD-1", "PD-L1"),
    ("PDL1", "PD-1"),
    ("PD-2", "PD-1"),
    ("CTLA-4", "PD-1"),
    ("IgG", "IgM"),
    ("IgE", "IgA"),
    ("CD4", "CD8"),
    ("CD8-", "CD8+"),
    ("CD8", "CD8+"),
    ("HER2-", "HER2+"),
    ("A", "A-"),
    ("A-", "A"),
    ("A+", "A-"),
    ("B", "T"),
    ("lymphocyte B", "lymphocyte T"),
    ("IL-12", "IL-2"),
    ("IL-1 2", "IL-12"),
    ("IL-1β", "IL-1α"),
    ("interféron bêta", "interféron gamma"),
    ("TCR-T", "CAR-T"),
    ("TCR", "CAR"),
    ("phase III", "phase II"),
    ("type 1", "type 2"),
    ("hypertension", "hypotension"),
    ("hyperthyroïdie", "hypothyroïdie"),
    ("intramusculaire", "intermusculaire"),
    ("intercellulaire", "intracellulaire"),
    ("extracellulaire", "intracellulaire"),
    ("préopératoire", "peropératoire"),
    ("périopératoire", "peropératoire"),
    ("polyclonal", "monoclonal"),
    ("allogreffe", "autogreffe"),
    ("macrocytaire", "microcytaire"),
    ("endogène", "exogène"),
    ("hépatome", "hématome"),
    ("bispécifique", "spécifique"),
    ("adduction", "abduction"),
    ("efférent", "afférent"),
    ("néoadjuvant", "adjuvant"),
    ("adjuvant", "néoadjuvant"),
    ("asymptomatique", "symptomatique"),
    ("atypique", "typique"),
    ("inactivation", "activation"),
    ("anormal", "normal"),
    ("indépendant", "dépendant"),
    ("immunologie", "immunothérapie"),
    ("immunothérapie", "immunologie"),
    ("immunologue", "immunologie"),
    ("récidive", "métastase"),
    ("métaphase", "métastase"),
    ("métatarse", "métacarpe"),
    ("amylose", "amylase"),
    ("lactose", "lactase"),
    ("nitrate", "nitrite"),
    ("glutamate", "glutamine"),
    ("cystéine", "cystine"),
    ("ostéoclaste", "ostéoblaste"),
    ("phagocytose", "phagocyte"),
    ("leucocytose", "leucocyte"),
    ("gastrostomie", "gastrotomie"),
    ("pathogénie", "pathogène"),
    ("dysphasie", "dysphagie"),
    ("uretère", "urètre"),
    ("iléon", "ilion"),
    ("mycose", "myose"),
    ("mortalité", "moralité"),
    ("palpation", "palpitation"),
    ("prednisolone", "prednisone"),
    ("pénicillamine", "pénicilline"),
    ("injection", "infection"),
    ("invasion", "évasion"),
    ("affection", "infection"),
    ("humoral", "tumoral"),
    ("tumeur", "humeur"),
    ("intérieur", "antérieur"),
    ("inférieur", "intérieur"),
    ("excrétion", "sécrétion"),
    ("exclusion", "inclusion"),
    ("adsorption", "absorption"),
    ("stimulation", "simulation"),
    ("sébum", "sérum"),
    ("lipase", "ligase"),
    ("radium", "radius"),
    ("nymphe", "lymphe"),
    ("branche", "bronche"),
    ("no response", "response"),
    ("sans réponse", "réponse"),
    ("ensemble", "sous-ensemble"),
    ("cellules CAR-T", "CAR-T"),
    ("foie", "fois"),
    ("rein", "sein"),
    ("positif", "A positif"),
    ("négatif", "positif"),
    ("C", "C++"),
    ("4", "-4"),
    ("106", "10⁶"),
    ("0,5", "5"),
    ("> 5", "< 5"),
    ("4 5", "45"),
    ("1e-5", "1e5"),
    ("LES", "LED"),
    ("", "PD-1"),
    ("   ", "PD-1"),
    ("?", "PD-1"),
    ("-", "A-"),
)
Form = Literal["NFC", "NFD"]
FORMS: tuple[Form, ...] = ("NFC", "NFD")
LOOK_ALIKES = Path(__file__).parent / "data" / "look-alikes.txt"


def is_right(reading: Reading) -> bool:
    return isinstance(reading, Matches | Misspelt)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("typed", "accepted"), SAME)
def test_typography_case_accents_articles_and_number_are_forgiven_silently(form: Form, typed: str, accepted: str) -> None:
    assert judge_text(unicodedata.normalize(form, typed), [accepted]) == Matches(accepted)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("typed", "accepted"), SLIPS)
def test_a_slip_counts_right_and_is_told(form: Form, typed: str, accepted: str) -> None:
    assert judge_text(unicodedata.normalize(form, typed), [accepted]) == Misspelt(accepted)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("typed", "accepted"), WRONG)
def test_another_thing_is_never_taken_for_the_answer(form: Form, typed: str, accepted: str) -> None:
    assert not is_right(judge_text(unicodedata.normalize(form, typed), [accepted]))


def test_no_word_is_taken_for_one_that_looks_like_it() -> None:
    families = [line.split() for line in LOOK_ALIKES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    pairs = [pair for family in families for pair in permutations(family, 2)]
    assert len(pairs) > 1000
    assert [(typed, accepted) for typed, accepted in pairs if is_right(judge_text(typed, [accepted]))] == []


@pytest.mark.parametrize(
    ("typed", "accepted"),
    [
        ("PD-L1", "PD-1"),
        ("PDL1", "PD-1"),
        ("IgG", "IgM"),
        ("lymphocyte B", "lymphocyte T"),
        ("hypotension", "hypertension"),
        ("adjuvant", "néoadjuvant"),
        ("amylose", "amylase"),
        ("A-", "A"),
    ],
)
def test_a_near_miss_is_called_another_thing(typed: str, accepted: str) -> None:
    assert judge_text(typed, [accepted]) == NearMiss(accepted)


def test_a_code_written_in_capitals_is_never_misspelt() -> None:
    assert judge_text("icanz", ["ICANS"]) == NearMiss("ICANS")
    assert judge_text("icans", ["ICANS"]) == Matches("ICANS")
    assert judge_text("neurotoxicté", ["NEUROTOXICITÉ"]) == Misspelt("NEUROTOXICITÉ")


def test_the_longer_form_counts_once_it_is_listed() -> None:
    accepted = ["CAR-T", "cellules CAR-T"]
    assert judge_text("cellule car t", accepted) == Matches("cellules CAR-T")
    assert judge_text("CAR T", accepted) == Matches("CAR-T")


def test_a_slip_shows_the_spelling_of_the_form_it_was_meant_for() -> None:
    assert judge_text("chekpoints", ["points de contrôle", "checkpoints"]) == Misspelt("checkpoints")


def test_a_foreseen_wrong_answer_brings_its_reason_even_misspelt() -> None:
    refused = [Refused("immunothérapie", "C'est le traitement."), Refused("TCR", "Récepteur naturel.")]
    assert judge_text("Immunotherapie", ["immunologie"], refused) == Listed(refused[0])
    assert judge_text("imunothérapie", ["immunologie"], refused) == Listed(refused[0])
    assert judge_text("tcr", ["CAR-T"], refused) == Listed(refused[1])


def test_a_foreseen_wrong_answer_is_no_slip_of_the_right_one() -> None:
    refused = [Refused("immunogénétique", "…")]
    assert judge_text("immunogénétique", ["immunogénique"], refused) == Listed(refused[0])
    assert judge_text("antigenne", ["antigène"], [Refused("antigenne", "…")]) == Listed(Refused("antigenne", "…"))


def test_an_accepted_answer_stands_although_a_refused_one_reads_the_same() -> None:
    assert judge_text("defense", ["défense"], [Refused("defense", "…")]) == Matches("défense")


def test_another_term_of_the_course_is_no_slip() -> None:
    assert judge_text("marquer", ["marqueur"]) == Misspelt("marqueur")
    assert judge_text("marquer", ["marqueur"], terms=["marquer"]) == NearMiss("marqueur")
    assert judge_text("marqueur", ["marqueur"], terms=["marquer", "marqueurs"]) == Matches("marqueur")
    assert judge_text("marqeur", ["marqueur"], terms=["marqueurs"]) == Misspelt("marqueur")


def test_a_term_that_looks_like_the_answer_is_named_as_another_thing() -> None:
    assert judge_text("bilan", ["bulle"], terms=["bilan"]) == Unlike()
    assert judge_text("clonique", ["chronique"]) == Unlike()
    assert judge_text("clonique", ["chronique"], terms=["clonique"]) == NearMiss("chronique")


def test_exact_counts_case_accents_and_letters_but_not_typography() -> None:
    assert judge_text("BRCA1", ["BRCA1"], exact=True) == Matches("BRCA1")
    assert judge_text("Brca1", ["BRCA1"], exact=True) == NearMiss("BRCA1")
    assert judge_text("antigene", ["antigène"], exact=True) == NearMiss("antigène")
    assert judge_text(unicodedata.normalize("NFD", " l’antigène  T "), ["l'antigène T"], exact=True) == Matches("l'antigène T")
    assert judge_text("antigenne", ["antigène"], exact=True) == Unlike()
    assert judge_text("brca1", ["BRCA1"], [Refused("Brca1", "Le gène de la souris.")], exact=True) == Listed(
        Refused("Brca1", "Le gène de la souris.")
    )


def test_without_slack_a_slip_is_wrong_but_accents_are_still_forgiven() -> None:
    assert judge_text("lymphocite", ["lymphocyte"], slips=False) == Unlike()
    assert judge_text("RECEPTEUR", ["récepteur"], slips=False) == Matches("récepteur")


def test_nothing_typed_is_never_right() -> None:
    assert judge_text("\u200b ", ["", "immunologie"], exact=True) == Unlike()
    assert judge_text(" ", [" "]) == Unlike()
    assert judge_text("immunologie", []) == Unlike()


WORDS = st.sampled_from(sorted({text for pair in SAME + SLIPS + WRONG for text in pair if text.strip(" ?-")}))
TEXTS = st.text(alphabet="abcdeéèêfghiïjklmnoôœpqrstuùvwxyzABCDÉŒαβγ0123456789 -'’+.,", min_size=1, max_size=30).filter(str.strip)
CODES = st.from_regex(r"(PD|IL|CD|CTLA|Ig|HLA)-?(L?[0-9]{1,2}|[GMAE])[+-]?", fullmatch=True)


def plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


@given(WORDS | TEXTS, WORDS | TEXTS)
def test_case_accents_and_outer_spaces_never_change_the_verdict(typed: str, accepted: str) -> None:
    reading = judge_text(typed, [accepted])
    assert judge_text(typed.upper(), [accepted]) == reading
    assert judge_text(typed.lower(), [accepted]) == reading
    assert judge_text(plain(typed), [accepted]) == reading
    assert judge_text(unicodedata.normalize("NFD", typed), [accepted]) == reading
    assert judge_text(f"\u00a0 {typed}\t", [accepted]) == reading


@given(WORDS | TEXTS | st.text(min_size=1, max_size=12).filter(typeset), st.booleans())
def test_every_text_is_its_own_answer(text: str, exact: bool) -> None:
    assert is_right(judge_text(text, [text], exact=exact))


@given(CODES, CODES)
def test_two_codes_are_refused_both_ways_or_equal_both_ways(one: str, other: str) -> None:
    there, back = judge_text(one, [other]), judge_text(other, [one])
    assert is_right(there) == is_right(back)
    assert is_right(there) == (one.lower().replace("-", "") + one[-1] == other.lower().replace("-", "") + other[-1])


@given(st.sampled_from([accepted for _, accepted in SLIPS]), st.data())
def test_a_neighbouring_swap_inside_a_long_word_is_a_slip_at_worst(accepted: str, data: st.DataObject) -> None:
    word = plain(accepted)
    i = data.draw(st.integers(1, max(1, len(word) - 2)))
    typed = word[:i] + word[i + 1 : i + 2] + word[i] + word[i + 2 :]
    if len(word) > 8 and " " not in word:
        assert is_right(judge_text(typed, [accepted]))


def osa(one: str, other: str) -> int:
    """The textbook table."""
    d = {(i, j): max(i, j) for i in range(len(one) + 1) for j in range(len(other) + 1) if not i or not j}
    for i, a in enumerate(one, 1):
        for j, b in enumerate(other, 1):
            d[i, j] = min(d[i - 1, j] + 1, d[i, j - 1] + 1, d[i - 1, j - 1] + (a != b))
            if i > 1 and j > 1 and (a, one[i - 2]) == (other[j - 2], b):
                d[i, j] = min(d[i, j], d[i - 2, j - 2] + 1)
    return d[len(one), len(other)]


@given(st.text("ab", max_size=8), st.text("ab", max_size=8), st.integers(0, 3))
def test_the_distance_is_that_of_the_textbook(one: str, other: str, most: int) -> None:
    assert distance(one, other, most) == min(osa(one, other), most + 1)


def test_a_pasted_page_is_judged_at_once() -> None:
    page = "la réponse est abcdefgh " * 800
    assert judge_text(page, [page + "x"], terms=[page + "y"]) == NearMiss(page + "x")
    assert judge_text("é" * 20_000, ["immunologie"]) == Unlike()
