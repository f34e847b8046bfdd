"""Words that come twice for a good reason, and those that show that they do not."""

#: "had had", "very very", "ha ha".
DOUBLED_ON_PURPOSE = frozenset(
    "had that is very really so no yes bye ha ho he hee la na blah yeah hey now well far long many much "
    "knock tut hear ding chop cha can hip pom tum tick tock drip quack woof oh ah hush night thousand bla yo "
    "re her you do one half please never ever".split()
)
#: "Bora Bora", "Walla Walla"; either half.
DOUBLED_NAMES = frozenset(
    "aye-aye baden bora boing boutros can cao dik duran gaga hong humbert homo jar ju kor ling lin loo mahi mau ming "
    "pago phi puka sing sirhan tse tuk tze walla wagga xai yang york yo-yo zsa boko kondo ameca".split()
)
#: "years and years", "thousands and thousands".
MEASURES = frozenset(
    "times time years weeks months days hours minutes seconds decades centuries ages generations miles yards acres "
    "feet rows ranks lines pages layers shelves piles heaps loads tons lots dozens hundreds thousands millions "
    "billions trillions scores rooms streets fields waves sons daughters children laughs".split()
)
#: What may follow a noun phrase.
FUNCTION_WORDS = frozenset(
    "a an the in on at of by for from to with into onto over under against among between through during after before "
    "about as that which who whom whose while when where because if but and or nor so yet than then is are was were be "
    "been being has have had do does did will would can could may might shall should must not it its they their".split()
)
#: What comes before a verb: "she tries and tries".
VERB_BEFORE = frozenset(
    "i you he she it we they who that which to can could will would may might must shall should n't not just only "
    "there".split()
)
#: Words of a speaker, who may say a thing twice.
SPEAKER = frozenset("i we you me us my our and".split())
#: "AI called AI".
CALLED = frozenset("called,named,termed,dubbed,known as".split(","))
#: "clearly and clearly" is rhetoric.
JOINTS = frozenset("and or nor but than to by after".split())
#: Between a verb and its object.
DETERMINERS = frozenset("the a an its their this these".split())
#: What makes the next word a verb.
VERB_FRAME = frozenset("to will would can could must should may might not".split())
