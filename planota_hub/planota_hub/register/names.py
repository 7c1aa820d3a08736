# SPDX-License-Identifier: GPL-3.0-only
"""How alike two names of organisations are: rare words tell much, words that every second name has tell little.

The weights follow Fellegi and Sunter, "A Theory for Record Linkage" (1969): two names that share a word speak for
one organisation as strongly as the word is rare; a word that only one of them has speaks against it, common or not.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from math import log

from rapidfuzz.distance import OSA

from planota_hub.rules.names import fold_name

KEY_LENGTH = 140

# words that say what kind of body it is, not which one
LEGAL_FORM_WORDS = frozenset(
	"drustvo drustva zdruzenje zdruzenja zavod zavoda ustanova ustanove fundacija zveza zveze klub so p sop z n znp o "
	"zasebni organizacija institut association foundation institute federation society club "
	"doo dd sp ev".split()
)
LONG_FORM_WORDS = ("drustvo", "zdruzenje", "ustanova", "fundacija", "association", "foundation")
# what stands between the words, and what every name might have or lack
FILLERS = frozenset(
	"v na za in pri ob iz od do s z k o po a i of the for and slovenije slovenija slovenski slovenska slovensko "
	"republike ter".split()
)
# Freiburg is not Old Freiburg: who lacks one of these is another
QUALIFIERS = frozenset(
	"gornja gornji gornje gorenja gorenji gorenje dolnja dolnji dolnje dolenja dolenji dolenje zgornja zgornji "
	"zgornje spodnja spodnji spodnje mala mali malo velika veliki veliko stara stari staro nova novi novo sveta sveti "
	"severna juzna vzhodna zahodna prvi drugi tretji prva druga ena dva tri ii iii iv".split()
)
# the usual abbreviations of Slovene organisations
ABBREVIATIONS = {
	"amd": "avto moto",
	"min": "ministrstvo",
	"cd": "cebelarsko",
	"di": "invalidov",
	"dpm": "prijateljev mladine",
	"dpz": "podezelskih zena",
	"du": "upokojencev",
	"gd": "prostovoljno gasilsko",
	"gz": "gasilska",
	"kd": "kulturno",
	"kk": "kosarkarski",
	"korks": "krajevna rdecega kriza",
	"kork": "krajevna rdecega kriza",
	"kud": "kulturno umetnisko",
	"ktd": "kulturno turisticno",
	"ld": "lovska druzina",
	"md": "mladinsko",
	"mdi": "medobcinsko invalidov",
	"nk": "nogometni",
	"ok": "odbojkarski",
	"ozrk": "obmocno rdecega kriza",
	"ozrks": "obmocno rdecega kriza",
	"pd": "planinsko",
	"pgd": "prostovoljno gasilsko",
	"ptd": "planinsko turisticno",
	"rd": "ribiska druzina",
	"rk": "rdecega kriza",
	"rks": "rdecega kriza",
	"sd": "sportno",
	"skd": "sportno kulturno",
	"srd": "sportno rekreativno",
	"std": "sportno turisticno",
	"td": "turisticno",
	"tk": "teniski",
	"zb": "borcev",
	"zzb": "borcev",
}
# what so many names have that it tells little even in a small register
COMMON_WORDS = frozenset(
	"""
	prostovoljno gasilsko gasilska upokojencev kulturno umetnisko turisticno planinsko sportno sportni rekreativno
	lovska ribiska druzina cebelarsko prijateljev mladine mladinsko mladinski podezelskih zena kmeckih invalidov
	medobcinsko rdecega kriza obmocno krajevna karitas skavtov tabornikov nogometni kosarkarski odbojkarski rokometni
	teniski smucarski strelsko kolesarski konjeniski plesno plesni sahovski judo karate pevski zbor pevsko mesani moski
	zenski otroski folklorna skupina gledalisko godba pihalni orkester borcev vrednote veteranov vojne vinogradnikov
	vinogradnisko sadjarsko ekolosko kmetijsko avto moto kinolosko radioklub humanitarno dobrodelno studentski studentsko
	etnolosko zgodovinsko likovno filmsko glasbeno razvoj podezelja pomoc varstvo okolja narave zdravje izobrazevanje
	center dom univerza tretje obdobje zivljenjsko solidarnost voluntary fire brigade local obcina ministrstvo javni osnovna sola vrtec srednja krajevna skupnost
	zdravstveni socialno delo razvojna agencija regionalna zbornica knjiznica muzej urad municipality ministry school
	""".split()
)
# as often as such a word stands in a thousand names of a register that knows nothing yet
COMMON_PER_THOUSAND = 40
PRIOR_NAMES = 1000

# what a word counts against two names being one when only one of them has it: against another word, or as an addition
AGAINST_OTHER = 0.65
AGAINST_ADDITION = 0.22
FILLER_SHARE, FILLER_WEIGHT = 0.1, 0.02
# what a word tells that is the other's but for a slip, beside the same word
MISTYPED_SHARE = 0.9
# a word of so many letters may have one letter wrong, and one of so many two
ONE_ERROR, TWO_ERRORS = 5, 9


@dataclass(frozen=True)
class Vocabulary:
	"""How often each word stands in the names of a register.

	Attributes:
	        counts: word -> number of names with it.
	        names: number of names in the register.
	"""

	counts: dict[str, int] = field(default_factory=dict)
	names: int = 0

	@cached_property
	def information(self) -> float:
		"""What a word tells that no name has."""
		return log(PRIOR_NAMES + self.names)

	def count(self, word: str) -> int:
		common = (
			COMMON_PER_THOUSAND * (PRIOR_NAMES + self.names) // PRIOR_NAMES if word in COMMON_WORDS else 0
		)
		return max(self.counts.get(word, 0), common)

	@cached_property
	def weights(self) -> dict[str, float]:
		return {}

	def weigh(self, word: str) -> float:
		"""Return how much a word tells, from 0 (every name has it) to 1 (no other name has it)."""
		if word not in self.weights:
			rarity = 1 - log(1 + self.count(word)) / self.information
			self.weights[word] = FILLER_WEIGHT if word in FILLERS else rarity**2
		return self.weights[word]

	def is_established(self, word: str) -> bool:
		"""Tell whether several names have a word, so that it is hardly a mistyped other one."""
		return self.count(word) > 1


def make_vocabulary(keys: Iterable[str]) -> Vocabulary:
	"""Count the words of name keys; words of one name alone are as good as unknown and left out."""
	counts: Counter[str] = Counter()
	names = 0
	for key in keys:
		names += 1
		counts.update(set(key.split()))
	return Vocabulary({word: count for word, count in counts.items() if count > 1}, names)


def get_name_key(name: str | None) -> str:
	"""Reduce a name to the words that tell one organisation from another; empty only for a name without letters."""
	words = join_initials(fold_name(name).split())
	words = " ".join(ABBREVIATIONS.get(word, word) for word in words).split()
	return " ".join([word for word in words if not is_legal_form(word)] or words)[:KEY_LENGTH].strip()


def is_legal_form(word: str) -> bool:
	"""Tell whether a word says what kind of body it is, also with a slip of the keyboard in a long one."""
	if word in LEGAL_FORM_WORDS:
		return True
	return len(word) > 5 and any(OSA.distance(word, form, score_cutoff=1) == 1 for form in LONG_FORM_WORDS)


def join_initials(words: list[str]) -> list[str]:
	"""Make one word of letters that stand alone: `p g d` of "P. G. D." is `pgd`; a lone one stays."""
	joined: list[str] = []
	initials = ""
	for word in [*words, ""]:
		if len(word) == 1 and word.isascii() and word.isalpha():
			initials += word
			continue
		joined += [initials, word] if initials else [word]
		initials = ""
	return [word for word in joined if word]


def compare_keys(first: str, second: str, vocabulary: Vocabulary, expected: Collection[str] = ()) -> float:
	"""Return how likely two name keys are of one organisation, in percent.

	Args:
	        expected: words that the one name may have and the other lack, such as the place where both are.
	"""
	if first == second or first.replace(" ", "") == second.replace(" ", ""):
		return 100.0
	agreed, first_rest, second_rest = match_words(first.split(), second.split(), vocabulary)
	mistyped = match_mistyped(first_rest, second_rest, vocabulary)
	agreed += MISTYPED_SHARE * mistyped
	if not agreed:
		return 0.0
	against = count_against(first_rest, second_rest, expected) + (1 - MISTYPED_SHARE) * mistyped
	return 100 * agreed / (agreed + against)


def match_words(
	first: list[str], second: list[str], vocabulary: Vocabulary
) -> tuple[float, list[str], list[str]]:
	"""Return what the words in common tell, and what is left of each name."""
	agreed, first_rest, second_rest = 0.0, [], list(second)
	for word in first:
		if word in second_rest:
			second_rest.remove(word)
			agreed += vocabulary.weigh(word)
		else:
			first_rest.append(word)
	return agreed, first_rest, second_rest


def match_mistyped(first_rest: list[str], second_rest: list[str], vocabulary: Vocabulary) -> float:
	"""Take the words that differ by a slip alone from what is left of two names, and return what they would tell."""
	told = 0.0
	for word in list(first_rest):
		twin = next((other for other in second_rest if is_mistyped(word, other, vocabulary)), None)
		if twin:
			told += min(vocabulary.weigh(word), vocabulary.weigh(twin))
			first_rest.remove(word)
			second_rest.remove(twin)
	return told


def is_mistyped(word: str, other: str, vocabulary: Vocabulary) -> bool:
	"""Tell whether two words may be one with a slip of the keyboard, or in another form."""
	length = min(len(word), len(other))
	allowed = 0 if length < ONE_ERROR else 1 if length < TWO_ERRORS else 2
	if not allowed or word.isdigit() or OSA.distance(word, other, score_cutoff=allowed) > allowed:
		return False
	common = word in COMMON_WORDS or other in COMMON_WORDS
	return common or not (vocabulary.is_established(word) and vocabulary.is_established(other))


def count_against(first: list[str], second: list[str], expected: Collection[str]) -> float:
	"""Return what the words that only one name has say against one organisation."""
	less, more = sorted((first, second), key=lambda words: sum(map(weigh_against, words)))
	if sum(map(weigh_against, less)) < 1:
		additions = [word for word in [*less, *more] if word not in expected]
		qualified = sum(word in QUALIFIERS or word.isdigit() for word in additions)
		return AGAINST_ADDITION * sum(map(weigh_against, additions)) + AGAINST_OTHER * qualified
	both, one = (sum(map(weigh_against, words)) for words in (less, more))
	return AGAINST_OTHER * 2 * both + AGAINST_ADDITION * (one - both)


def weigh_against(word: str) -> float:
	return FILLER_SHARE if word in FILLERS else 1.0
