"""Every checkable statement: where it begins and ends, of which kind it is, and how sure."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from workbench.annotate.claims import votes
from workbench.annotate.claims.facts import Facts
from workbench.annotate.language import cues
from workbench.model import Annotation, Claim

Note = Callable[..., tuple[str, Annotation]]


def claim_in(note: Note, sentence: str, words: str) -> Claim:
    """The claim of a sentence that has exactly these words."""
    text, annotation = note(sentence)
    found = {text[claim.start : claim.end].strip("\u201c\u201d,"): claim for claim in annotation.claims}
    assert words in found, list(found)
    return found[words]


# --- where a claim begins and ends ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        ("Moreno said the bridge was closed to lorries.", ["the bridge was closed to lorries"]),
        ("The bridge was closed to lorries, Moreno said.", ["The bridge was closed to lorries"]),
        ("According to the police, two men fled.", ["two men fled"]),
        ("The dam broke and hundreds of people fled.", ["The dam broke", "hundreds of people fled"]),
        ("The crane fell on a bus, killing nine.", ["The crane fell on a bus", "killing nine"]),
        (
            "While the minister was abroad, his deputy signed the order.",
            ["the minister was abroad", "his deputy signed the order"],
        ),
        (
            "The fire burned a school, which had been empty since May.",
            ["The fire burned a school", "which had been empty since May"],
        ),
        ("The union urged the ministry to publish the accident file.", ["to publish the accident file"]),
        ("Talks are expected to resume in Lyon.", ["Talks are expected to resume in Lyon"]),
        ("The firm declined to comment.", ["declined to comment"]),
        ("The bank rejected claims of a run on deposits.", ["claims of a run on deposits"]),
        ("Officials have not said what the deal costs.", ["what the deal costs"]),
        ("However, the ferry left on time.", ["the ferry left on time"]),
        ("The thief took the money and ran to the station.", ["The thief took the money", "ran to the station"]),
        ("The mayor praised the man who pulled her out.", ["The mayor praised the man who pulled her out"]),
    ],
)
def test_a_claim_is_one_clause_without_its_speaker(note: Note, sentence: str, claims: list[str]) -> None:
    text, annotation = note(sentence)
    assert [text[claim.start : claim.end] for claim in annotation.claims] == claims


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        ("The shelling killed six people and wounded 20.", ["The shelling killed six people", "wounded 20"]),
        (
            "The storm hit the coast, sinking two boats and cutting power to the port.",
            ["The storm hit the coast", "sinking two boats", "cutting power to the port"],
        ),
        (
            "The strike went into its third week, with nurses joining the pickets.",
            ["The strike went into its third week", "nurses joining the pickets"],
        ),
        (
            "The council sold the mill, a shed that nobody had used in years.",
            ["The council sold the mill", "a shed that nobody had used in years"],
        ),
        (
            "The town voted for the mayor, the first woman to hold the office in the valley since the war.",
            ["The town voted for the mayor", "the first woman to hold the office in the valley since the war"],
        ),
        ("It is claimed that the mine was flooded.", ["the mine was flooded"]),
        (
            "Norland insists that the vote was fair; the court has neither confirmed nor denied the result.",
            ["the vote was fair", "has neither confirmed nor denied the result"],
        ),
        ("The club has denied it lied, with its owner blaming the press.", ["it lied", "its owner blaming the press"]),
        (
            "The ferry sank on Tuesday night, when most of the crew were asleep.",
            ["The ferry sank on Tuesday night", "when most of the crew were asleep"],
        ),
        ("That decision hurt the farmers.", ["That decision hurt the farmers"]),
    ],
)
def test_a_second_statement_in_a_sentence_is_a_claim_of_its_own(note: Note, sentence: str, claims: list[str]) -> None:
    text, annotation = note(sentence)
    assert [text[claim.start : claim.end] for claim in annotation.claims] == claims


@pytest.mark.parametrize(
    "sentence",
    [
        "The leak was first reported by the Herald.",
        "The council rejected a poster that says the river is poisoned.",
        "The firm won the case by arguing that the law was void.",
        "The editor left the room after citing the new law on libel.",
        "You can't assume that the bridge is safe.",
        "Drivers should know that the road is closed.",
        "That is why few doctors want to work in the valley.",
        "The report is about the border and how people cross it.",
        "The lights were out as the train came in.",
        "The captain will speak on Friday about the loss of the ferry in the storm.",
        "The nurses will strike if the minister says that the ward must close.",
        "The club paid its debts while building a new stand.",
        "After a long winter in which most of the orchards in the valley had lost their trees, the growers gave up.",
    ],
)
def test_what_only_qualifies_a_statement_is_told_with_it(note: Note, sentence: str) -> None:
    text, annotation = note(sentence)
    assert [text[claim.start : claim.end] for claim in annotation.claims] == [sentence.rstrip(".")]


@pytest.mark.parametrize("sentence", ["Who paid for the bridge?", "\u201cIs anybody hurt?\u201d the medic asked."])
def test_a_question_states_nothing(note: Note, sentence: str) -> None:
    _, annotation = note(sentence)
    assert annotation.claims == ()


def test_offsets_are_those_of_the_report(note: Note) -> None:
    text, annotation = note("The road is closed.", "Police said the road would open on Monday.")
    claims = [text[claim.start : claim.end] for claim in annotation.claims]
    assert claims == ["The road is closed", "the road would open on Monday"]
    assert [claim.attribution for claim in annotation.claims] == [None, 0]
    assert [claim.sentence for claim in annotation.claims] == [0, 1]


# --- of which kind ----------------------------------------------------------------------------------------------------

DEMANDS = [
    ("The judge asked that the gates be shut and a guard be posted.", "a guard be posted"),
    ("The union urged the ministry to publish the accident file.", "to publish the accident file"),
    ("\u201cThe governor must resign,\u201d Okafor said.", "The governor must resign"),
    ("Residents were told to boil their water.", "to boil their water"),
    ("Farmers called on the minister to lift the ban.", "to lift the ban"),
    ("She asked the court to free her brother.", "to free her brother"),
    ("A judge ordered the firm to hand over its books.", "to hand over its books"),
    ("The council demanded that the mill stop work.", "the mill stop work"),
    ("Teachers called for an inquiry into the fire.", "Teachers called for an inquiry into the fire"),
    ("\u201cClose the gates now,\u201d the warden shouted.", "Close the gates now"),
    ("The coach said the league should punish both clubs.", "the league should punish both clubs"),
    ("The bishop appealed to both sides to lay down their arms.", "to lay down their arms"),
    ("The lawyer repeated her request that the trial be moved.", "the trial be moved"),
    ("The editor wants an apology from the minister.", "The editor wants an apology from the minister"),
    ("\u201cThe council has got to mend the road,\u201d Moreno said.", "The council has got to mend the road"),
    ("Growers push for a ban on the spray.", "Growers push for a ban on the spray"),
]
DENIALS = [
    ("The clerk said there had been no attempt to hide the bill.", "there had been no attempt to hide the bill"),
    ("She called the reports a fabrication.", "the reports a fabrication"),
    ("The bank rejected claims of a run on deposits.", "claims of a run on deposits"),
    ("The navy has not said how many ships are involved.", "how many ships are involved"),
    ("The company declined to comment.", "declined to comment"),
    ("The minister denied that he had met the smuggler.", "he had met the smuggler"),
    ("Police gave no details of the arrest.", "gave no details of the arrest"),
    ("The palace neither confirmed nor denied the visit.", "neither confirmed nor denied the visit"),
    ("\u201cWe never met the supplier,\u201d the director said.", "We never met the supplier"),
    ("\u201cThe story is not true,\u201d the owner said.", "The story is not true"),
    ("The clinic did not respond to a request for comment.", "did not respond to a request for comment"),
    ("The army could not say who fired first.", "who fired first"),
    ("The airline dismissed the report as a rumour.", "the report as a rumour"),
    ("The names were not disclosed.", "The names were not disclosed"),
    ("Nobody knows how many sailors drowned.", "how many sailors drowned"),
    ("The agency refused to discuss the contract.", "refused to discuss the contract"),
]
INTENTIONS = [
    ("“I will go on being fair,” the captain said.", "I will go on being fair"),
    ("The tenants are leaving the mill next week.", "The tenants are leaving the mill next week"),
    ("The envoy said she was leaving the country.", "she was leaving the country"),
    ("\u201cThe king will not be attending the match,\u201d an aide said.", "The king will not be attending the match"),
    ("Norland plans to reopen the mine in May.", "to reopen the mine in May"),
    ("The two ministers will meet on Friday.", "The two ministers will meet on Friday"),
    ("\u201cWe will not sell the farm,\u201d she said.", "We will not sell the farm"),
    ("The club is considering a move to the coast.", "The club is considering a move to the coast"),
    ("The parties agreed to extend the talks.", "to extend the talks"),
    ("The king vowed to rebuild the chapel.", "to rebuild the chapel"),
    ("The senator said she would appeal.", "she would appeal"),
    ("The president is due to visit the camp on Sunday.", "The president is due to visit the camp on Sunday"),
    ("The dockers threatened to strike.", "to strike"),
    ("The bank promised to repay its customers.", "to repay its customers"),
    ("The mayor has decided to close the market.", "to close the market"),
    ("The hearing will begin on Monday.", "The hearing will begin on Monday"),
    ("Officials are discussing how to answer the letter.", "how to answer the letter"),
]
ESTIMATES = [
    ("No deaths were recorded in Halden.", "No deaths were recorded in Halden"),
    ("At least 40 people are missing.", "At least 40 people are missing"),
    ("Turnout was 61 percent.", "Turnout was 61 percent"),
    ("The toll has reached 61.", "The toll has reached 61"),
    ("Thousands have left the valley.", "Thousands have left the valley"),
    ("The agency estimates that 40 families have left.", "40 families have left"),
    ("Up to 300 homes were lost, the council said.", "Up to 300 homes were lost"),
    ("About 2,000 miners walked out.", "About 2,000 miners walked out"),
    ("The flood displaced 1,200 families, the mayor said.", "The flood displaced 1,200 families"),
    ("The appeal has raised more than $3 million.", "The appeal has raised more than $3 million"),
    ("Six passengers died and nine were hurt.", "Six passengers died"),
    ("The bakers' list took 23 seats.", "The bakers' list took 23 seats"),
]
FORECASTS = [
    ("Some tenants may soon be moving into the mill, the mayor said.", "Some tenants may soon be moving into the mill"),
    ("Prices are likely to double.", "Prices are likely to double"),
    ("He warned that the levee could fail.", "the levee could fail"),
    ("Growers fear that frost will ruin the harvest.", "frost will ruin the harvest"),
    ("The river will rise again tonight, the service said.", "The river will rise again tonight"),
    ("It is unclear whether the ferry will sail.", "It is unclear whether the ferry will sail"),
    ("The strike may spread to other ports.", "The strike may spread to other ports"),
    ("The champions will lose the final, the coach said.", "The champions will lose the final"),
    ("The slide raised fears that a second bank could give way.", "a second bank could give way"),
    ("Economists predict that rents will fall.", "rents will fall"),
    ("The cut could hurt small farms.", "The cut could hurt small farms"),
    ("There is a risk that the fever will spread.", "the fever will spread"),
    ("The ferry is most likely to sink.", "The ferry is most likely to sink"),
    ("The strike could have an effect on the harvest.", "The strike could have an effect on the harvest"),
    ("There could be a second slide.", "There could be a second slide"),
    ("The court hears the case next week.", "The court hears the case next week"),
    ("\u201cThe village can win this case,\u201d the lawyer said.", "The village can win this case"),
]
ASSESSMENTS = [
    ("The mud has made the search difficult.", "The mud has made the search difficult"),
    ("It is hard to argue with a flood.", "It is hard to argue with a flood"),
    ("The mayor effectively surrendered the seat.", "The mayor effectively surrendered the seat"),
    ("The envoy said people should be free to leave.", "people should be free to leave"),
    ("The coach called the plan a reckless gamble.", "the plan a reckless gamble"),
    ("Engineers blame poor drainage.", "Engineers blame poor drainage"),
    ("The ruling is a setback for the party.", "The ruling is a setback for the party"),
    ("The voters seem tired of the quarrel.", "The voters seem tired of the quarrel"),
    ("The road is dangerous, the driver said.", "The road is dangerous"),
    ("Nurses believe that the ward is unsafe.", "the ward is unsafe"),
    ("The suspect may already be abroad, police said.", "The suspect may already be abroad"),
    ("\u201cThis is a disgrace,\u201d the captain said.", "This is a disgrace"),
    ("The dam failed because of poor upkeep, engineers said.", "The dam failed because of poor upkeep"),
    ("The vote undermines trust in the courts, he argued.", "The vote undermines trust in the courts"),
    ("The new bus is better than the old one, a rider said.", "The new bus is better than the old one"),
    ("\u201cI think he lied to us,\u201d the widow said.", "he lied to us"),
    ("The treaty is seen as weak.", "The treaty is seen as weak"),
    ("The arrest has raised questions about the police.", "The arrest has raised questions about the police"),
    ("Poverty has taken a toll on the valley.", "Poverty has taken a toll on the valley"),
    ("The speech embittered the dockers.", "The speech embittered the dockers"),
    ("\u201cOur farm draws no visitors,\u201d wrote Okafor. Our barns are cold.", "Our barns are cold"),
]
REPORTS = [
    ("“I have sent all of my letters,” the captain said.", "I have sent all of my letters"),
    ("The charity released 200,000 euros for the camp.", "The charity released 200,000 euros for the camp"),
    ("Several drivers resigned on Monday.", "Several drivers resigned on Monday"),
    ("The plane landed at noon, the pilot said.", "The plane landed at noon"),
    ("The roads into the town are closed.", "The roads into the town are closed"),
    ("\u201cI ran back for the dog,\u201d he said.", "I ran back for the dog"),
    ("Police arrested three men at the gate.", "Police arrested three men at the gate"),
    ("No trains ran on Sunday.", "No trains ran on Sunday"),
    ("The gate was locked, the guard said.", "The gate was locked"),
    ("\u201cWe saw the water come over the wall,\u201d she said.", "We saw the water come over the wall"),
    ("Soldiers have reached the harbour, the ministry said.", "Soldiers have reached the harbour"),
    ("Rescuers are digging through the rubble.", "Rescuers are digging through the rubble"),
    ("The senate passed the bill on Tuesday.", "The senate passed the bill on Tuesday"),
    ("A fire broke out in the kitchen.", "A fire broke out in the kitchen"),
    ("A deadly fire broke out in a bakery.", "A deadly fire broke out in a bakery"),
    ("Two dams failed on Sunday.", "Two dams failed on Sunday"),
    ("A nurse was seriously injured.", "A nurse was seriously injured"),
    ("The central bank raised its rates.", "The central bank raised its rates"),
    ("Police as well as firemen reached the village.", "Police as well as firemen reached the village"),
    ("The camp lies 30 km from the coast, a guide said.", "The camp lies 30 km from the coast"),
    ("Police searched two recent sites.", "Police searched two recent sites"),
    ("The owner sold the mill two days ago.", "The owner sold the mill two days ago"),
]
BACKGROUNDS = [
    ("The party has governed for decades.", "The party has governed for decades"),
    ("The mill had burned twice before.", "The mill had burned twice before"),
    ("The town was founded in 1780.", "The town was founded in 1780"),
    ("The aide spoke on condition of anonymity.", "The aide spoke on condition of anonymity"),
    ("Okafor spoke in Lyon beside her deputy.", "Okafor spoke in Lyon beside her deputy"),
    ("The village has 900 inhabitants.", "The village has 900 inhabitants"),
    ("Moreno, who runs a bakery, lost her van.", "who runs a bakery"),
    ("She was not allowed to brief the press.", "She was not allowed to brief the press"),
    ("Halden is the second city of the country.", "Halden is the second city of the country"),
    ("The fire broke out at noon. The firm makes bicycles in three towns.", "The firm makes bicycles in three towns"),
    ("Norland and its rival used to share a navy.", "Norland and its rival used to share a navy"),
    ("The firm bought the mill in 2012.", "The firm bought the mill in 2012"),
    ("The mill has paid no rent since 2012.", "The mill has paid no rent since 2012"),
    ("The bridge was built in 1701.", "The bridge was built in 1701"),
    ("The owner sold the mill in the spring of 1998.", "The owner sold the mill in the spring of 1998"),
    ("The ferry sank on the 3rd of May.", "The ferry sank on the 3rd of May"),
    ("A slide closed the road on Christmas Day 1998.", "A slide closed the road on Christmas Day 1998"),
    ("The yard closed in Sept. 2004.", "The yard closed in Sept. 2004"),
    ("The town sold the mill last year.", "The town sold the mill last year"),
    ("The club met in Lyon for years.", "The club met in Lyon for years"),
    ("Nurses have slept in tents for more than a decade.", "Nurses have slept in tents for more than a decade"),
]
KINDS = [
    ("demand", DEMANDS),
    ("denial", DENIALS),
    ("intention", INTENTIONS),
    ("estimate", ESTIMATES),
    ("forecast", FORECASTS),
    ("assessment", ASSESSMENTS),
    ("report", REPORTS),
    ("background", BACKGROUNDS),
]


@pytest.mark.parametrize(
    ("kind", "sentence", "words"), [(kind, *pair) for kind, sentences in KINDS for pair in sentences]
)
def test_a_sentence_of_each_kind_is_read_as_it(note: Note, kind: str, sentence: str, words: str) -> None:
    assert claim_in(note, sentence, words).kind == kind


@pytest.mark.parametrize(
    ("sentence", "words", "kind"),
    [
        ("The firm agreed to publish the file.", "to publish the file", "intention"),
        ("The board rejected the offer on Monday.", "The board rejected the offer on Monday", "report"),
        ("The firm gave no money to the club.", "The firm gave no money to the club", "report"),
        ("\u201cSchools should be a joy,\u201d the teacher said.", "Schools should be a joy", "assessment"),
        ("Norland will lose the case.", "Norland will lose the case", "forecast"),
        ("He asked whether the shop was open.", "whether the shop was open", "report"),
        ("Older men were more likely to vote, the poll found.", "Older men were more likely to vote", "report"),
        ("The treaty would be a mistake, the envoy said.", "The treaty would be a mistake", "assessment"),
        ("Several bakers agree with the mayor, the clerk said.", "Several bakers agree with the mayor", "report"),
        ("The farm had to sell its cows, the clerk said.", "The farm had to sell its cows", "report"),
        ("The charity bought a van for $7,500.", "The charity bought a van for $7,500", "report"),
        ("\u201cYou are willing to lie,\u201d the widow said.", "You are willing to lie", "assessment"),
    ],
)
def test_what_only_looks_like_a_kind_is_none_of_it(note: Note, sentence: str, words: str, kind: str) -> None:
    assert claim_in(note, sentence, words).kind == kind


#: What stands above a late paragraph.
OPENING = ("The ferry left Halden at noon with a load of timber and two lorries on its deck.",) * 9


@pytest.mark.parametrize("signal", cues("claims")["signal"], ids=lambda signal: signal["name"])
def test_the_example_of_each_signal_makes_it_vote(
    note: Note, monkeypatch: pytest.MonkeyPatch, signal: dict[str, str]
) -> None:
    name, fired = signal["name"], list[str]()
    vote = votes.SIGNALS[name]

    def heard(facts: Facts) -> str:
        fired.append(vote(facts))
        return fired[-1]

    monkeypatch.setattr(votes, "SIGNALS", {**votes.SIGNALS, name: heard})
    note(*OPENING, signal["example"])
    assert any(fired)


def test_every_signal_has_a_weight() -> None:
    assert {signal["name"] for signal in cues("claims")["signal"]} == set(votes.SIGNALS)


def test_what_is_news_at_the_top_is_background_far_below_it(note: Note) -> None:
    told = "The firm has bought three yards from its rival."
    _, top = note(told, *OPENING)
    _, below = note(*OPENING, told)
    assert (top.claims[0].kind, below.claims[-1].kind) == ("report", "background")


# --- how sure ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "words", "certainty", "said"),
    [
        ("The gate was locked, the guard said.", "The gate was locked", "asserted", []),
        ("The strike may spread.", "The strike may spread", "hedged", ["may"]),
        ("Nine are believed to be dead.", "Nine are believed to be dead", "hedged", ["believed"]),
        ("The unit has reportedly left.", "The unit has reportedly left", "hedged", ["reportedly"]),
        ("About 40 people are missing.", "About 40 people are missing", "hedged", ["About"]),
        ("Nurses think that the ward is shut.", "the ward is shut", "hedged", ["think"]),
        ("The bank denied that it had lost money.", "it had lost money", "denied", ["denied"]),
        ("The navy did not confirm that a ship had sunk.", "a ship had sunk", "unknown", ["did not confirm"]),
        ("The navy did not deny that a ship had sunk.", "a ship had sunk", "unknown", ["did not deny"]),
        ("Police have not said who fired.", "who fired", "unknown", ["have not said"]),
        ("The company declined to comment.", "declined to comment", "asserted", []),
        ("The club plans to sell its ground.", "to sell its ground", "asserted", []),
        ("The mayor said the market would open on Monday.", "the market would open on Monday", "asserted", []),
        ("There is no doubt that the river is clean.", "the river is clean", "asserted", []),
        (
            "It is unclear whether the ferry will sail.",
            "It is unclear whether the ferry will sail",
            "unknown",
            ["unclear"],
        ),
        ("The firm closed its gates in May.", "The firm closed its gates in May", "asserted", []),
    ],
)
def test_how_sure_a_claim_is_follows_the_scope_of_its_words(
    note: Note, sentence: str, words: str, certainty: str, said: list[str]
) -> None:
    claim = claim_in(note, sentence, words)
    assert claim.certainty_class == certainty
    text = sentence
    assert [text[start:end].strip() for start, end in claim.certainty] == said


@pytest.mark.parametrize(
    ("sentence", "words", "denied"),
    [
        ("The bank denied that it had lost money.", "it had lost money", True),
        ("The company declined to comment.", "declined to comment", True),
        ("He does not believe the strike will last.", "the strike will last", True),
        ("No trains ran on Sunday.", "No trains ran on Sunday", True),
        ("The plane left at noon.", "The plane left at noon", False),
    ],
)
def test_what_is_refuted_withheld_or_negated_counts_as_denied(
    note: Note, sentence: str, words: str, denied: bool
) -> None:
    assert claim_in(note, sentence, words).denied is denied


@pytest.mark.parametrize(
    ("sentence", "words", "quoted"),
    [
        ("\u201cThis is a disgrace,\u201d the captain said.", "This is a disgrace", True),
        ("''This is a disgrace,'' the captain said.", "This is a disgrace", True),
        ("The captain said that it was a disgrace.", "it was a disgrace", False),
        ("A man called \u201cTiger\u201d held the door.", "A man called \u201cTiger\u201d held the door", False),
    ],
)
def test_a_claim_in_the_sources_own_words_is_quoted(note: Note, sentence: str, words: str, quoted: bool) -> None:
    assert claim_in(note, sentence, words).quoted is quoted
