r"""Leftovers of the web page that a text was copied from.

What it finds
    Links to other stories ("Read also: ...", "Click here to ..."), lines that ask to share or subscribe, advertisement
    marks (also translated word for word, "The sequel after the ad"), cookie and navigation lines, language pickers,
    picture credits, section labels after a headline ("| Inland"), editors' marks and invented author blurbs.

Why it matters
    Page furniture is translated along with the story and then stands in the middle of it as if it were a sentence.

Example
    Before: "... officials said.\\n\\nRead also: Secrets out of the military cabinet". After: "... officials said."

Limits
    A text about websites may say such things on purpose; a removal is always only proposed. The strings of a program
    are its buttons and menus: a file of them is not searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtaudit.expressions import expression
from mtaudit.model import Document, Finding, Rule, Segment, Span, Suggestion
from mtaudit.settings import Settings

_ADDITION = "accuracy/addition"

LINK = Rule("residue/link", _ADDITION, "minor", "A link to another story")
SHARE = Rule("residue/share", _ADDITION, "minor", "A line that asks to share, follow or subscribe")
ADVERTISEMENT = Rule("residue/advertisement", _ADDITION, "minor", "The mark of an advertisement")
COOKIES = Rule("residue/cookies", _ADDITION, "minor", "A cookie or consent notice")
NAVIGATION = Rule("residue/navigation", _ADDITION, "minor", "A button or menu of the page")
LANGUAGES = Rule("residue/languages", _ADDITION, "minor", "A language picker")
CREDIT = Rule("residue/credit", _ADDITION, "minor", "A picture credit", status="preview")
SECTION = Rule("residue/section", _ADDITION, "minor", "A section label after a headline")
EDITOR = Rule("residue/editor", _ADDITION, "minor", "An editor's mark")
BLURB = Rule("residue/blurb", _ADDITION, "minor", "An invented author blurb")

RULES = (LINK, SHARE, ADVERTISEMENT, COOKIES, NAVIGATION, LANGUAGES, CREDIT, SECTION, EDITOR, BLURB)

_END = r"[^.!?\n]{0,160}[.!?]?"
_STORY = "(?:article|story|post|page|news|report|text)"
_ADVERT = "(?:ads?|adverts?|advertisements?|advertising|publicity|commercials?)"
_NETWORK = (
    "(?:Facebook|Twitter|X|WhatsApp|Telegram|LinkedIn|Instagram|YouTube|TikTok|Viber|Google News|Reddit|Pinterest|VK)"
)
_CHANNEL = "(?:channels?|pages?|groups?|chats?|accounts?|feeds?)"

# Each expression starts at the start of a sentence or line and takes it to its end.
_SENTENCES: tuple[tuple[Rule, str], ...] = (
    (LINK, rf"(?:[Rr]ead|READ|[Ss]ee|[Ww]atch) ?(?:[Aa]lso|ALSO|[Mm]ore|MORE|[Nn]ext|[Tt]oo) ?[:|»>–—-]{_END}"),
    (LINK, rf"(?:Also|ALSO|And) (?:read|READ|see|watch|check)\b ?(?:this|this one)? ?[:|»>–—-]{_END}"),
    (LINK, rf"Also read\b(?! the\b| and\b){_END}"),
    (
        LINK,
        rf"(?:RELATED|Related)(?: (?:{_STORY}|{_STORY}s|articles|stories|coverage|content|topics|links|video))? ?[:|»]{_END}",
    ),
    (
        LINK,
        rf"Click (?:here|on (?:the|this) (?:link|image|photo|picture|button)|the (?:link|image|photo))(?: (?:to|for|and)\b|[.:!]?$){_END}",
    ),
    (
        LINK,
        rf"(?:Read|See|View|Continue reading) the (?:full|original|whole|rest of the|complete) {_STORY}(?: (?:here|at|on|in)\b|[.:!]?$){_END}",
    ),
    (
        LINK,
        r"(?:You (?:may|might|will)(?: also)?|We think you(?:'|’)ll) (?:like|be interested in|enjoy)(?: (?:these?|this|to (?:read|see)))?[ :]*$",
    ),
    (LINK, r"(?:Continue reading|Read on|Keep reading)(?: (?:below|here|on the next page))?[ .…:»>]*$"),
    (
        SHARE,
        rf"(?:Share|Tweet|Print|E-?mail|Bookmark|Like|Pin) (?:this(?: {_STORY})?|on {_NETWORK}|(?:it )?with (?:your )?friends)\b[^.!?\n]{{0,30}}[.!?]?$",
    ),
    (
        SHARE,
        rf"(?:Please )?(?:[Ff]ollow|[Ll]ike|[Jj]oin|[Ff]ind|[Aa]dd) (?:us|me|our {_CHANNEL}|our {_NETWORK} {_CHANNEL}) on {_NETWORK}\b{_END}",
    ),
    (
        SHARE,
        rf"(?:Please )?(?:[Ss]ubscribe|[Ss]ign up|[Rr]egister) (?:to|for|now|here|with)(?: (?:to|for|our|the|your|free|daily|weekly|us|my))+ (?:\w+ )?(?:newsletters?|{_CHANNEL}|updates|notifications|e-?mails?)\b{_END}",
    ),
    (SHARE, r"(?:Leave|Post|Write|Add) (?:a|your) (?:comment|reply|response)(?: (?:below|here))?[ .…:]*$"),
    (SHARE, r"(?:Be the first to comment|Comments are closed|No comments(?: yet)?|View all comments)\b[^\n]{0,60}$"),
    (SHARE, rf"Download (?:our|the) (?:free )?(?:mobile )?app\b{_END}"),
    (
        ADVERTISEMENT,
        r"(?:ADVERTISEMENTS?|Advertisements?|ADVERTISING|Advertising|SPONSORED(?: CONTENT)?|Sponsored(?: content)?|PUBLICITY)[ .:]*$",
    ),
    (
        COOKIES,
        rf"(?:We|This (?:web ?)?site|This page|Our (?:web ?)?site|Our partners)(?: and our partners)? (?:uses?|stores?) cookies\b{_END}",
    ),
    (
        COOKIES,
        rf"By (?:continuing|using|browsing|clicking)\b[^.!?\n]{{0,80}}\b(?:cookies|you (?:accept|agree|consent))\b{_END}",
    ),
    (COOKIES, r"(?:Accept|Reject|Allow|Manage|Deny) (?:all |the )?cookies?(?: (?:settings|preferences))?[ .:]*$"),
    (COOKIES, r"(?:Cookie|Privacy) (?:policy|notice|settings|preferences|statement)[ .|:]*$"),
    (
        NAVIGATION,
        r"(?:Back to (?:the )?top|Skip to (?:main )?content|Skip navigation|Load more|Show more|Show less|See all|View all|Go back|Scroll (?:down|up))[ .»>…:]*$",
    ),
    (NAVIGATION, rf"(?:Next|Previous|Newer|Older) (?:{_STORY}|posts?|articles?)(?: ?[:»«>→←][^\n]{{0,120}})?$"),
    (
        NAVIGATION,
        r"(?:More|Top|Latest|Popular|Trending|Similar|Recent|Hot) (?:stories|news|posts|articles|headlines|comments|topics)(?: ?[|:][^\n]{0,60})?$",
    ),
    (
        NAVIGATION,
        r"(?:More Stories|Most (?:read|popular|viewed|commented)|Trending(?: now)?|Breaking news|Post navigation|You are here)\b ?[|:]?[^.!?\n]{0,40}$",
    ),
    (NAVIGATION, r"(?:Filed under|Posted in|Tagged(?: (?:as|with))?) ?:[^\n]{1,120}$"),
    (NAVIGATION, r"(?:Image|Photo|Picture|Slide|Page) \d{1,3} (?:of|/) \d{1,3}$"),
    (
        CREDIT,
        rf"[(\[]?(?:Photo|Photograph|Image|Picture|Illustration|Video|Pic)(?:s|graphy)?(?: (?:credits?|by (?-i:[A-Z])|courtesy(?: of)?|source)\b| ?:){_END}[)\]]?",
    ),
    (CREDIT, r"[^\n]{0,60}\b(?:Getty Images|Shutterstock|iStock|AFP via Getty|REUTERS/)[^\n]{0,40}$"),
    (
        EDITOR,
        r"[(\[【]?(?:Editor[- ]in[- ][Cc]harge|Responsible [Ee]ditor|Editor responsible|Duty editor)(?: ?[:：]|\b)[^\n.]{0,60}[)\]】]?(?: ?-+ ?END ?-+)?",
    ),
    (EDITOR, r"[(\[]?-+ ?(?:END|End) ?-+[)\]]?$"),
)

_STARTS = (
    "Read|READ|See|Watch|Also|ALSO|And|RELATED|Related|Click|View|Continue|You|We|Keep|Share|Tweet|Print|E-?mail|"
    "Bookmark|Like|Pin|Please|Follow|Join|Find|Add|Subscribe|Sign|Register|Leave|Post|Write|Be|Comments|No|Download|"
    "ADVERTI|Advertis|SPONSORED|Sponsored|PUBLICITY|This|Our|By|Accept|Reject|Allow|Manage|Deny|Cookie|Privacy|Back|"
    "Skip|Load|Show|Go|Scroll|Next|Previous|Newer|Older|More|Top|Latest|Popular|Trending|Similar|Recent|Hot|Most|"
    "Breaking|Filed|Tagged|Image|Photo|Picture|Slide|Page|Illustration|Video|Pic|Editor|Responsible|Duty|-+"
)
_START = expression(rf"(?:^|(?<=[.!?…] )|(?<=[.!?…][”\"’)] ))(?=[(\[【]?(?:{_STARTS}))", re.MULTILINE)
_SENTENCE_PATTERNS = tuple((rule, expression(pattern, re.MULTILINE | re.IGNORECASE)) for rule, pattern in _SENTENCES)

# Said in the middle of a sentence; the whole sentence goes.
_PHRASES = (
    (
        ADVERTISEMENT,
        expression(rf"\b(?:after|below|under|following|beneath) (?:the |this |an? |our )?{_ADVERT}\b", re.IGNORECASE),
        expression(
            r"\b(?:article|story|text|news|sequel|continu\w+|rest|remainder|follow-up|report|reading|content|scroll)\b"
        ),
    ),
    (SHARE, expression(rf"\b(?:ours?|my) (?i:telegram|whatsapp|viber|youtube) {_CHANNEL}\b"), expression("")),
)
_SENTENCE_BEFORE = expression(r"(?:^|[.!?…][”\"’)]? |\n)([^.!?…\n]{0,120})$")
_SENTENCE_AFTER = expression(r"[^.!?\n]{0,120}[.!?]?")

_SECTION = expression(r" [|»] ((?:the )?[A-Z][\w&-]*(?: [\w&-]+){0,2}|the [a-z]+)$")
_NAMES = (
    "english|français|francais|french|deutsch|german|español|espanol|spanish|italiano|italian|português|portuguese|"
    "русский|russian|українська|ukrainian|中文|简体中文|繁體中文|chinese|日本語|japanese|한국어|korean|العربية|arabic|"
    "हिन्दी|hindi|türkçe|turkish|polski|polish|nederlands|dutch|svenska|swedish|norsk|dansk|suomi|čeština|magyar|"
    "română|romanian|ελληνικά|greek|עברית|hebrew|ไทย|thai|tiếng việt|vietnamese|bahasa indonesia|indonesian|فارسی"
)
_LANGUAGES = expression(rf"(?:(?:{_NAMES})(?:\s*[|/·•,»>-]\s*|\s+)?){{4,}}", re.IGNORECASE)
# The vocabulary of a blurb generator that many spun sites carry.
_BLURB_NOUN = (
    "(?:writer|author|enthusiast|introvert|extrovert|troublemaker|everywhere|junkie|guru|geek|aficionado|nerd|ninja|"
    "trailblazer|evangelist|maven|scholar|buff|lover|fanatic|advocate|practitioner|pioneer|ambassador|creator|student|"
    "explorer|reader|thinker|gamer|analyst|fan|expert|specialist|organizer|communicator|entrepreneur|problem solver)"
)
_BLURB = expression(r"[“\"]?(?:[A-Z][\w' -]{2,50}\.[”\"]? ?){3,}")
_VERB = expression(r"\b(?:is|are|was|were|has|have|had|am|be|I|[Hh]e|[Ss]he|[Tt]hey|[Ww]e|[Yy]ou)\b")
_BLURB_HINT = expression(rf"\b{_BLURB_NOUN}\.")


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield every leftover, with its removal as an unsafe suggestion."""
    if any(block.kind == "unit" for block in document.blocks):  # the buttons and menus of a program are its strings
        return
    yield from _sentences(document.flat)
    yield from _phrases(document.flat)
    for block in document.blocks:
        yield from _block(document.flat[block.span.start : block.span.end], block)


def _sentences(text: str) -> Iterator[Finding]:
    for start in _START.finditer(text):
        for rule, pattern in _SENTENCE_PATTERNS:
            match = pattern.match(text, start.start())
            if match:
                yield _leftover(rule, match.start(), match[0])
                break


def _phrases(text: str) -> Iterator[Finding]:
    for rule, pattern, needed in _PHRASES:
        for match in pattern.finditer(text):
            before = _SENTENCE_BEFORE.search(text, max(0, match.start() - 130), match.start())
            after = _SENTENCE_AFTER.match(text, match.end())
            start = before.start(1) if before else match.start()
            if after and needed.search(text.lower(), start, match.start()):
                yield _leftover(rule, start, text[start : after.end()])


def _block(text: str, block: Segment) -> Iterator[Finding]:
    if _LANGUAGES.fullmatch(text):
        yield _leftover(LANGUAGES, block.span.start, text)
    section = _SECTION.search(text) if block.kind == "headline" else None
    if section:
        yield _leftover(SECTION, block.span.start + section.start() + 1, section[0][1:])
    if len(_BLURB_HINT.findall(text)) > 1:
        for match in _BLURB.finditer(text):
            if len(_BLURB_HINT.findall(match[0])) > 1 and not _VERB.search(match[0]):
                yield _leftover(BLURB, block.span.start + match.start(), match[0])


def _leftover(rule: Rule, start: int, text: str) -> Finding:
    text = text.rstrip()
    message = f"{rule.summary}, left over from a web page."
    return Finding(rule, Span(start, start + len(text)), message, (Suggestion(""),))
