import pytest


@pytest.fixture(scope="module")
def residue(detector):
    return detector("residue")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The talks failed.\n\n[[Read also: Secrets out of the military cabinet]]\n\nIt rained.", "residue/link"),
        ("The talks failed. [[Read Also:  Boeing wins contracts worth billions]]", "residue/link"),
        ("[[Also read: Ten facts about the war]]", "residue/link"),
        ("[[Related articles: Ten facts about the war]]", "residue/link"),
        ("It rained. [[Click here to subscribe.]] It snowed.", "residue/link"),
        ("[[Read the full article here.]]", "residue/link"),
        ("[[Share this article]]", "residue/share"),
        ("[[Follow us on Twitter and Facebook.]]", "residue/share"),
        ("[[Subscribe to our daily newsletter for updates.]]", "residue/share"),
        ("Terse. [[Selected quotes only ours telegram channel.]]", "residue/share"),
        ("[[Leave a Reply]]", "residue/share"),
        ("It was sent to AFP. [[The sequel after the ad]]", "residue/advertisement"),
        ("[[Article continues below the advertisement]]", "residue/advertisement"),
        ("[[ADVERTISEMENT]]", "residue/advertisement"),
        ("[[We use cookies to improve your experience.]]", "residue/cookies"),
        ("[[By continuing to browse this site you agree to our terms.]]", "residue/cookies"),
        ("[[Back to top]]", "residue/navigation"),
        ("[[Next article: The fall of the city]]", "residue/navigation"),
        ("[[English | Français | Deutsch | 中文]]", "residue/languages"),
        ("[[English Español Русский Türkçe]]", "residue/languages"),
        ("[[(Photo by John Smith/Getty Images)]]", "residue/credit"),
        ("Debate about the formation: Kaag spoke with Rutte [[| Inland]]", "residue/section"),
        ("[[[Editor in charge: Li Wei] - END -]]", "residue/editor"),
        ("[[“Unapologetic writer. Bacon enthusiast. Introvert. Friend of animals everywhere.”]]", "residue/blurb"),
    ],
)
def test_alarm(residue, text, rule):
    found = residue.alarm(text, rule)
    assert all(not suggestion.safe and suggestion.text == "" for suggestion in found[0].suggestions)


@pytest.mark.parametrize(
    "text",
    [
        "You can read also about the war in this book.",
        "See also the chapter on the war, and see more of the coast.",
        "He asked his readers to share this burden with him.",
        "Related work has shown that the method fails.",
        "The company advertised the story in the news.",
        "Follow the money on Facebook is hard to do.",
        "After the ad was shown, sales rose.",
        "Subscribe to the view that all is well, and you will fail.",
        "By continuing the war the general lost all.",
        "They use cookies as bait for the bears.",
        "More news is expected on Monday.",
        "English and French are spoken here; German is not.",
        "The editor in charge of the desk resigned. “Editors matter,” she said.",
        "He is a writer. She is an expert. They are students.",
        "Next, the article describes the fall of the city.",
        "Photographs by the dozen were taken.",
        "Click the button twice and wait.",
        "Print this post, leave it on a desk, and encourage them to plan toward a team that can deliver.",
    ],
)
def test_silent(residue, text):
    residue.silent(text)


def test_the_strings_of_a_program_are_its_buttons(detector):
    detector("residue").silent(
        '{"next": "Next page", "share": "Share this page: ", "more": "Read more"}', file="en.json"
    )
