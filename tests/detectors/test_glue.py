import pytest

ALARMS = [
    ("It is updated[[.The]] documentation follows.", "glue/sentence", (". The",)),
    ("It is core[[!Yes]], it is.", "glue/sentence", ("! Yes",)),
    ("a better solution[[.Try]] to manage up", "glue/sentence", (". Try",)),
    ("in its place[[.“Replacement]]” cannot be done", "glue/sentence", (". “Replacement",)),
    ("The clinical outcomes[[,and]] risk factors", "glue/mark", (", and",)),
    ("He lives in Paris[[,France]].", "glue/mark", (", France",)),
    ("is destroyed[[;Daemon]] is not ideal", "glue/mark", ("; Daemon",)),
    ("see [the report[[]published]] today", "glue/mark", ("] published",)),
    ("(an aside of some length[[)published]] today", "glue/mark", (") published",)),
    ("the presiden[[t(of the Senate)]] spoke", "glue/mark", ("t (of the Senate)",)),
    ("in our district. [[kazanWe]] are developing", "glue/words", ("kazan We", "kazan. We")),
    ("display Firefox, [[becauseMade]] under Chrome", "glue/words", ("because Made",)),
    ("works [[withContext]] and so on", "glue/names", ("with Context",)),
    ("please notice[[:the]] service", "glue/colon", (": the",)),
]


@pytest.fixture(scope="module")
def glue(detector):
    return detector("glue")


@pytest.mark.parametrize(("text", "rule", "cures"), ALARMS)
def test_alarm(glue, text, rule, cures):
    glue.alarm(text, rule, *cures)


@pytest.mark.parametrize("text", [case[0] for case in ALARMS])
def test_a_correction_silences_its_rule(glue, text):
    glue.settles(text)


@pytest.mark.parametrize(
    "text",
    [
        "The iPhone, GitHub, YouTube and McDonald are eBay names. LaTeX too.",
        "Use Node.js, asp.Net is old, and os.path or self.Config(x).",
        "See example.com. The end.",
        "He left. The rest stayed.",
        "at 3 p.m. The train left",
        "e.g. This and U.S. That",
        "word(s), (s)he, (un)happy and (re)built",
        "f(x) and call(a, b) and tag(TM)",
        "[t]he and [W]e said it",
        "a,b,c and x,y and py310,cov,lint",
        "tl;dr: it works",
        "R&amp;D &quot;text",
        "1,000 men and 2;3",
        "http://example.com/a,b;c",
        "std::vector at 10:30 or a:b",
        "well-known,.",
        "Yahoo! The firm",
        "`code`s and `x`,y",
    ],
)
def test_silent(glue, text):
    glue.silent(text)
